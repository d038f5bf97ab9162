import { failure, success, type Result } from '../../shared/base/result.ts'
import { changedReportNote } from '../../shared/stream/report-note.ts'
import type { HandlersOf } from '../../shared/wire/contract.ts'
import type { Lessons } from '../lesson/lessons.ts'
import type { ProgressFile } from '../lesson/keep/progress-file.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { MakeReport } from '../report/make-report.ts'

/** What a user does with the course, and with the report that it comes to. */
export type CourseHandlers = HandlersOf<'lesson' | 'run' | 'experiment' | 'report'>

interface CourseOptions {
  readonly log: Pick<ObservationLog, 'append'>
  readonly progress: Pick<ProgressFile, 'describeReport' | 'reportNote'>
  readonly makeReport: MakeReport
}

/** What carries out each operation on the course. */
export const createCourseHandlers = (
  lessons: Lessons,
  { log, progress, makeReport }: CourseOptions,
): CourseHandlers => ({
  'lesson.run': ({ lesson, isByStep }) => Promise.resolve(lessons.run(lesson, isByStep)),
  'lesson.reset': ({ lesson }) => Promise.resolve(lessons.reset(lesson)),
  'run.next': ({ isDone }) => Promise.resolve(lessons.next(isDone)),
  'run.stop': async () => {
    await lessons.stop()
    return success(undefined)
  },
  'experiment.predict': ({ experiment, choice }) => Promise.resolve(lessons.predict(experiment, choice)),
  'report.describe': (change) => {
    const strange = Object.keys(change.lessons ?? {}).find((id) => !lessons.has(id))
    if (strange !== undefined)
      return Promise.resolve(failure('not-found', `There is no point or experiment ${strange}.`))
    const note = changedReportNote(progress.reportNote(), change)
    progress.describeReport(note)
    log.append({ kind: 'report.described', note })
    return done
  },
  'report.make': ({ format, zone }) => makeReport(format, zone),
})

const noCourse = Promise.resolve(
  failure('unsupported', 'The points and experiments are about the counter, which is not the subject now.'),
)

/** The handlers of a lab whose subject no course is about. */
export const noCourseHandlers: CourseHandlers = {
  'lesson.run': () => noCourse,
  'lesson.reset': () => noCourse,
  'run.next': () => noCourse,
  'run.stop': () => noCourse,
  'experiment.predict': () => noCourse,
  'report.describe': () => noCourse,
  'report.make': () => noCourse,
}

const done: Promise<Result<undefined>> = Promise.resolve(success(undefined))
