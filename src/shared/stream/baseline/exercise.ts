import { exerciseSchema, unknownExercise } from '../exercise.ts'
import { part } from './part.ts'

/** The student's file. */
export const exercise = part({
  name: 'exercise',
  schema: exerciseSchema,
  empty: unknownExercise,
  step: { 'exercise.changed': (_before, { exercise: now }) => now },
})
