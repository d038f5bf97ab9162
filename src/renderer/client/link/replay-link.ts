import { failure } from '../../../shared/base/result.ts'
import type { LabLink } from '../../../shared/wire/lab-link.ts'
import type { Observation } from '../../../shared/stream/observation.ts'

/**
 * A {@link LabLink} over a stream that was recorded: the third carrier. Everything has been observed already, and nothing can
 * be done: every call is refused in words.
 */
export const createReplayLink = (observations: readonly Observation[]): LabLink => ({
  call: () => Promise.resolve(failure('refused', 'This is a recording: nothing can be done in it any more.')),
  observe: (after, listener) => {
    const batch = observations.filter(({ sequence }) => sequence > after)
    let isEnded = false
    // Not before the caller has what ends it, as with the other carriers.
    queueMicrotask(() => {
      if (!isEnded && batch.length > 0) listener(batch)
    })
    return () => {
      isEnded = true
    }
  },
})
