import { afterChange, emptyBaseline, fromBaseline, type BaselineView } from '../stream/baseline/baseline.ts'
import type { Fold } from '../stream/fold.ts'

/** Folds a stream into what is so at its end. */
export const baselineFold: Fold<BaselineView> = {
  start: () => fromBaseline(emptyBaseline),
  step: (view, observation) =>
    observation.kind === 'log.began' ? fromBaseline(observation.baseline) : afterChange(view, observation),
}
