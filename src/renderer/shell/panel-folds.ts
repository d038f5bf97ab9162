import { crashesFold } from '../../shared/folds/crashes.ts'
import { labFold } from '../../shared/folds/lab.ts'
import { troublesFold } from '../../shared/folds/troubles.ts'
import { sessionsFold } from '../../shared/story/sessions.ts'
import type { Fold } from '../../shared/stream/fold.ts'
import { everyFeature, type PanelFeatures } from '../client/feature.ts'

/** Every fold that the panel draws from: the shell's own, and those of the features. */
export const panelFolds = (features: PanelFeatures): readonly Fold<unknown>[] => [
  ...new Set([
    labFold,
    crashesFold,
    troublesFold,
    sessionsFold,
    ...everyFeature(features).flatMap(({ folds }) => folds),
  ]),
]
