import { z } from 'zod'
import { courseNameSchema, type CourseName } from '../stream/course-name.ts'
import { exerciseReportSchema } from '../stream/exercise.ts'
import { labFactsSchema } from '../stream/lab-state.ts'
import { observationSchema } from '../stream/observation.ts'
import { browserIdSchema } from '../stream/participant.ts'
import { judgedSchema, lessonIdSchema } from '../stream/judged.ts'
import { verdictSchema } from '../stream/verdict.ts'
import { listOf } from './list-of.ts'

export const reportFormats = ['html', 'markdown', 'pdf'] as const
export const reportFormatSchema = z.enum(reportFormats)
export type ReportFormat = (typeof reportFormats)[number]

const sha256Schema = z.string().regex(/^[\da-f]{64}$/)

/** What a browser showed when the evidence was there: a picture, named by its digest, or the page's text and why there is no picture. */
export const shownSchema = z.intersection(
  z.object({ browser: browserIdSchema, url: z.string() }),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('picture'), sha256: sha256Schema, width: z.number().int(), height: z.number().int() }),
    z.object({ kind: z.literal('text'), text: z.string(), why: z.string() }),
  ]),
)
export type Shown = z.infer<typeof shownSchema>

/** Whose report it is, and of which lab. */
export const reportHeadSchema = z.object({
  name: z.string(),
  /** When it was made, in milliseconds since 1970, and how many minutes the clock on the wall was ahead of UTC. */
  at: z.number().min(0).max(8.64e15),
  zone: z.number().int().min(-1440).max(1440),
  version: z.string(),
  browsers: labFactsSchema.shape.browsers,
  /** What it is judged by. */
  course: courseNameSchema.optional(),
})
export type ReportHead = z.infer<typeof reportHeadSchema>

/** What reports are of that name no course, those of version 0.1.0. */
export const courseOfUnnamed: CourseName = { id: 'web-sessions', version: 1 }

/** What a record can hold, four observations an exchange, and what else it remembers: no slice of it is longer. */
const observationsAtMost = 12_000

/** A point or an experiment as it stands, with the observations that its verdict rests on. */
export const reportLessonSchema = z.object({
  id: lessonIdSchema,
  title: z.string(),
  verdict: verdictSchema,
  /** Absent where nothing was seen of it yet. */
  judged: judgedSchema.pick({ at: true, by: true }).optional(),
  /** Of an experiment: what was asked, what was expected, and what holds. */
  prediction: z.object({ question: z.string(), expected: z.string(), holds: z.string() }).optional(),
  /** What the student says of it. */
  note: z.string().optional(),
  observations: listOf(observationSchema, observationsAtMost),
  shown: listOf(shownSchema, 100),
})
export type ReportLesson = z.infer<typeof reportLessonSchema>

/** The student's own code, and what the newest check found of it or of an earlier version. */
export const reportExerciseSchema = z.object({
  source: z.string(),
  digest: sha256Schema,
  report: exerciseReportSchema.nullable(),
})
export type ReportExercise = z.infer<typeof reportExerciseSchema>

/** Everything that a report says, made from what was observed and from what its student says of it. */
export interface Report {
  readonly head: ReportHead
  readonly lessons: readonly ReportLesson[]
  /** Absent where nobody has changed the template. */
  readonly exercise?: ReportExercise
  readonly notes: string
}
