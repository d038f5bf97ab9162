import { exerciseReportSchema } from '../exercise.ts'
import { part } from './part.ts'

/** What the newest check of the exercise found, of whichever version. */
export const exerciseReport = part({
  name: 'exerciseReport',
  schema: exerciseReportSchema.nullable(),
  empty: null,
  step: { 'exercise.checked': (_before, { digest, results, printed }) => ({ digest, results, printed }) },
})
