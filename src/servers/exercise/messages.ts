import { z } from 'zod'
import { exerciseProblemSchema } from '../../shared/stream/exercise.ts'
import type { ExerciseMethod } from '../../shared/stream/exercise-source.ts'

// What passes between the lab and the process that runs the student's code.

const id = z.number().int()

/** What the student's code threw, as far as it can be told over a wire. */
export const thrownSchema = z.object({
  /** An error, as it should be, or something else. */
  isError: z.boolean(),
  name: z.string(),
  message: z.string(),
  /** Of the student's file, counted from 1. */
  line: z.number().int().optional(),
  /** What went wrong on the wire, where it was that. */
  code: z.string().optional(),
  status: z.number().int().optional(),
  isCancelled: z.boolean(),
})
export type Thrown = z.infer<typeof thrownSchema>

/** What came of a call inside the process. `isHasty`: it was over while something that it had asked was not answered yet. */
export const settledSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('returned'),
    /** JSON text; absent for `undefined`, and for what JSON cannot say. */
    json: z.string().optional(),
    /** What it was, where JSON cannot say it. */
    unlike: z.string().optional(),
    wasPromise: z.boolean(),
    isHasty: z.boolean(),
  }),
  z.object({
    state: z.literal('threw'),
    in: z.enum(['method', 'constructor']),
    thrown: thrownSchema,
    isHasty: z.boolean(),
  }),
  /** The class has no such method. */
  z.object({ state: z.literal('missing') }),
])
export type Settled = z.infer<typeof settledSchema>

/** What the lab asks of the process: the lab's own words, so they need no check. */
export type Order =
  | { readonly kind: 'load'; readonly source: string }
  | {
      readonly kind: 'call'
      readonly id: number
      /** Which object of the class is called; it is made at its first call. */
      readonly instance: string
      readonly url: string
      readonly method: ExerciseMethod
      /** JSON text of each argument. */
      readonly args: readonly string[]
      readonly traceparent?: string
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'ping' }
  /** Asks what the code has done beside its calls. */
  | { readonly kind: 'inspect' }

/** What the process says. Whatever code runs in there, it comes over a wire: it is parsed. */
export const processReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** The class is there, perhaps not all of it. */
  z.object({ kind: z.literal('loaded'), problems: z.array(exerciseProblemSchema) }),
  z.object({ kind: z.literal('refused'), problems: z.array(exerciseProblemSchema).min(1) }),
  z.object({ kind: z.literal('settled'), id, settled: settledSchema }),
  z.object({ kind: z.literal('pong') }),
  z.object({
    kind: z.literal('inspected'),
    /** Settings of the shared axios that are not what they were. */
    changedDefaults: z.array(z.string()),
    /** What was thrown where nobody waited for it. */
    strays: z.array(thrownSchema),
  }),
])
export type ProcessReport = z.infer<typeof processReportSchema>
