import { troubles } from '../stream/baseline/troubles.ts'
import type { Fold } from '../stream/fold.ts'
import type { TroublesBySource } from '../stream/trouble.ts'
import { partFold } from './part-fold.ts'

/** Folds the stream into the troubles that the lab has now. They are state: a cleared log still knows them. */
export const troublesFold: Fold<TroublesBySource> = partFold(troubles)
