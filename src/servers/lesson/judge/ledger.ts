import type { Clock } from '../../../shared/base/clock.ts'
import type { Judged, LessonId } from '../../../shared/stream/judged.ts'
import type { Observation } from '../../../shared/stream/observation.ts'
import { noVerdict, type Verdict } from '../../../shared/stream/verdict.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import type { ProgressFile } from '../keep/progress-file.ts'

/** What each lesson came to, and from where on it is judged. What is entered goes into the log. */
export interface Ledger {
  /** How a lesson was judged, if it was. */
  judged(lesson: LessonId): Judged | undefined
  verdict(lesson: LessonId): Verdict
  /** Whether a verdict says anything that the one before does not. */
  isNew(lesson: LessonId, verdict: Verdict): boolean
  enter(lesson: LessonId, verdict: Verdict): void
  /** Keeps what has passed in the progress file, with the observations that it rests on. */
  keep(lesson: LessonId, verdict: Passed, observations: Observation[]): void
  /** Forgets a verdict; only what is observed from now on counts. */
  forget(lesson: LessonId): void
  /** Only what is observed from now on counts for a lesson. */
  countFromNow(lesson: LessonId): void
  /** The newest observation that does not count for a lesson. */
  countsFrom(lesson: LessonId): number
}

type Passed = Extract<Verdict, { state: 'passed' }>

interface LedgerOptions {
  readonly log: Pick<ObservationLog, 'append' | 'newest'>
  readonly clock: Clock
  readonly progress: ProgressFile
  /** Who does what is being observed. */
  readonly by: () => Judged['by']
}

/** What progress says of earlier sessions, as the baseline of a log tells it. */
export const earlierVerdicts = (progress: ProgressFile): Record<LessonId, Judged> =>
  Object.fromEntries(
    Object.entries(progress.lessons()).map(([lesson, { verdict, at, by }]) => [
      lesson,
      { verdict, at, by, isEarlier: true },
    ]),
  )

/** A {@link Ledger} that begins with what progress says of earlier sessions. */
export const createLedger = ({ log, clock, progress, by }: LedgerOptions): Ledger => {
  const entries = new Map<LessonId, Judged>(Object.entries(earlierVerdicts(progress)))
  const since = new Map<LessonId, number>()
  const verdictOf = (lesson: LessonId): Verdict => entries.get(lesson)?.verdict ?? noVerdict
  const enter = (lesson: LessonId, verdict: Verdict): void => {
    const judged: Judged = { verdict, at: clock.now(), by: by(), isEarlier: false }
    entries.set(lesson, judged)
    log.append({ kind: 'lesson.judged', lesson, judged })
  }
  const countFromNow = (lesson: LessonId): void => {
    since.set(lesson, log.newest())
  }
  return {
    judged: (lesson) => entries.get(lesson),
    verdict: verdictOf,
    isNew: (lesson, verdict) => {
      if (JSON.stringify(verdict) === JSON.stringify(verdictOf(lesson))) return false
      // What failed before a restart stays so until something speaks for or against it.
      return entries.get(lesson)?.isEarlier !== true || !isSilent(verdict)
    },
    enter,
    keep: (lesson, verdict, observations) => {
      const { at, by: doneBy } = entries.get(lesson) ?? { at: clock.now(), by: by() }
      const prediction = progress.predictions()[lesson]
      const predicted = prediction === undefined ? {} : { prediction }
      progress.keep(lesson, { verdict, at, by: doneBy, observations, shown: [], ...predicted })
    },
    forget: (lesson) => {
      countFromNow(lesson)
      progress.keep(lesson, undefined)
      if (verdictOf(lesson) !== noVerdict) enter(lesson, noVerdict)
    },
    countFromNow,
    countsFrom: (lesson) => since.get(lesson) ?? 0,
  }
}

const isSilent = (verdict: Verdict): boolean =>
  verdict.state === 'pending' && !verdict.parts.some(({ isSeen }) => isSeen)
