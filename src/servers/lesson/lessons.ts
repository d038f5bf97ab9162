import { present } from '../../shared/base/present.ts'
import type { Clock } from '../../shared/base/clock.ts'
import { experimentOf, lessonOf, type Course } from '../../shared/course/course.ts'
import type { LessonId } from '../../shared/stream/judged.ts'
import type { LabFacts } from '../../shared/stream/lab-state.ts'
import type { Experiment, Lesson } from '../../shared/course/lesson.ts'
import type { Verdict } from '../../shared/stream/verdict.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { startJudge, type Judge, type LessonStatus } from './judge/judge.ts'
import type { ProgressFile } from './keep/progress-file.ts'
import type { Perform } from './run/perform.ts'
import { createRunner, type Runner } from './run/runner.ts'
import type { Stage } from './run/stage/stage.ts'
import type { PictureTaker } from './keep/take-pictures.ts'

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
  readonly pictures: PictureTaker
  /** Milliseconds between two steps of a run. */
  readonly pace: number
  readonly onDefect: (thrown: unknown) => void
}

/** {@link Lessons} over a running lab. */
export const startLessons = (options: LessonsOptions): Lessons => {
  const { course, pictures, onDefect } = options
  const judge = startJudge({ ...options, onPassed: (id) => pictures.take(id) })
  const runner = createRunner({ ...options, judge })
  const predictions = createPredictions(options, judge)
  return {
    has: (id) => lessonOf(course, id) !== undefined,
    run: (id, isByStep = false) => {
      const lesson = lessonOf(course, id)
      return lesson === undefined ? unknown(id) : runLesson(lesson, isByStep, runner, options.facts)
    },
    next: (isDone) => runner.next(isDone),
    predict: (id, choice) => {
      const experiment = experimentOf(course, id)
      return experiment === undefined ? unknown(id) : predictions.make(experiment, choice)
    },
    reset: (id) => {
      if (lessonOf(course, id) === undefined) return unknown(id)
      judge.reset(id)
      pictures.tidy().catch(onDefect)
      predictions.forget(id)
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
    },
  }
}

const runLesson = (lesson: Lesson, isByStep: boolean, runner: Runner, { browsers }: LabFacts): Result<undefined> => {
  if (lesson.kind === 'point') return runner.run(lesson, { isByStep, isStaged: false })
  if (lesson.needsNative !== undefined && browsers !== 'native') return failure('unsupported', lesson.needsNative)
  return runner.run(lesson, { isByStep, isStaged: true })
}

const createPredictions = ({ progress, log }: Pick<LessonsOptions, 'progress' | 'log'>, judge: Judge) => {
  const enter = (experiment: LessonId, choice?: number): void => {
    progress.predict(experiment, choice)
    log.append({ kind: 'experiment.predicted', experiment, ...present({ choice }) })
  }
  return {
    make: ({ id, title, prediction }: Experiment, choice: number): Result<undefined> => {
      if (choice >= prediction.choices.length) return failure('bad-input', `${title} has no choice ${choice}.`)
      if (isDecided(judge.verdict(id)))
        return failure('conflict', 'What happens is known by now. Reset the experiment to predict it anew.')
      enter(id, choice)
      judge.open(id)
      return success(undefined)
    },
    forget: (id: LessonId): void => {
      if (progress.predictions()[id] !== undefined) enter(id)
    },
  }
}

const unknown = (id: LessonId): Result<never> => failure('not-found', `There is no lesson ${JSON.stringify(id)}.`)

const isDecided = (verdict: Verdict): boolean => verdict.state !== 'pending'
