import { setTimeout as pause } from 'node:timers/promises'
import type { Lesson } from '../../../shared/course/lesson.ts'
import type { LessonRecord } from '../../../shared/course/record.ts'
import type { DescribedStep, StepAction } from '../../../shared/course/step.ts'
import { failure, messageOf, success, type Result } from '../../../shared/base/result.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import type { Judge } from '../judge/judge.ts'
import type { Stage } from './stage/stage.ts'

/** How a lesson is run. */
export interface RunOptions {
  /** Each step waits for its user's word. */
  readonly isByStep?: boolean
  /** On a stage of its own, so that everything is as before when the run has ended. */
  readonly isStaged: boolean
}

/** Does the steps of a lesson, one run at a time. Its owner closes it. */
export interface Runner {
  /** Begins a run; what comes of it is seen in the stream. */
  run(lesson: Lesson, options: RunOptions): Result<undefined>
  /** The word that a run by steps waits for; `isDone` where its user did the step by hand. */
  next(isDone: boolean): Result<undefined>
  /** Ends the run after the step that is under way; done when it has ended, and everything is put back. */
  stop(): Promise<void>
}

/** What a step can know of the run that it belongs to. */
export interface PerformContext {
  /** What was observed since the run began, now. */
  readonly record: () => LessonRecord
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal
}

/** Does one step; done when its effect is there. */
export type Perform = (action: StepAction, context: PerformContext) => Promise<Result<unknown>>

interface RunnerOptions {
  readonly log: Pick<ObservationLog, 'append'>
  readonly judge: Judge
  readonly perform: Perform
  readonly stage: Stage
  /** Milliseconds between two steps. */
  readonly pace: number
}

/** A run that is under way. */
interface CurrentRun {
  readonly ending: AbortController
  readonly done: Promise<void>
  /** Present while the run waits for its user's word. */
  go?: ((isDone: boolean) => void) | undefined
}

interface Ending {
  readonly outcome: 'done' | 'stopped' | 'failed'
  readonly problem?: string
}

/** What a run says that it does at its end. */
export const puttingBack = 'Put everything back as it was'

/** A {@link Runner} that tells in the log what it does. */
export const createRunner = ({ log, judge, perform, stage, pace }: RunnerOptions): Runner => {
  let current: CurrentRun | undefined

  const wordOf = (signal: AbortSignal): Promise<'do' | 'done' | 'stop'> =>
    new Promise((resolve) => {
      const end = (word: 'do' | 'done' | 'stop'): void => {
        if (current !== undefined) current.go = undefined
        signal.removeEventListener('abort', onAbort)
        resolve(word)
      }
      const onAbort = (): void => {
        end('stop')
      }
      signal.addEventListener('abort', onAbort)
      if (current !== undefined)
        current.go = (isDone) => {
          end(isDone ? 'done' : 'do')
        }
    })

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

  const walk = async (lesson: Lesson, isByStep: boolean, signal: AbortSignal): Promise<Ending> => {
    for (const [index, step] of lesson.steps.entries()) {
      if (signal.aborted) return { outcome: 'stopped' }
      if (isByStep) log.append({ kind: 'run.awaits', lesson: lesson.id, index })
      const word = isByStep ? await wordOf(signal) : 'do'
      if (word === 'stop') return { outcome: 'stopped' }
      log.append({ kind: 'run.stepped', lesson: lesson.id, index })
      const ending = word === 'do' ? await doStep(lesson, step, signal) : undefined
      if (ending !== undefined) return ending
      if (!isByStep) await pause(pace, undefined, { signal }).catch(() => undefined)
    }
    if (isByStep) await lastLook(lesson, signal)
    return { outcome: signal.aborted ? 'stopped' : 'done' }
  }

  // Who goes step by step looks at what came of it before it is put away.
  const lastLook = async ({ id, steps }: Lesson, signal: AbortSignal): Promise<void> => {
    judge.catchUp()
    log.append({ kind: 'run.awaits', lesson: id, index: steps.length })
    await wordOf(signal)
  }

  const onStage = async (lesson: Lesson, walking: () => Promise<Ending>): Promise<Ending> => {
    const ending = await caught(async () => {
      const set = await stage.set()
      return set.ok ? walking() : { outcome: 'failed', problem: set.failure.message }
    })
    judge.catchUp()
    log.append({ kind: 'run.stepped', lesson: lesson.id, index: lesson.steps.length })
    const problems = await stage.strike()
    return problems.length === 0
      ? ending
      : { outcome: 'failed', problem: `Not everything could be put back: ${problems.join('; ')}` }
  }

  const whole = async (
    lesson: Lesson,
    { isByStep = false, isStaged }: RunOptions,
    signal: AbortSignal,
  ): Promise<void> => {
    const walking = () => walk(lesson, isByStep, signal)
    const { outcome, problem } = await caught(isStaged ? () => onStage(lesson, walking) : walking)
    judge.catchUp()
    judge.endRun()
    current = undefined
    log.append({ kind: 'run.ended', lesson: lesson.id, outcome, ...(problem === undefined ? {} : { problem }) })
  }

  return {
    run: (lesson, options) => {
      if (current !== undefined)
        return failure('conflict', 'A run is under way. Stop it first, or wait until it has ended.')
      const ending = new AbortController()
      const steps = [...lesson.steps.map(({ text }) => text), ...(options.isStaged ? [puttingBack] : [])]
      judge.beginRun(lesson.id)
      log.append({
        kind: 'run.began',
        lesson: lesson.id,
        steps,
        ...(options.isByStep === true ? { isByStep: true } : {}),
      })
      // Not before the run is known to be under way.
      current = { ending, done: Promise.resolve().then(() => whole(lesson, options, ending.signal)) }
      return success(undefined)
    },
    next: (isDone) => {
      if (current?.go === undefined) return failure('conflict', 'No run waits for its next step.')
      current.go(isDone)
      return success(undefined)
    },
    stop: async () => {
      current?.ending.abort()
      await current?.done
    },
  }
}

const caught = async (work: () => Promise<Ending>): Promise<Ending> => {
  try {
    return await work()
  } catch (thrown) {
    return { outcome: 'failed', problem: messageOf(thrown) }
  }
}
