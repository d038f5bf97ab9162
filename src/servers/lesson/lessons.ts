import type { Clock } from '../../shared/clock.ts'
import type { Lesson, LessonId } from '../../shared/lesson/lesson.ts'
import { points } from '../../shared/lesson/points.ts'
import { failure, success, type Result } from '../../shared/result.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { startJudge, type Standing } from './judge.ts'
import type { ProgressFile } from './progress-file.ts'
import { createRunner, type Perform } from './runner.ts'
import type { Pictures } from './take-pictures.ts'

/** The course: what is judged, what can be run. Its owner closes it. */
export interface Lessons {
  run(lesson: LessonId): Result<undefined>
  reset(lesson: LessonId): Result<undefined>
  /** How each lesson stands, in their order. */
  standings(): readonly (Standing & { readonly lesson: Lesson })[]
  stop(): Promise<void>
  close(): Promise<void>
}

interface LessonsOptions {
  readonly log: ObservationLog
  readonly clock: Clock
  readonly progress: ProgressFile
  readonly perform: Perform
  readonly pictures: Pictures
  /** Milliseconds between two steps of a run. */
  readonly pace: number
  readonly onDefect: (thrown: unknown) => void
}

/** {@link Lessons} over a running lab. */
export const startLessons = ({ log, clock, progress, perform, pictures, pace, onDefect }: LessonsOptions): Lessons => {
  const judge = startJudge({ log, clock, lessons: points, progress, onPassed: (id) => pictures.take(id), onDefect })
  const runner = createRunner({ log, judge, perform, pace })
  const find = (id: LessonId): Result<Lesson> => {
    const lesson = points.find((point) => point.id === id)
    return lesson === undefined ? failure('not-found', `There is no lesson ${JSON.stringify(id)}.`) : success(lesson)
  }
  return {
    run: (id) => {
      const lesson = find(id)
      return lesson.ok ? runner.run(lesson.value) : lesson
    },
    reset: (id) => {
      const lesson = find(id)
      if (!lesson.ok) return lesson
      judge.reset(id)
      pictures.tidy().catch(onDefect)
      return success(undefined)
    },
    standings: () => {
      judge.catchUp()
      return points.map((lesson) => ({ lesson, ...judge.standing(lesson.id) }))
    },
    stop: () => runner.stop(),
    close: async () => {
      await runner.stop()
      judge.close()
      await judge.settled()
      await progress.close()
    },
  }
}
