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
  const student = createStudent(start, first)
  // A file that cannot be loaded is not tried again at every request.
  let refused: readonly ExerciseProblem[] | undefined
  let isClosed = false

  const load = async (): Promise<LoadedFile> => {
    const process = student.process()
    const loaded = await process.loaded
    if (!loaded.ok && process === student.running()) refused = loaded.failure
    return { process, problems: loaded.ok ? loaded.value : loaded.failure }
  }

  const prepare = async (): Promise<void> => {
    if (refused === undefined && !isClosed) await load()
  }

  return {
    use: (next) => {
      if (student.use(next)) refused = undefined
    },
    examine: async () => {
      if (isClosed) return []
      refused = undefined
      return (await load()).problems
    },
    call: async (call) => {
      if (isClosed) return { state: 'stopped', reason: 'closed' }
      const loaded = refused === undefined ? await untilAborted(load(), call.signal) : undefined
      if (refused !== undefined) return { state: 'refused', problems: refused }
      if (loaded === undefined) return { state: 'starting' }
      const outcome = await loaded.process.call(call)
      // The next one should not wait for a new process.
      if (outcome.state === 'stopped' && outcome.reason !== 'closed') void prepare()
      return outcome
    },
    prepare,
    inspect: () => student.running()?.inspect() ?? Promise.resolve(undefined),
    isUsable: () => refused === undefined,
    printed: student.printed,
    close: () => {
      isClosed = true
      student.end()
    },
  }
}

interface LoadedFile {
  readonly process: StudentProcess
  readonly problems: readonly ExerciseProblem[]
}

/** One version of the file after the other, each in one process at a time. */
const createStudent = (start: StartProgram, first: string) => {
  let source = first
  let running: StudentProcess | undefined
  let printedBefore = ''
  const printed = (): string => `${printedBefore}${running?.printed ?? ''}`.slice(0, printedAtMost)
  const end = (): void => {
    running?.close()
    printedBefore = printed()
    running = undefined
  }
  return {
    end,
    printed,
    running: (): StudentProcess | undefined => running,
    /** The process of the newest version, started anew where it is over. */
    process: (): StudentProcess => {
      if (running !== undefined && !running.isOver) return running
      printedBefore = printed()
      running = new StudentProcess(start, source)
      return running
    },
    /** Ends what runs of another version; false where it is the same one. */
    use: (next: string): boolean => {
      if (next === source) return false
      source = next
      end()
      return true
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
