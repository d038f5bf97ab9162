import { setTimeout as pause } from 'node:timers/promises'
import type {
  BehaviourOutcome,
  BehaviourResult,
  ExerciseProblem,
  ExerciseReport,
} from '../../../shared/stream/exercise.ts'
import { present } from '../../../shared/base/present.ts'
import { lineOfMethod } from '../../../shared/stream/exercise-source.ts'
import { success, type Result } from '../../../shared/base/result.ts'
import { digestOf } from '../exercise-file.ts'
import { createExerciseRunner, type ExerciseRunner } from '../exercise-runner.ts'
import type { Inspection } from '../student-process.ts'
import type { StartProgram } from '../program.ts'
import { behaviours } from './behaviours.ts'
import { createBench, type Bench } from './bench.ts'
import { thrownText } from './explain-call.ts'
import { Finding, NotTried } from './finding.ts'
import { startScratchService, type ScratchService } from './scratch-service.ts'

/** Milliseconds in which what was left running may still go wrong. */
const afterwards = 120

/** A check that is under way. Its owner closes it, done or not. */
export interface RunningCheck {
  /** One after the other, as they are looked for. */
  readonly results: AsyncIterable<BehaviourResult>
  /** What the code has printed so far. */
  printed(): string
  /** Has the rest come to an end soon: nothing is tried any more. */
  stop(): void
  close(): Promise<void>
}

/** Tries every behaviour on a text of the student's; what `signal` ends is over soon, and worth nothing. */
export const checkExercise = async (
  source: string,
  start: StartProgram,
  signal?: AbortSignal,
): Promise<Result<ExerciseReport>> => {
  const opened = await openCheck(source, start)
  if (!opened.ok) return opened
  const check = opened.value
  const stop = (): void => {
    check.stop()
  }
  signal?.addEventListener('abort', stop)
  if (signal?.aborted === true) stop()
  try {
    const results: BehaviourResult[] = []
    for await (const result of check.results) results.push(result)
    return success({ digest: digestOf(source), results, printed: check.printed() })
  } finally {
    signal?.removeEventListener('abort', stop)
    await check.close()
  }
}

/** Begins a check, in processes and against services of its own. */
export const openCheck = async (source: string, start: StartProgram): Promise<Result<RunningCheck>> => {
  const services = await startServices()
  if (!services.ok) return services
  const runner = createExerciseRunner(start, source)
  return success({
    results: lookForAll(source, runner, createBench({ runner, ...services.value })),
    printed: () => runner.printed(),
    stop: () => {
      runner.close()
    },
    close: async () => {
      runner.close()
      await Promise.all([services.value.service.close(), services.value.other.close()])
    },
  })
}

async function* lookForAll(
  source: string,
  runner: ExerciseRunner,
  bench: Bench,
): AsyncGenerator<BehaviourResult, void> {
  yield loads(await runner.examine())
  if (!runner.isUsable()) return yield* allSkipped()
  for (const { id, name, look } of behaviours) {
    bench.service.behave('well')
    bench.service.forget()
    yield result(id, name, await outcomeOf(look(bench), source))
  }
  await pause(afterwards)
  const inspection = await runner.inspect()
  yield leftAlone(inspection)
  yield quietAfterwards(inspection)
}

const startServices = async (): Promise<
  Result<{ readonly service: ScratchService; readonly other: ScratchService }>
> => {
  const service = await startScratchService()
  if (!service.ok) return service
  const other = await startScratchService()
  if (other.ok) return success({ service: service.value, other: other.value })
  await service.value.close()
  return other
}

const result = (behaviour: string, name: string, outcome: BehaviourOutcome): BehaviourResult => ({
  behaviour,
  name,
  outcome,
})

const loads = ([problem]: readonly ExerciseProblem[]): BehaviourResult =>
  result(
    'loads',
    'the file runs and has the class',
    problem === undefined
      ? { state: 'passed' }
      : { state: 'failed', explanation: problem.message, ...present({ line: problem.line }) },
  )

const sharedName = 'the axios that all share stays as it is'
const quietName = 'nothing goes wrong afterwards'

const allSkipped = (): BehaviourResult[] =>
  [...behaviours, { id: 'axios', name: sharedName }, { id: 'afterwards', name: quietName }].map(({ id, name }) =>
    result(id, name, { state: 'skipped', explanation: 'The file does not run yet.' }),
  )

const outcomeOf = async (looking: Promise<void>, source: string): Promise<BehaviourOutcome> => {
  try {
    await looking
    return { state: 'passed' }
  } catch (thrown) {
    if (thrown instanceof NotTried) return { state: 'skipped', explanation: thrown.message }
    if (!(thrown instanceof Finding)) throw thrown
    const { method, line = method && lineOfMethod(source, method) } = thrown.place
    return {
      state: 'failed',
      explanation: thrown.message,
      ...(method && { method }),
      ...present({ line }),
    }
  }
}

const leftAlone = (inspection: Inspection | undefined): BehaviourResult => {
  if (inspection === undefined)
    return result('axios', sharedName, { state: 'skipped', explanation: 'The program ended before.' })
  const [changed] = inspection.changedDefaults
  if (changed === undefined) return result('axios', sharedName, { state: 'passed' })
  const explanation = `axios.${changed} was changed, for everybody who uses axios in this program. Make one of your own: axios.create({ … }).`
  return result('axios', sharedName, { state: 'failed', explanation })
}

const quietAfterwards = (inspection: Inspection | undefined): BehaviourResult => {
  if (inspection === undefined)
    return result('afterwards', quietName, { state: 'skipped', explanation: 'The program ended before.' })
  const [stray] = inspection.strays
  if (stray === undefined) return result('afterwards', quietName, { state: 'passed' })
  const explanation = `Something failed where nobody waited for it: ${thrownText(stray)}. Await every promise, or return it.`
  return result('afterwards', quietName, {
    state: 'failed',
    explanation,
    ...present({ line: stray.line }),
  })
}
