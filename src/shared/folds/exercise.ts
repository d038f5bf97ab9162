import { unknownExercise, type Exercise, type ExerciseReport } from '../stream/exercise.ts'
import type { Fold } from '../stream/fold.ts'

/** The student's exercise, and what its newest check found, of whichever version. */
export interface ExerciseView {
  readonly exercise: Exercise
  readonly report: ExerciseReport | null
}

/** Folds the stream into what is known of the exercise. */
export const exerciseFold: Fold<ExerciseView> = {
  start: () => ({ exercise: unknownExercise, report: null }),
  step: (view, observation) => {
    switch (observation.kind) {
      case 'log.began':
        return { exercise: observation.baseline.exercise, report: observation.baseline.exerciseReport }
      case 'exercise.changed':
        return { ...view, exercise: observation.exercise }
      case 'exercise.checked': {
        const { digest, results, printed } = observation
        return { ...view, report: { digest, results, printed } }
      }
      default:
        return view
    }
  },
}
