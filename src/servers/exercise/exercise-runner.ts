import type { ExerciseProblem } from '../../shared/stream/exercise.ts'
import type { StartProgram } from './program.ts'
import { StudentProcess, type CallOutcome, type Inspection, type StudentCall } from './student-process.ts'

/** What came of a call: of the method; or of the whole file, which cannot be used or is not loaded yet. */
export type RunOutcome =
  | CallOutcome
  | { readonly state: 'starting' }
  | { readonly state: 'refused'; readonly problems: readonly ExerciseProblem[] }

/** Runs the newest version of the student's file, in one process as long as that lives. Its owner closes it. */
export interface ExerciseRunner {
  /** From now on this text is run; what runs of another one is ended. */
  use(source: string): void
  /** Loads the file and says what is wrong with it. */
  examine(): Promise<readonly ExerciseProblem[]>
  /** Starts what a call needs, so that the first one does not wait for it; done when it is there. */
  prepare(): Promise<void>
  /** Calls a method; never rejects. */
  call(call: StudentCall): Promise<RunOutcome>
  /** What the code did beside its calls; undefined where no process is left to ask. */
  inspect(): Promise<Inspection | undefined>
  /** Whether the file could be loaded when it was last tried. */
  isUsable(): boolean
  /** The beginning of what the code has printed since its first process. */
  printed(): string
  /** Ends it for good: what is asked afterwards comes to nothing. */
  close(): void
}

const printedAtMost = 4_000

/** An {@link ExerciseRunner} that starts its process when it is first needed, and anew after it ended. */
export const createExerciseRunner = (start: StartProgram, first: string): ExerciseRunner => {
  let source = first
  let running: StudentProcess | undefined
  // A file that cannot be loaded is not tried again at every request.
  let refused: readonly ExerciseProblem[] | undefined

  let printed = ''
  let isClosed = false

  const end = (): void => {
    running?.close()
    printed = printedSoFar()
    running = undefined
  }

  const printedSoFar = (): string => `${printed}${running?.printed ?? ''}`.slice(0, printedAtMost)

  const process = (): StudentProcess => {
    if (running !== undefined && !running.isOver) return running
    printed = printedSoFar()
    running = new StudentProcess(start, source)
    return running
  }

  const load = async (): Promise<{
    readonly student: StudentProcess
    readonly problems: readonly ExerciseProblem[]
  }> => {
    const student = process()
    const loaded = await student.loaded
    if (!loaded.ok && student === running) refused = loaded.failure
    return { student, problems: loaded.ok ? loaded.value : loaded.failure }
  }

  const prepare = async (): Promise<void> => {
    if (refused === undefined && !isClosed) await load()
  }

  return {
    use: (next) => {
      if (next === source) return
      source = next
      refused = undefined
      end()
    },
    examine: async () => {
      if (isClosed) return []
      refused = undefined
      return (await load()).problems
    },
    call: async (call) => {
      if (isClosed) return { state: 'stopped', reason: 'closed' }
      const student = refused === undefined ? await untilAborted(load(), call.signal) : undefined
      if (refused !== undefined) return { state: 'refused', problems: refused }
      if (student === undefined) return { state: 'starting' }
      const outcome = await student.student.call(call)
      // The next one should not wait for a new process.
      if (outcome.state === 'stopped' && outcome.reason !== 'closed') void prepare()
      return outcome
    },
    prepare,
    inspect: () => (running === undefined ? Promise.resolve(undefined) : running.inspect()),
    isUsable: () => refused === undefined,
    printed: printedSoFar,
    close: () => {
      isClosed = true
      end()
    },
  }
}

const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => {
      resolve(undefined)
    }
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', giveUp)
    })
  })
