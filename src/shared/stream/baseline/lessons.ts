import { z } from 'zod'
import { judgedSchema, lessonIdSchema } from '../judged.ts'
import { part } from './part.ts'

/** The verdicts so far. */
export const lessons = part({
  name: 'lessons',
  schema: z.record(lessonIdSchema, judgedSchema),
  empty: {},
  step: { 'lesson.judged': (before, { lesson, judged }) => ({ ...before, [lesson]: judged }) },
})
