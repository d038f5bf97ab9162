import { constants, copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { judgedSchema, lessonIdSchema } from '../../shared/lesson/judged.ts'
import { noReportNote, reportNoteSchema, type ReportNote } from '../../shared/lesson/report/report-note.ts'
import { shownSchema } from '../../shared/lesson/report/report.ts'
import { observationSchema } from '../../shared/observation.ts'
import { messageOf } from '../../shared/result.ts'

/** A verdict that is kept, with the observations that it rests on and what the browsers showed. */
export const keptLessonSchema = judgedSchema.omit({ isEarlier: true }).extend({
  observations: z.array(observationSchema),
  shown: z.array(shownSchema).default([]),
  /** What was expected of an experiment, by the index of the choice. */
  prediction: z.number().int().optional(),
})
export type KeptLesson = z.infer<typeof keptLessonSchema>

const progressSchema = z.object({
  version: z.literal(1),
  lessons: z.record(lessonIdSchema, keptLessonSchema),
  report: reportNoteSchema.default(noReportNote),
  predictions: z.record(lessonIdSchema, z.number().int()).default({}),
})
type Progress = z.infer<typeof progressSchema>

/** Where the student stands, in a file, so that it survives a restart. Its owner closes it. */
export interface ProgressFile {
  readonly lessons: () => Readonly<Record<string, KeptLesson>>
  /** What the student expects of each experiment, by the index of the choice. */
  readonly predictions: () => Readonly<Record<string, number>>
  /** Keeps what is expected of an experiment, or forgets it. */
  predict(experiment: string, choice: number | undefined): void
  /** Keeps a verdict, or forgets it. It is written soon, one write at a time. */
  keep(lesson: string, kept: KeptLesson | undefined): void
  /** What the student says of the report. */
  readonly reportNote: () => ReportNote
  describeReport(note: ReportNote): void
  /** Done when everything is written. */
  close(): Promise<void>
}

interface ProgressOptions {
  readonly path: string
  /** Told in words when the file cannot be read or written. */
  readonly onProblem: (problem: string) => void
}

/** Opens the file, or begins anew without one. What cannot be read is put aside under another name, never overwritten. */
export const openProgressFile = async ({ path, onProblem }: ProgressOptions): Promise<ProgressFile> => {
  let { lessons, report, predictions } = await read(path, onProblem)
  let writing: Promise<void> | undefined
  let isStale = false

  const write = async (): Promise<void> => {
    while (isStale) {
      isStale = false
      const text = JSON.stringify({ version: 1, lessons, report, predictions } satisfies Progress)
      await mkdir(dirname(path), { recursive: true })
      await writeFileAtomic(path, text)
    }
  }

  const writeSoon = (): void => {
    isStale = true
    writing ??= write()
      .catch((thrown: unknown) => { onProblem(`The progress could not be saved in ${path}: ${messageOf(thrown)}`) })
      .finally(() => { writing = undefined })
  }

  return {
    lessons: () => lessons,
    predictions: () => predictions,
    predict: (experiment, choice) => {
      const { [experiment]: _before, ...others } = predictions
      predictions = choice === undefined ? others : { ...others, [experiment]: choice }
      writeSoon()
    },
    keep: (lesson, kept) => {
      const { [lesson]: before, ...others } = lessons
      if (before === undefined && kept === undefined) return
      lessons = kept === undefined ? others : { ...others, [lesson]: kept }
      writeSoon()
    },
    reportNote: () => report,
    describeReport: (note) => {
      report = note
      writeSoon()
    },
    close: async () => {
      await writing
    },
  }
}

const read = async (path: string, onProblem: (problem: string) => void): Promise<Progress> => {
  const none: Progress = { version: 1, lessons: {}, report: noReportNote, predictions: {} }
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
    if (!isMissing) onProblem(`The progress could not be read from ${path}: ${messageOf(thrown)}`)
    return none
  }
  try {
    return progressSchema.parse(JSON.parse(text))
  } catch {
    onProblem(`The progress in ${path} could not be understood. ${await putAside(path)}`)
    return none
  }
}

// Beside what was put aside before: unlike a rename, a copy is never made over something else.
const putAside = async (path: string, attempt = 1): Promise<string> => {
  const aside = `${path}.unreadable${attempt === 1 ? '' : `-${attempt}`}`
  try {
    await copyFile(path, aside, constants.COPYFILE_EXCL)
    await rm(path).catch(() => undefined)
    return `It was put aside as ${aside}, and the lab begins anew.`
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST'
    return isTaken ? putAside(path, attempt + 1) : `It could not be put aside either (${messageOf(thrown)}): the next verdict replaces it.`
  }
}
