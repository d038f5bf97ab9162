import { lessonIdSchema } from '../judged.ts'
import { part } from './part.ts'

/** The experiment for which fresh browsers stand in for the student's own; null while those are themselves. */
export const stage = part({
  name: 'stage',
  schema: lessonIdSchema.nullable().default(null),
  empty: null,
  step: { 'stage.changed': (_before, { lesson }) => lesson ?? null },
})
