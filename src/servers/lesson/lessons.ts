import type { Clock } from '../../shared/base/clock.ts'
import { experimentOf, lessonOf, type Course } from '../../shared/course/course.ts'
import type { Lesson, LessonId } from '../../shared/course/lesson.ts'
import type { LabFacts } from '../../shared/stream/observation.ts'
import type { Verdict } from '../../shared/stream/verdict.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { startJudge, type LessonStatus } from './judge/judge.ts'
import type { ProgressFile } from './keep/progress-file.ts'
import { createRunner, type Perform } from './run/runner.ts'
import type { Stage } from './run/stage/stage.ts'
import type { Pictures } from './keep/take-pictures.ts'

/** The course: what is judged, what can be run. Its owner closes it. */
export interface Lessons {
  /** Whether the course has such a lesson. */
  has(lesson: LessonId): boolean
  run(lesson: LessonId, isByStep?: boolean): Result<undefined>
  /** The word that a run by steps waits for; `isDone` where its user did the step by hand. */
  next(isDone: boolean): Result<undefined>
  /** What the student expects of an experiment; from then on it is judged. */
  predict(experiment: LessonId, choice: number): Result<undefined>
  reset(lesson: LessonId): Result<undefined>
  /** How each lesson stands, in their order. */
  statuses(): readonly (LessonStatus & { readonly lesson: Lesson })[]
  stop(): Promise<void>
  close(): Promise<void>
}

interface LessonsOptions {
  readonly log: ObservationLog
  readonly clock: Clock
  readonly facts: LabFacts
  readonly course: Course
  readonly progress: ProgressFile
  readonly perform: Perform
  readonly stage: Stage
  readonly pictures: Pictures
  /** Milliseconds between two steps of a run. */
  readonly pace: number
  readonly onDefect: (thrown: unknown) => void
}

/** {@link Lessons} over a running lab. */
export const startLessons = ({
  log,
  clock,
  facts,
  course,
  progress,
  perform,
  stage,
  pictures,
  pace,
  onDefect,
}: LessonsOptions): Lessons => {
  const judge = startJudge({ log, clock, course, progress, onPassed: (id) => pictures.take(id), onDefect })
  const runner = createRunner({ log, judge, perform, stage, pace })
  const tellPrediction = (experiment: LessonId, choice?: number): void => {
    progress.predict(experiment, choice)
    log.append({ kind: 'experiment.predicted', experiment, ...(choice === undefined ? {} : { choice }) })
  }
  return {
    has: (id) => lessonOf(course, id) !== undefined,
    run: (id, isByStep = false) => {
      const lesson = lessonOf(course, id)
      if (lesson === undefined) return unknown(id)
      if (lesson.kind === 'point') return runner.run(lesson, { isByStep, isStaged: false })
      if (lesson.needsNative !== undefined && facts.browsers !== 'native')
        return failure('unsupported', lesson.needsNative)
      return runner.run(lesson, { isByStep, isStaged: true })
    },
    next: (isDone) => runner.next(isDone),
    predict: (id, choice) => {
      const experiment = experimentOf(course, id)
      if (experiment === undefined) return unknown(id)
      if (choice >= experiment.prediction.choices.length)
        return failure('bad-input', `${experiment.title} has no choice ${choice}.`)
      if (isDecided(judge.verdict(id)))
        return failure('conflict', 'What happens is known by now. Reset the experiment to predict it anew.')
      tellPrediction(id, choice)
      judge.open(id)
      return success(undefined)
    },
    reset: (id) => {
      if (lessonOf(course, id) === undefined) return unknown(id)
      judge.reset(id)
      pictures.tidy().catch(onDefect)
      if (progress.predictions()[id] !== undefined) tellPrediction(id)
      return success(undefined)
    },
    statuses: () => {
      judge.catchUp()
      return course.lessons.map((lesson) => ({ lesson, ...judge.status(lesson.id) }))
    },
    stop: () => runner.stop(),
    close: async () => {
      await runner.stop()
      judge.close()
      pictures.close()
      await judge.settled()
      await progress.close()
    },
  }
}

const unknown = (id: LessonId): Result<never> => failure('not-found', `There is no lesson ${JSON.stringify(id)}.`)

const isDecided = (verdict: Verdict): boolean => verdict.state !== 'pending'
