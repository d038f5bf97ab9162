import { failure, success, type Result } from '../../../shared/base/result.ts'
import type { LabLink } from '../../../shared/wire/lab-link.ts'
import type { Observation } from '../../../shared/stream/observation.ts'

/** Milliseconds in which something of the stream has to come. */
const usualPatience = 10_000

/**
 * All that a lab's stream holds, up to an observation that is known to be there. The panel keeps views, no observations, so it asks
 * for them again. Fails in words when the lab has gone, or has begun another stream.
 */
export const readAll = (
  lab: LabLink,
  until: number,
  patience = usualPatience,
): Promise<Result<readonly Observation[]>> =>
  new Promise((resolve) => {
    let all: Observation[] = []
    const finish = (result: Result<readonly Observation[]>): void => {
      clearTimeout(timer)
      end()
      resolve(result)
    }
    const waitOnce = () =>
      setTimeout(() => {
        finish(failure('unavailable', 'The lab does not say what it has observed.'))
      }, patience)
    let timer = waitOnce()
    const end = lab.observe(0, (batch) => {
      for (const observation of batch) {
        // The log was cleared, or its oldest were forgotten, while it was read.
        if (observation.kind === 'log.began') all = []
        all.push(observation)
      }
      clearTimeout(timer)
      if ((all.at(-1)?.sequence ?? 0) >= until) finish(success(all))
      else timer = waitOnce()
    })
  })
