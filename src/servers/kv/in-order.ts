/** Results of work on each item, in the order of the items, with at most `concurrency` pieces of work begun at a time. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const begun: Promise<R>[] = []
  for await (const item of items) {
    begun.push(begin(item, work))
    const [first] = begun
    if (begun.length < concurrency || !first) continue
    yield await first
    void begun.shift()
  }
  for (const result of begun) yield await result
}

// Work that fails before its turn is waited for must not count as unhandled.
const begin = <T, R>(item: T, work: (item: T) => Promise<R>): Promise<R> => {
  const result = work(item)
  result.catch(() => undefined)
  return result
}
