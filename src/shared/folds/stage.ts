import { stage } from '../stream/baseline/stage.ts'
import type { Fold } from '../stream/fold.ts'
import type { LessonId } from '../stream/judged.ts'
import { partFold } from './part-fold.ts'

/** Folds the stream into the experiment whose stand-ins are in the browsers' place, or null. */
export const stageFold: Fold<LessonId | null> = partFold(stage)
