import { setTimeout as pause } from 'node:timers/promises'
import type { Lesson } from '../../shared/lesson/lesson.ts'
import type { Step } from '../../shared/lesson/step.ts'
import { failure, messageOf, success, type Result } from '../../shared/result.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { Judge } from './judge.ts'

/** Does the steps of a lesson, one run at a time. Its owner closes it. */
export interface Runner {
  /** Begins a run; what comes of it is seen in the stream. */
  run(lesson: Lesson): Result<undefined>
  /** Ends the run after the step that is under way; done when it has ended. */
  stop(): Promise<void>
}

/** Does one step; done when its effect is there. */
export type Perform = (step: Step) => Promise<Result<unknown>>

interface RunnerOptions {
  readonly log: Pick<ObservationLog, 'append'>
  readonly judge: Judge
  readonly perform: Perform
  /** Milliseconds between two steps. */
  readonly pace: number
}

/** A {@link Runner} that tells in the log what it does. */
export const createRunner = ({ log, judge, perform, pace }: RunnerOptions): Runner => {
  let current: { readonly ending: AbortController; readonly done: Promise<void> } | undefined

  const end = (lesson: string, outcome: 'done' | 'stopped' | 'failed', problem?: string): void => {
    judge.catchUp()
    log.append({ kind: 'run.ended', lesson, outcome, ...(problem === undefined ? {} : { problem }) })
  }

  const walk = async ({ id, steps }: Lesson, { signal }: AbortController): Promise<void> => {
    for (const [index, { step, say }] of steps.entries()) {
      if (signal.aborted) return end(id, 'stopped')
      log.append({ kind: 'run.stepped', lesson: id, index })
      const done = await perform(step)
      if (!done.ok) return end(id, 'failed', `${say}: ${done.failure.message}`)
      judge.catchUp()
      await judge.settled()
      await pause(pace, undefined, { signal }).catch(() => undefined)
    }
    end(id, 'done')
  }

  return {
    run: (lesson) => {
      if (current !== undefined) return failure('conflict', 'A run is under way. Stop it first, or wait until it has ended.')
      const ending = new AbortController()
      log.append({ kind: 'run.began', lesson: lesson.id, steps: lesson.steps.map(({ say }) => say) })
      judge.attribute(true)
      const done = walk(lesson, ending)
        .catch((thrown: unknown) => { end(lesson.id, 'failed', messageOf(thrown)) })
        .finally(() => {
          judge.attribute(false)
          current = undefined
        })
      current = { ending, done }
      return success(undefined)
    },
    stop: async () => {
      current?.ending.abort()
      await current?.done
    },
  }
}
