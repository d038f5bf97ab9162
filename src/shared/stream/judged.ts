import { z } from 'zod'
import { verdictSchema } from './verdict.ts'

/** Letters, digits and dashes: `point-3`, or an experiment's own name. */
export const lessonIdSchema = z
  .string()
  .regex(/^[a-z\d]+(?:-[a-z\d]+)*$/)
  .max(60)
export type LessonId = z.infer<typeof lessonIdSchema>

/** A lesson as it stands. */
export const judgedSchema = z.object({
  verdict: verdictSchema,
  /** When it came to that, in milliseconds since 1970. */
  at: z.number(),
  /** Whether the lab did the steps, or somebody by hand. */
  by: z.enum(['hand', 'run']),
  /** It was judged before this log began: its evidence names exchanges of another log. */
  isEarlier: z.boolean(),
})
export type Judged = z.infer<typeof judgedSchema>

/**
 * A run that is under way: its steps in words, and how many of them were begun. One that goes step by step awaits the user's
 * word before the step of the index `awaits`.
 */
export const runSchema = z.object({
  lesson: lessonIdSchema,
  steps: z.array(z.string()),
  begun: z.number().int(),
  isByStep: z.boolean().optional(),
  awaits: z.number().int().optional(),
})
export type Run = z.infer<typeof runSchema>

/** How a run ended: through all its steps, stopped by its user, or at a step that could not be done. */
export const runOutcomeSchema = z.enum(['done', 'stopped', 'failed'])
