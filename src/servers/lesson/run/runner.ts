import { present } from '../../../shared/base/present.ts'
import type { Lesson } from '../../../shared/course/lesson.ts'
import type { FactOf } from '../../../shared/stream/observation.ts'
import { failure, messageOf, success, type Result } from '../../../shared/base/result.ts'
import type { ObservationLog } from '../../observation/observation-log.ts'
import type { Judge } from '../judge/judge.ts'
import type { Perform } from './perform.ts'
import type { Stage } from './stage/stage.ts'
import { createUserWord } from './user-word.ts'
import { createWalk, type Ending } from './walk-steps.ts'

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
}

/** What a run says that it does at its end. */
export const puttingBack = 'Put everything back as it was'

/** A {@link Runner} that tells in the log what it does. */
export const createRunner = (options: RunnerOptions): Runner => {
  const { log, judge } = options
  const word = createUserWord()
  const walk = createWalk({ ...options, word })
  let current: CurrentRun | undefined

  const whole = async (
    lesson: Lesson,
    { isByStep = false, isStaged }: RunOptions,
    signal: AbortSignal,
  ): Promise<void> => {
    const walking = () => walk(lesson, isByStep, signal)
    const { outcome, problem } = await caught(isStaged ? () => onStage(lesson, walking, options) : walking)
    judge.catchUp()
    judge.endRun()
    current = undefined
    log.append({ kind: 'run.ended', lesson: lesson.id, outcome, ...present({ problem }) })
  }

  return {
    run: (lesson, how) => {
      if (current !== undefined)
        return failure('conflict', 'A run is under way. Stop it first, or wait until it has ended.')
      const ending = new AbortController()
      judge.beginRun(lesson.id)
      log.append(runBegan(lesson, how))
      // Not before the run is known to be under way.
      current = { ending, done: Promise.resolve().then(() => whole(lesson, how, ending.signal)) }
      return success(undefined)
    },
    next: (isDone) => (word.give(isDone) ? success(undefined) : failure('conflict', 'No run waits for its next step.')),
    stop: async () => {
      current?.ending.abort()
      await current?.done
    },
  }
}

const runBegan = ({ id, steps }: Lesson, { isByStep, isStaged }: RunOptions): FactOf<'run.began'> => ({
  kind: 'run.began',
  lesson: id,
  steps: [...steps.map(({ text }) => text), ...(isStaged ? [puttingBack] : [])],
  ...(isByStep === true ? { isByStep: true } : {}),
})

const onStage = async (
  { id, steps }: Lesson,
  walking: () => Promise<Ending>,
  { log, judge, stage }: RunnerOptions,
): Promise<Ending> => {
  const ending = await caught(async () => {
    const set = await stage.set(id)
    return set.ok ? walking() : { outcome: 'failed', problem: set.failure.message }
  })
  judge.catchUp()
  log.append({ kind: 'run.stepped', lesson: id, index: steps.length })
  const problems = await stage.strike()
  return problems.length === 0
    ? ending
    : { outcome: 'failed', problem: `Not everything could be put back: ${problems.join('; ')}` }
}

const caught = async (work: () => Promise<Ending>): Promise<Ending> => {
  try {
    return await work()
  } catch (thrown) {
    return { outcome: 'failed', problem: messageOf(thrown) }
  }
}
