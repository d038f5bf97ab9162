import type { Clock } from '../../../shared/base/clock.ts'
import { evidenceSlice } from '../../../shared/course/evidence-slice.ts'
import type { Judged, LessonId } from '../../../shared/stream/judged.ts'
import { experimentOf, type Course } from '../../../shared/course/course.ts'
import type { Lesson } from '../../../shared/course/lesson.ts'
import { recordAfter, type LessonRecord } from '../../../shared/course/record.ts'
import type { Verdict } from '../../../shared/stream/verdict.ts'
import type { Observation } from '../../../shared/stream/observation.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import type { KeptLesson } from '../keep/kept-progress.ts'
import type { ProgressFile } from '../keep/progress-file.ts'
import { followAtLeisure } from './follower.ts'
import { createLedger } from './ledger.ts'
import { createLessonRecords } from './lesson-records.ts'

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

/** A {@link Judge} whose verdicts go into the log, and the passed ones with their evidence into the progress file. */
export const startJudge = ({ log, clock, course, progress, onPassed, onDefect }: JudgeOptions): Judge => {
  const records = createLessonRecords()
  const consequences = createConsequences(onDefect)
  const opened = new Set<LessonId>()
  let running: LessonId | undefined
  const ledger = createLedger({ log, clock, progress, by: () => (running === undefined ? 'hand' : 'run') })

  const isExperiment = (lesson: LessonId): boolean => experimentOf(course, lesson) !== undefined
  const whole = (lesson: LessonId): LessonRecord => (isExperiment(lesson) ? records.all() : records.ofPoints())
  const record = (lesson: LessonId): LessonRecord => recordAfter(whole(lesson), ledger.countsFrom(lesson))
  const judge = ({ id, check }: Lesson): void => {
    if (ledger.verdict(id).state === 'passed') return
    const verdict = check(record(id))
    if (!ledger.isNew(id, verdict)) return
    ledger.enter(id, verdict)
    if (verdict.state !== 'passed') return
    ledger.keep(id, verdict, evidenceSlice(whole(id), verdict.evidence))
    consequences.add(onPassed?.(id))
  }
  const judgeAll = (): void => {
    for (const lesson of course.lessons) if (lesson.kind === 'point' || opened.has(lesson.id)) judge(lesson)
  }
  const follower = followAtLeisure({ log, take: records.take, look: guarded(judgeAll, onDefect) })

  return {
    ...follower,
    record: (lesson) => {
      follower.catchUp()
      return record(lesson)
    },
    verdict: (lesson) => ledger.verdict(lesson),
    status: (lesson) => statusOf(ledger.judged(lesson), progress.lessons()[lesson], whole(lesson)),
    settled: consequences.settled,
    open: (experiment) => {
      follower.catchUp()
      ledger.countFromNow(experiment)
      opened.add(experiment)
    },
    reset: (lesson) => {
      follower.catchUp()
      opened.delete(lesson)
      ledger.forget(lesson)
    },
    beginRun: (lesson) => {
      follower.catchUp()
      running = lesson
      if (!isExperiment(lesson)) return
      ledger.forget(lesson)
      opened.add(lesson)
      records.beginApart()
    },
    endRun: () => {
      follower.catchUp()
      if (running !== undefined && isExperiment(running)) opened.delete(running)
      records.endApart()
      running = undefined
    },
  }
}

const statusOf = (judged: Judged | undefined, kept: KeptLesson | undefined, record: LessonRecord): LessonStatus => {
  if (kept !== undefined) return { judged, observations: kept.observations }
  const evidence = judged?.verdict.state === 'failed' && !judged.isEarlier ? judged.verdict.evidence : []
  return { judged, observations: evidenceSlice(record, evidence) }
}

const guarded = (work: () => void, onDefect: (thrown: unknown) => void) => (): void => {
  try {
    work()
  } catch (thrown) {
    onDefect(thrown)
  }
}

// What follows from a lesson that has passed, a picture say, all of which can be waited for.
const createConsequences = (onDefect: (thrown: unknown) => void) => {
  let following = Promise.resolve()
  return {
    add: (work: Promise<void> | undefined): void => {
      following = Promise.all([following, work]).then(() => undefined, onDefect)
    },
    settled: (): Promise<void> => following,
  }
}
