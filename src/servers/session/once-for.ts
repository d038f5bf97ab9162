/** What is made from something that rarely changes: made anew only when `source` returns another object than the last time. */
export const onceFor = <S extends object, T>(source: () => S, make: (from: S) => T): (() => T) => {
  let last: { readonly from: S; readonly made: T } | undefined
  return () => {
    const from = source()
    if (last?.from !== from) last = { from, made: make(from) }
    return last.made
  }
}
