import type { Observation } from '../../shared/stream/observation.ts'

/** Batches whose bytes are kept: those who begin at the same moment are this far apart at most, or each has them made for it. */
const keptAtMost = 8

interface Kept {
  readonly first: Observation | undefined
  readonly last: Observation | undefined
  readonly bytes: Buffer
}

/**
 * Writes batches as events, each once for all who get the same one: many panels that follow, or join, at the same time cost
 * little more than one. What lies between two observations never changes, so the first and the last name a batch.
 */
export const createBatchTexts = (trace: string): ((batch: readonly Observation[]) => Buffer) => {
  const kept: Kept[] = []
  return (batch) => {
    const [first, last] = [batch[0], batch.at(-1)]
    const known = kept.find((one) => one.first === first && one.last === last)
    if (known !== undefined) return known.bytes
    const bytes = Buffer.from(`id: ${trace}:${String(last?.sequence ?? 0)}\ndata: ${JSON.stringify(batch)}\n\n`)
    kept.unshift({ first, last, bytes })
    kept.splice(keptAtMost)
    return bytes
  }
}
