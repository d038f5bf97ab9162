import type { Clock } from '../../../shared/base/clock.ts'
import { evidenceSlice } from '../../../shared/course/evidence-slice.ts'
import type { Judged } from '../../../shared/stream/judged.ts'
import { experimentsOf, experimentOf, pointsOf, type Course } from '../../../shared/course/course.ts'
import type { Lesson, LessonId } from '../../../shared/course/lesson.ts'
import { recordAfter, type LessonRecord } from '../../../shared/course/record.ts'
import { noVerdict, type Verdict } from '../../../shared/stream/verdict.ts'
import type { Observation } from '../../../shared/stream/observation.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import { createLessonRecords } from './lesson-records.ts'
import type { ProgressFile } from '../keep/progress-file.ts'

/** Follows the log and tells how each lesson stands. Its owner closes it. */
export interface Judge {
  /** Judges everything that was observed until now. */
  catchUp(): void
  /** Forgets a verdict; only what is observed from now on counts. */
  reset(lesson: LessonId): void
  /** An experiment is judged from now on, by what is observed from now on. */
  open(experiment: LessonId): void
  /** What counts for a lesson, up to now. */
  record(lesson: LessonId): LessonRecord
  /** How a lesson stands. */
  verdict(lesson: LessonId): Verdict
  /** How a lesson stands, with the observations that it rests on as far as they are still known. */
  status(lesson: LessonId): LessonStatus
  /** Done when all that follows from a lesson that has passed is done. */
  settled(): Promise<void>
  /** A run begins: who did it is told with the verdict. An experiment's begins anew, and what it does counts for nothing else. */
  beginRun(lesson: LessonId): void
  /** The run has ended; an experiment that was run is judged no further. */
  endRun(): void
  close(): void
}

/** A verdict with its evidence. */
export interface LessonStatus {
  readonly judged: Judged | undefined
  readonly observations: readonly Observation[]
}

interface JudgeOptions {
  readonly log: ObservationLog
  readonly clock: Clock
  readonly course: Course
  readonly progress: ProgressFile
  /** Told when a lesson has passed. */
  readonly onPassed?: (lesson: LessonId) => Promise<void>
  /** Told when a check itself failed. */
  readonly onDefect: (thrown: unknown) => void
}

// Milliseconds between two looks: soon enough for an eye. A look that took long, in a crowd of requests, is not taken again
// before twenty times that have passed, so that judging costs a twentieth of the time at most.
const interval = 100
const rest = 20
const readAtOnce = 2_000

/** What progress says of earlier sessions, as the baseline of a log tells it. */
export const earlierVerdicts = (progress: ProgressFile): Record<LessonId, Judged> =>
  Object.fromEntries(
    Object.entries(progress.lessons()).map(([lesson, { verdict, at, by }]) => [
      lesson,
      { verdict, at, by, isEarlier: true },
    ]),
  )

/** A {@link Judge} whose verdicts go into the log, and the passed ones with their evidence into the progress file. */
export const startJudge = ({ log, clock, course, progress, onPassed, onDefect }: JudgeOptions): Judge => {
  const records = createLessonRecords()
  const isExperiment = (lesson: LessonId): boolean => experimentOf(course, lesson) !== undefined
  let last = 0
  let running: LessonId | undefined
  let timer: NodeJS.Timeout | undefined
  let following = Promise.resolve()
  const opened = new Set<LessonId>()
  const since = new Map<LessonId, number>()
  const judged = new Map<LessonId, Judged>(Object.entries(earlierVerdicts(progress)))

  const tell = (lesson: LessonId, verdict: Verdict): void => {
    const now: Judged = { verdict, at: clock.now(), by: running === undefined ? 'hand' : 'run', isEarlier: false }
    judged.set(lesson, now)
    log.append({ kind: 'lesson.judged', lesson, judged: now })
  }

  const whole = (lesson: LessonId): LessonRecord => (isExperiment(lesson) ? records.all() : records.ofPoints())
  const record = (lesson: LessonId): LessonRecord => recordAfter(whole(lesson), since.get(lesson) ?? 0)

  const judge = ({ id, check }: Lesson): void => {
    const before = judged.get(id)?.verdict ?? noVerdict
    if (before.state === 'passed') return
    const verdict = check(record(id))
    if (JSON.stringify(verdict) === JSON.stringify(before)) return
    // What failed before a restart stays so until something speaks for or against it.
    if (
      judged.get(id)?.isEarlier === true &&
      verdict.state === 'pending' &&
      !verdict.parts.some(({ isSeen }) => isSeen)
    )
      return
    tell(id, verdict)
    if (verdict.state !== 'passed') return
    keep(id, verdict)
    follow(onPassed?.(id))
  }

  const keep = (id: LessonId, verdict: Extract<Verdict, { state: 'passed' }>): void => {
    const { at, by } = judged.get(id) ?? { at: clock.now(), by: 'hand' }
    const prediction = progress.predictions()[id]
    const observations = evidenceSlice(whole(id), verdict.evidence)
    progress.keep(id, { verdict, at, by, observations, shown: [], ...(prediction === undefined ? {} : { prediction }) })
  }

  const follow = (work: Promise<void> | undefined): void => {
    following = Promise.all([following, work]).then(() => undefined, onDefect)
  }

  const status = (lesson: LessonId): LessonStatus => {
    const stands = judged.get(lesson)
    const kept = progress.lessons()[lesson]
    if (kept !== undefined) return { judged: stands, observations: kept.observations }
    const evidence = stands?.verdict.state === 'failed' && !stands.isEarlier ? stands.verdict.evidence : []
    return { judged: stands, observations: evidenceSlice(whole(lesson), evidence) }
  }

  const catchUp = (): void => {
    for (let batch = log.read(last, readAtOnce); batch.length > 0; batch = log.read(last, readAtOnce)) {
      for (const observation of batch) records.take(observation)
      last = batch.at(-1)?.sequence ?? last
    }
    try {
      pointsOf(course).forEach(judge)
      for (const experiment of experimentsOf(course)) if (opened.has(experiment.id)) judge(experiment)
    } catch (thrown) {
      onDefect(thrown)
    }
  }

  let pause = interval
  const look = (): void => {
    timer = undefined
    const began = performance.now()
    catchUp()
    pause = Math.max(interval, rest * (performance.now() - began))
  }
  const unfollow = log.onAppend(() => {
    timer ??= setTimeout(look, pause)
  })

  const forget = (lesson: LessonId): void => {
    since.set(lesson, log.newest())
    progress.keep(lesson, undefined)
    if ((judged.get(lesson)?.verdict ?? noVerdict) !== noVerdict) tell(lesson, noVerdict)
  }

  return {
    catchUp,
    record: (lesson) => {
      catchUp()
      return record(lesson)
    },
    verdict: (lesson) => judged.get(lesson)?.verdict ?? noVerdict,
    status,
    settled: () => following,
    open: (experiment) => {
      catchUp()
      since.set(experiment, log.newest())
      opened.add(experiment)
    },
    reset: (lesson) => {
      catchUp()
      opened.delete(lesson)
      forget(lesson)
    },
    beginRun: (lesson) => {
      catchUp()
      running = lesson
      if (!isExperiment(lesson)) return
      forget(lesson)
      opened.add(lesson)
      records.beginApart()
    },
    endRun: () => {
      catchUp()
      if (running !== undefined && isExperiment(running)) opened.delete(running)
      records.endApart()
      running = undefined
    },
    close: () => {
      unfollow()
      clearTimeout(timer)
    },
  }
}
