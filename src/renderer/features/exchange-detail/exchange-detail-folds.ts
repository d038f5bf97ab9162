import { jarsFold } from '../../../shared/folds/jars.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { refusalsFold } from '../../../shared/folds/refusals.ts'
import { storyFactsFold } from '../../../shared/story/story-facts.ts'
import type { Fold } from '../../../shared/stream/fold.ts'

/** What the details of an exchange draw from, for the features that show them. */
export const exchangeDetailFolds: readonly Fold<unknown>[] = [labFold, jarsFold, refusalsFold, storyFactsFold]
