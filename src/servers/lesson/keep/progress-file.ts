import type { ReportNote } from '../../../shared/stream/report-note.ts'
import { notMigratedText } from '../../../shared/stored/migrations.ts'
import { putAside } from '../../files/put-aside.ts'
import { readJsonFile, type UnreadableJson } from '../../files/read-json-file.ts'
import { markOpen } from '../../lifetime.ts'
import { noProgress, progressBounds, readProgress, type KeptLesson, type Progress } from './kept-progress.ts'
import { createProgressWriter } from './progress-writer.ts'

/** Where the student stands, in a file, so that it survives a restart. Its owner closes it. */
export interface ProgressFile {
  readonly lessons: () => Readonly<Record<string, KeptLesson>>
  /** What the student expects of each experiment, by the index of the choice. */
  readonly predictions: () => Readonly<Record<string, number>>
  /** Keeps what is expected of an experiment, or forgets it. */
  predict(experiment: string, choice: number | undefined): void
  /** Keeps a verdict, or forgets it. It is written soon, one write at a time, and again until that succeeds. */
  keep(lesson: string, kept: KeptLesson | undefined): void
  /** What the student says of the report. */
  readonly reportNote: () => ReportNote
  describeReport(note: ReportNote): void
  /** Tells what is wrong now, and each time that this changes; undefined when nothing is any more. Returns what ends it. */
  follow(listener: (problem: string | undefined) => void): () => void
  /** Done when everything is written, or could not be in a last attempt either. */
  close(): Promise<void>
}

interface ProgressOptions {
  readonly path: string
  /** Told in words when the file cannot be read or written. */
  readonly onProblem: (problem: string) => void
  /** Milliseconds before a write that failed is tried again. */
  readonly retryAfter?: number
}

/** Opens the file, or begins anew without one. What cannot be read is put aside under another name, never overwritten. */
export const openProgressFile = async ({
  path,
  onProblem,
  retryAfter = 2_000,
}: ProgressOptions): Promise<ProgressFile> => {
  const opened = await open(path)
  const problems = createProblems(onProblem)
  problems.tell('reading', opened.problem)
  const writer = createProgressWriter({
    path,
    retryAfter,
    onProblem: (problem) => {
      problems.tell('writing', problem)
    },
  })
  let { progress } = opened
  const change = (changed: Partial<Progress>): void => {
    progress = { ...progress, ...changed }
    if (opened.isOurs) writer.write(progress)
  }
  // What was understood of a file that was put aside is nowhere else.
  if (opened.isToBeWritten) writer.write(progress)

  const markClosed = markOpen(`the progress in ${path}`)
  return {
    lessons: () => progress.lessons,
    predictions: () => progress.predictions,
    predict: (experiment, choice) => {
      change({ predictions: withOne(progress.predictions, experiment, choice) })
    },
    keep: (lesson, kept) => {
      if (progress.lessons[lesson] !== undefined || kept !== undefined)
        change({ lessons: withOne(progress.lessons, lesson, kept) })
    },
    reportNote: () => progress.report,
    describeReport: (report) => {
      change({ report })
    },
    follow: (listener) => problems.follow(listener),
    close: () => {
      markClosed()
      return writer.close()
    },
  }
}

const withOne = <T>(
  all: Readonly<Record<string, T>>,
  id: string,
  value: T | undefined,
): Readonly<Record<string, T>> => {
  const { [id]: _before, ...others } = all
  return value === undefined ? others : { ...others, [id]: value }
}

interface Opened {
  readonly progress: Progress
  readonly problem?: string
  /** Nothing is at the path that is not ours to write over. */
  readonly isOurs: boolean
  readonly isToBeWritten?: boolean
}

const open = async (path: string): Promise<Opened> => {
  const json = await readJsonFile(path, progressBounds)
  if (!json.ok)
    return json.failure.kind === 'missing' ? { progress: noProgress, isOurs: true } : withoutFile(path, json.failure)
  const progress = readProgress(json.value)
  if (!progress.ok) return withoutFile(path, { kind: 'notUnderstood', message: notMigratedText(progress.failure) })
  const read = progress.value
  if (read.lost.length === 0) return { progress: read.progress, isOurs: true }
  const [lost, more] = [read.lost.slice(0, 5).join(', '), read.lost.length - 5]
  const what = `Some of the progress in ${path} could not be understood: ${lost}${more > 0 ? ` and ${more} more` : ''}.`
  const aside = await putAside(path)
  return aside.ok
    ? {
        progress: read.progress,
        problem: `${what} The file as it was is kept as ${aside.value}.`,
        isOurs: true,
        isToBeWritten: true,
      }
    : { progress: read.progress, problem: `${what} ${leftAlone(aside.failure.message)}`, isOurs: false }
}

const withoutFile = async (path: string, { kind, message }: UnreadableJson): Promise<Opened> => {
  const what = `The progress in ${path} could not be ${kind === 'notUnderstood' ? 'understood' : 'read'} (${message}).`
  const aside = await putAside(path)
  return aside.ok
    ? {
        progress: noProgress,
        problem: `${what} It was put aside as ${aside.value}, and the lab begins anew.`,
        isOurs: true,
      }
    : { progress: noProgress, problem: `${what} ${leftAlone(aside.failure.message)}`, isOurs: false }
}

const leftAlone = (why: string): string =>
  `It could not be put aside either (${why}), so it is left alone, and nothing that you do from now on is kept. Move it away and start again.`

// What is wrong with reading and with writing, told each time that it becomes something else.
const createProblems = (onProblem: (problem: string) => void) => {
  const listeners = new Set<(problem: string | undefined) => void>()
  const known = new Map<'reading' | 'writing', string>()
  const all = (): string | undefined => (known.size === 0 ? undefined : [...known.values()].join(' '))
  return {
    tell: (of: 'reading' | 'writing', problem: string | undefined): void => {
      if (known.get(of) === problem) return
      if (problem === undefined) known.delete(of)
      else {
        known.set(of, problem)
        onProblem(problem)
      }
      for (const listener of listeners) listener(all())
    },
    follow: (listener: (problem: string | undefined) => void): (() => void) => {
      listeners.add(listener)
      listener(all())
      return () => listeners.delete(listener)
    },
  }
}
