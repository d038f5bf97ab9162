import type { Clock } from '../../../shared/base/clock.ts'
import { StoreUnavailable, type Entries } from './entries.ts'

/** Milliseconds without a failure after which a store that answers counts as well, though nobody has written. */
const calm = 10_000

/** {@link Entries} that tell when the storage begins to fail, in words, and `undefined` when it works again. */
export const createReportingEntries = (
  entries: Entries,
  clock: Clock,
  tell: (problem: string | undefined) => void,
): Entries => {
  let problem: string | undefined
  let failedAt = 0

  const now = (next: string | undefined): void => {
    if (next === problem) return
    problem = next
    tell(problem)
  }
  const watch = async <T>(work: Promise<T>, showsThatAllIsWell: (result: T) => boolean): Promise<T> => {
    try {
      const result = await work
      if (problem !== undefined && showsThatAllIsWell(result)) now(undefined)
      return result
    } catch (thrown) {
      if (thrown instanceof StoreUnavailable) {
        failedAt = clock.now()
        now(thrown.message)
      }
      throw thrown
    }
  }
  const hasBeenCalm = (): boolean => clock.now() - failedAt > calm

  return {
    // A store that can be read may still be one that cannot be written.
    get: (key) => watch(entries.get(key), hasBeenCalm),
    keys: (range) => watch(entries.keys(range), hasBeenCalm),
    set: (changes, precondition) => watch(entries.set(changes, precondition), ({ ok }) => ok && changes.size > 0),
    delete: (key, precondition) => watch(entries.delete(key, precondition), hasBeenCalm),
    removeExpired: (limit) => watch(entries.removeExpired(limit), hasBeenCalm),
    close: () => entries.close(),
  }
}
