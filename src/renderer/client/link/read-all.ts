import type { LabLink } from '../../../shared/wire/lab-link.ts'
import type { Observation } from '../../../shared/stream/observation.ts'

/**
 * All that a lab's stream holds, up to an observation that is known to be there. The panel keeps views, no observations, so it asks
 * for them again.
 */
export const readAll = (lab: LabLink, until: number): Promise<readonly Observation[]> =>
  new Promise((resolve) => {
    let all: Observation[] = []
    const end = lab.observe(0, (batch) => {
      for (const observation of batch) {
        // The log was cleared, or its oldest were forgotten, while it was read.
        if (observation.kind === 'log.began') all = []
        all.push(observation)
      }
      if ((all.at(-1)?.sequence ?? 0) < until) return
      end()
      resolve(all)
    })
  })
