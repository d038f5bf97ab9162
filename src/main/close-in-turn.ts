import { messageOf } from '../shared/base/result.ts'
import { within } from './within.ts'

/** Something that is closed at the end. */
export interface Closing {
  /** What it is, for whoever reads that it did not close. */
  readonly name: string
  readonly close: () => void | Promise<void>
  /** Milliseconds that it may take. */
  readonly patience: number
}

/**
 * Closes one thing after the other, and goes on with the next when one fails or hangs: so it always ends. Returns
 * what did not close, a sentence each. Never rejects.
 */
export const closeInTurn = async (closings: readonly Closing[]): Promise<readonly string[]> => {
  const problems: string[] = []
  for (const { name, close, patience } of closings) {
    // A close that throws at once is no other than one that rejects.
    const closed = Promise.resolve()
      .then(close)
      .then(() => undefined, messageOf)
    const problem = await within(patience, closed)
    if (problem === 'late') problems.push(`${name} did not close within ${String(patience / 1_000)} s.`)
    else if (problem !== undefined) problems.push(`${name} did not close: ${problem}`)
  }
  return problems
}
