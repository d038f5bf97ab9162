/** Pages that follow one another. */
export interface PageRun {
  readonly first: number
  readonly pages: number
}

const word = 8

/**
 * The free pages that a value of LMDB's free list names: a count of words, then those, each the number of a page, or a negative
 * length and the first page of a run, or 0 for nothing. `undefined` when it is no such list.
 */
export const freePagesOf = (list: Buffer): PageRun[] | undefined => {
  const words = Math.floor(list.length / word)
  const at = (i: number): number => Number(list.readBigInt64LE(i * word))
  if (list.length % word !== 0 || words === 0 || at(0) < 0 || at(0) >= words) return undefined
  const runs: PageRun[] = []
  for (let i = 1; i <= at(0); i += 1) {
    const entry = at(i)
    if (entry < 0) i += 1
    if (i >= words) return undefined
    if (entry !== 0) runs.push({ first: at(i), pages: entry < 0 ? -entry : 1 })
  }
  return runs
}
