import type { Fold } from '../stream/fold.ts'
import type { ObservationOf } from '../stream/observation.ts'
import type { TroublesBySource } from '../stream/trouble.ts'

/** Folds the stream into the troubles that the lab has now. They are state: a cleared log still knows them. */
export const troublesFold: Fold<TroublesBySource> = {
  start: () => ({}),
  step: (view, observation) => {
    if (observation.kind === 'log.began') return observation.baseline.troubles
    return observation.kind === 'trouble.changed' ? changed(view, observation) : view
  },
}

const changed = (view: TroublesBySource, { source, problem }: ObservationOf<'trouble.changed'>): TroublesBySource => {
  const { [source]: _earlier, ...others } = view
  return problem === undefined ? others : { ...others, [source]: problem }
}
