import { z } from 'zod'
import { judgedSchema, lessonIdSchema } from '../../../shared/stream/judged.ts'
import { noReportNote, reportNoteSchema, type ReportNote } from '../../../shared/stream/report-note.ts'
import { failed, success, type Result } from '../../../shared/base/result.ts'
import { migrate, storedFormat, type NotMigrated } from '../../../shared/stored/migrations.ts'
import { excessIn, jsonSizeOf } from '../../../shared/base/json-bounds.ts'
import { shownSchema } from '../../../shared/report/report.ts'
import { observationSchema, type Observation } from '../../../shared/stream/observation.ts'

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
export const progressBounds = { length: 64_000_000, values: 2_000_000, depth: 1_000 }
const lessonBounds = { length: 8_000_000, values: 50_000, depth: 990 }

/** Milliseconds in which damaged lessons are looked at for what is right in them. */
const patience = 5_000

/** How it is stored. */
const progressFormat = storedFormat()

const fileSchema = z.object({
  lessons: z.record(z.string(), z.unknown()),
  report: z.unknown(),
  predictions: z.record(z.string(), z.unknown()).default({}),
})

/** What is understood of a progress file, and what of it is not, in words. */
interface ReadProgress {
  readonly progress: Progress
  readonly lost: readonly string[]
}

/** Reads a progress file's JSON. Fails where it is none that this version knows. */
export const readProgress = (json: unknown): Result<ReadProgress, NotMigrated> => {
  const stored = migrate(json, progressFormat)
  if (!stored.ok) return stored
  const file = fileSchema.safeParse(stored.value)
  if (!file.success) return failed({ kind: 'unknown' })
  const lessons = readEach(file.data.lessons, readLesson)
  const predictions = readEach(file.data.predictions, (value) => parsed(z.number().int(), value))
  const report = holdsAtMost(lessonBounds.values, file.data.report)
    ? parsed(reportNoteSchema.default(noReportNote), file.data.report)
    : undefined
  const lost = [
    ...lessons.lost,
    ...predictions.lost.map((id) => `the prediction of ${id}`),
    ...(report === undefined ? ['what was said of the report'] : []),
  ]
  const progress = { lessons: lessons.read, predictions: predictions.read, report: report ?? noReportNote }
  return success({ progress, lost })
}

// One that is damaged takes no other with it.
const readEach = <T>(all: Readonly<Record<string, unknown>>, read: (value: unknown) => T | undefined) => {
  const understood: [string, T][] = []
  const lost: string[] = []
  const until = performance.now() + patience
  for (const [id, value] of Object.entries(all)) {
    const isTooMuch =
      performance.now() > until || !lessonIdSchema.safeParse(id).success || !holdsAtMost(lessonBounds.values, value)
    const one = isTooMuch ? undefined : read(value)
    if (one === undefined) lost.push(id)
    else understood.push([id, one])
  }
  return { read: Object.fromEntries(understood), lost }
}

const lessonFrameSchema = keptLessonSchema.extend({ observations: z.array(z.unknown()) })

// One after the other: zod names everything that is wrong, and of a hundred thousand the first is enough.
const readLesson = (value: unknown): KeptLesson | undefined => {
  const frame = parsed(lessonFrameSchema, value)
  if (frame === undefined) return undefined
  const observations: Observation[] = []
  for (const one of frame.observations) {
    const observation = parsed(observationSchema, one)
    if (observation === undefined) return undefined
    observations.push(observation)
  }
  return { ...frame, observations }
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
export const writeProgress = ({
  lessons,
  report,
  predictions,
}: Progress): { readonly text: string; readonly leftOut: readonly string[] } => {
  const leftOut: string[] = []
  const texts: string[] = []
  let left = {
    length: progressBounds.length - 1_000_000,
    values: progressBounds.values - 100_000,
    depth: lessonBounds.depth,
  }
  for (const [id, lesson] of Object.entries(lessons)) {
    const text = textOf(lesson)
    const size = text === undefined ? undefined : jsonSizeOf(Buffer.from(text))
    if (
      text === undefined ||
      size === undefined ||
      excessIn(size, lessonBounds) !== undefined ||
      excessIn(size, left) !== undefined
    ) {
      leftOut.push(id)
    } else {
      left = { ...left, length: left.length - size.length, values: left.values - size.values }
      texts.push(`${JSON.stringify(id)}:${text}`)
    }
  }
  return {
    text: `{"version":${progressFormat.version},"lessons":{${texts.join(',')}},"report":${JSON.stringify(report)},"predictions":${JSON.stringify(predictions)}}`,
    leftOut,
  }
}

const textOf = (lesson: KeptLesson): string | undefined => {
  try {
    return JSON.stringify(lesson)
  } catch {
    // Deeper than the stack.
    return undefined
  }
}

// Whether a value that was JSON holds so many others at most.
const holdsAtMost = (values: number, value: unknown): boolean => {
  const open = [value]
  for (let left = values; open.length > 0; left -= 1) {
    if (left <= 0) return false
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const inside: unknown[] = Object.values(next)
    if (inside.length > left) return false
    for (const one of inside) open.push(one)
  }
  return true
}
