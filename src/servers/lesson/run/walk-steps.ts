import { setTimeout as pause } from 'node:timers/promises'
import type { Lesson } from '../../../shared/course/lesson.ts'
import type { DescribedStep } from '../../../shared/course/step.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import type { Judge } from '../judge/judge.ts'
import type { Perform } from './perform.ts'
import type { UserWord } from './user-word.ts'

/** How a run came to its end. */
export interface Ending {
  readonly outcome: 'done' | 'stopped' | 'failed'
  readonly problem?: string
}

/** Does the steps of a lesson, one after the other. */
export type WalkSteps = (lesson: Lesson, isByStep: boolean, signal: AbortSignal) => Promise<Ending>

interface WalkOptions {
  readonly log: Pick<ObservationLog, 'append'>
  readonly judge: Judge
  readonly perform: Perform
  /** Milliseconds between two steps. */
  readonly pace: number
  /** Awaited before each step of a run by steps. */
  readonly word: UserWord
}

/** {@link WalkSteps} that tells in the log of each step. */
export const createWalk = ({ log, judge, perform, pace, word }: WalkOptions): WalkSteps => {
  const doStep = async (
    lesson: Lesson,
    { action, text }: DescribedStep,
    signal: AbortSignal,
  ): Promise<Ending | undefined> => {
    const done = await perform(action, { record: () => judge.record(lesson.id), signal })
    judge.catchUp()
    await judge.settled()
    return done.ok ? undefined : { outcome: 'failed', problem: `${text}: ${done.failure.message}` }
  }
  // Who goes step by step looks at what came of it before it is put away.
  const lastLook = async ({ id, steps }: Lesson, signal: AbortSignal): Promise<void> => {
    judge.catchUp()
    log.append({ kind: 'run.awaits', lesson: id, index: steps.length })
    await word.next(signal)
  }

  return async (lesson, isByStep, signal) => {
    for (const [index, step] of lesson.steps.entries()) {
      if (signal.aborted) return { outcome: 'stopped' }
      if (isByStep) log.append({ kind: 'run.awaits', lesson: lesson.id, index })
      const given = isByStep ? await word.next(signal) : 'do'
      if (given === 'stop') return { outcome: 'stopped' }
      log.append({ kind: 'run.stepped', lesson: lesson.id, index })
      const ending = given === 'do' ? await doStep(lesson, step, signal) : undefined
      if (ending !== undefined) return ending
      if (!isByStep) await pause(pace, undefined, { signal }).catch(() => undefined)
    }
    if (isByStep) await lastLook(lesson, signal)
    return { outcome: signal.aborted ? 'stopped' : 'done' }
  }
}
