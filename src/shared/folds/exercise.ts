import { exerciseReport } from '../stream/baseline/exercise-report.ts'
import { exercise } from '../stream/baseline/exercise.ts'
import type { Exercise, ExerciseReport } from '../stream/exercise.ts'
import type { Fold } from '../stream/fold.ts'
import { foldTogether, partFold } from './part-fold.ts'

/** The student's exercise, and what its newest check found, of whichever version. */
export interface ExerciseView {
  readonly exercise: Exercise
  readonly report: ExerciseReport | null
}

/** Folds the stream into what is known of the exercise. */
export const exerciseFold: Fold<ExerciseView> = foldTogether<ExerciseView>({
  exercise: partFold(exercise),
  report: partFold(exerciseReport),
})
