import type { JoinedExchange } from './record.ts'

/** Works something out once for each exchange as it stands: a record amends an exchange by putting another in its place. */
export const perExchange = <S extends JoinedExchange, T>(work: (seen: S) => T): ((seen: S) => T) => {
  const known = new WeakMap<S, { readonly value: T }>()
  return (seen) => {
    const before = known.get(seen)
    if (before !== undefined) return before.value
    const value = work(seen)
    known.set(seen, { value })
    return value
  }
}
