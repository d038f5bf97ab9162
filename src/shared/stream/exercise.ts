import { z } from 'zod'
import { exerciseMethods } from './exercise-source.ts'

/** Characters that the student's file may have. */
export const exerciseSourceAtMost = 100_000

/** Something that keeps the student's file from being used. */
export const exerciseProblemSchema = z.object({
  /** What is wrong, and what to do about it. */
  message: z.string(),
  /** Counted from 1; absent where no line is to blame. */
  line: z.number().int().optional(),
  column: z.number().int().optional(),
})
export type ExerciseProblem = z.infer<typeof exerciseProblemSchema>

const exerciseMethodSchema = z.enum(exerciseMethods)

/** What came of one behaviour that was looked for. */
export const behaviourOutcomeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('passed') }),
  z.object({
    state: z.literal('failed'),
    /** What was called, what came of it, what was expected. */
    explanation: z.string(),
    method: exerciseMethodSchema.optional(),
    line: z.number().int().optional(),
  }),
  /** Not tried, since something before it is wrong. */
  z.object({ state: z.literal('skipped'), explanation: z.string() }),
])
export type BehaviourOutcome = z.infer<typeof behaviourOutcomeSchema>

/** One behaviour that a `KeyValueSessionStore` must have, and whether it has. */
export const behaviourResultSchema = z.object({
  behaviour: z.string(),
  name: z.string(),
  outcome: behaviourOutcomeSchema,
})
export type BehaviourResult = z.infer<typeof behaviourResultSchema>

/** What *Check my work* found. */
export const exerciseReportSchema = z.object({
  /** Names the very text that was checked. */
  digest: z.string(),
  results: z.array(behaviourResultSchema),
  /** What the code printed meanwhile, cut where it is long. */
  printed: z.string(),
})
export type ExerciseReport = z.infer<typeof exerciseReportSchema>

/** Whether every behaviour is there. */
export const isExerciseSolved = ({ results }: ExerciseReport): boolean =>
  results.length > 0 && results.every(({ outcome }) => outcome.state === 'passed')

/** The student's file as it is now. */
export const exerciseSchema = z.object({
  /** Where it lies; empty before the lab has said so. */
  file: z.string(),
  source: z.string(),
  /** Names this very text. */
  digest: z.string(),
  /** Nobody has changed it yet. */
  isTemplate: z.boolean(),
  problems: z.array(exerciseProblemSchema),
  /** Where the text is that was there before the last reset or overwriting. */
  keptAs: z.string().optional(),
})
export type Exercise = z.infer<typeof exerciseSchema>

/** An exercise of which nothing is known yet. */
export const unknownExercise: Exercise = { file: '', source: '', digest: '', isTemplate: true, problems: [] }
