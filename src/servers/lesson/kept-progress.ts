import { z } from 'zod'
import { judgedSchema, lessonIdSchema } from '../../shared/lesson/judged.ts'
import { noReportNote, reportNoteSchema, type ReportNote } from '../../shared/lesson/report/report-note.ts'
import { shownSchema } from '../../shared/lesson/report/report.ts'
import { observationSchema } from '../../shared/observation.ts'
import { excessOf, jsonSizeOf, type JsonBounds } from '../files/json-size.ts'

/** A verdict that is kept, with the observations that it rests on and what the browsers showed. */
const keptLessonSchema = judgedSchema.omit({ isEarlier: true }).extend({
  observations: z.array(observationSchema),
  shown: z.array(shownSchema).default([]),
  /** What was expected of an experiment, by the index of the choice. */
  prediction: z.number().int().optional(),
})
export type KeptLesson = z.infer<typeof keptLessonSchema>

/** Where a student stands. */
export interface Progress {
  readonly lessons: Readonly<Record<string, KeptLesson>>
  readonly report: ReportNote
  readonly predictions: Readonly<Record<string, number>>
}

export const noProgress: Progress = { lessons: {}, report: noReportNote, predictions: {} }

/** As much of it as is read, and so as much as is written. */
export const progressBounds: JsonBounds = { bytes: 64_000_000, parts: 2_000_000, depth: 1_000 }
const lessonBounds: JsonBounds = { bytes: 8_000_000, parts: 200_000, depth: 990 }

const fileSchema = z.object({
  version: z.literal(1),
  lessons: z.record(z.string(), z.unknown()),
  report: z.unknown(),
  predictions: z.record(z.string(), z.unknown()).default({}),
})

/** What is understood of a progress file's JSON, and what of it is not, in words. Undefined where it is none at all. */
export const readProgress = (json: unknown): { readonly progress: Progress; readonly lost: readonly string[] } | undefined => {
  const file = fileSchema.safeParse(json)
  if (!file.success) return undefined
  const lessons = readEach(file.data.lessons, keptLessonSchema)
  const predictions = readEach(file.data.predictions, z.number().int())
  const report = parsed(reportNoteSchema.default(noReportNote), file.data.report)
  const lost = [...lessons.lost, ...predictions.lost.map((id) => `the prediction of ${id}`), ...(report === undefined ? ['what was said of the report'] : [])]
  return { progress: { lessons: lessons.read, predictions: predictions.read, report: report ?? noReportNote }, lost }
}

// One that is damaged takes no other with it.
const readEach = <T>(all: Readonly<Record<string, unknown>>, schema: z.ZodType<T>) => {
  const read: [string, T][] = []
  const lost: string[] = []
  for (const [id, value] of Object.entries(all)) {
    const one = lessonIdSchema.safeParse(id).success ? parsed(schema, value) : undefined
    if (one === undefined) lost.push(id)
    else read.push([id, one])
  }
  return { read: Object.fromEntries(read), lost }
}

const parsed = <T>(schema: z.ZodType<T>, value: unknown): T | undefined => {
  try {
    return schema.safeParse(value).data
  } catch {
    // Within the bounds, and still deeper than the stack.
    return undefined
  }
}

/** The text of a progress file, and the lessons that it leaves out, since they would be too large to be read again. */
export const writeProgress = ({ lessons, report, predictions }: Progress): { readonly text: string; readonly leftOut: readonly string[] } => {
  const leftOut: string[] = []
  const texts: string[] = []
  let left = { bytes: progressBounds.bytes - 1_000_000, parts: progressBounds.parts - 100_000, depth: lessonBounds.depth }
  for (const [id, lesson] of Object.entries(lessons)) {
    const text = textOf(lesson)
    const size = text === undefined ? undefined : jsonSizeOf(Buffer.from(text))
    if (text === undefined || size === undefined || excessOf(size, lessonBounds) !== undefined || excessOf(size, left) !== undefined) {
      leftOut.push(id)
    } else {
      left = { ...left, bytes: left.bytes - size.bytes, parts: left.parts - size.parts }
      texts.push(`${JSON.stringify(id)}:${text}`)
    }
  }
  return { text: `{"version":1,"lessons":{${texts.join(',')}},"report":${JSON.stringify(report)},"predictions":${JSON.stringify(predictions)}}`, leftOut }
}

const textOf = (lesson: KeptLesson): string | undefined => {
  try {
    return JSON.stringify(lesson)
  } catch {
    // Deeper than the stack.
    return undefined
  }
}
