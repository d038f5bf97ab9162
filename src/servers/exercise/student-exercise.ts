import { present } from '../../shared/base/present.ts'
import type { Clock } from '../../shared/base/clock.ts'
import type { Exercise, ExerciseProblem, ExerciseReport } from '../../shared/stream/exercise.ts'
import { success, type Result } from '../../shared/base/result.ts'
import { markOpen } from '../lifetime.ts'
import type { SessionStore } from '../session/session-store.ts'
import { checkExercise } from './check/check-exercise.ts'
import { digestOf, isTemplate, openExerciseFile, type ExerciseFile } from './exercise-file.ts'
import { createExerciseRunner, type ExerciseRunner } from './exercise-runner.ts'
import { createExerciseStore } from './exercise-session-store.ts'
import { workedSolution } from './exercise-texts.ts'
import type { StartProgram } from './program.ts'

/** The student's file and all that can be done with it. Its owner closes it. */
export interface StudentExercise {
  current(): Exercise
  /** Tells of each change; returns what ends it. */
  follow(listener: (exercise: Exercise) => void): () => void
  /** The student's class as the store of a counter; `url` says where the key-value service is. */
  storeAt(url: () => string): SessionStore
  /** Has the class ready from now on, since a counter uses it. */
  prepare(): Promise<void>
  write(source: string, base?: string): Promise<Result<undefined>>
  reset(): Promise<Result<undefined>>
  /** Puts a worked solution in the place of an untouched template. */
  demonstrate(): Promise<Result<undefined>>
  /** Tries every behaviour; whoever asks meanwhile gets the same answer. */
  check(): Promise<Result<ExerciseReport>>
  close(): Promise<void>
}

interface ExerciseOptions {
  readonly folder: string
  readonly clock: Clock
  readonly startProgram: StartProgram
}

/** Opens the student's exercise in a folder. Fails in words when its file can be neither read nor made. */
export const openExercise = async ({
  folder,
  clock,
  startProgram,
}: ExerciseOptions): Promise<Result<StudentExercise>> => {
  const file = await openExerciseFile({ folder, clock })
  if (!file.ok) return file
  return success(new FollowedExercise(file.value, startProgram))
}

class FollowedExercise implements StudentExercise {
  readonly #file: ExerciseFile
  readonly #start: StartProgram
  readonly #runner: ExerciseRunner
  readonly #listeners = new Set<(exercise: Exercise) => void>()
  readonly #unfollow: () => void
  readonly #markClosed = markOpen('the exercise')
  #isUsed = false
  #found: readonly ExerciseProblem[] = []
  #checking: Promise<Result<ExerciseReport>> | undefined
  readonly #ending = new AbortController()

  constructor(file: ExerciseFile, start: StartProgram) {
    this.#file = file
    this.#start = start
    this.#runner = createExerciseRunner(start, file.current().source)
    this.#unfollow = file.follow(() => {
      this.#takeIn()
    })
    void this.#examine()
  }

  current(): Exercise {
    const { source, problem, keptAs } = this.#file.current()
    const problems = [...(problem === undefined ? [] : [{ message: problem }]), ...this.#found]
    return {
      file: this.#file.path,
      source,
      digest: digestOf(source),
      isTemplate: isTemplate(source),
      problems,
      ...present({ keptAs }),
    }
  }

  follow(listener: (exercise: Exercise) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  storeAt(url: () => string): SessionStore {
    return createExerciseStore({ runner: this.#runner, url })
  }

  prepare(): Promise<void> {
    this.#isUsed = true
    return this.#runner.prepare()
  }

  write(source: string, base?: string): Promise<Result<undefined>> {
    return this.#file.write(source, base)
  }

  reset(): Promise<Result<undefined>> {
    return this.#file.reset()
  }

  demonstrate(): Promise<Result<undefined>> {
    return this.#file.replaceTemplate(workedSolution)
  }

  check(): Promise<Result<ExerciseReport>> {
    this.#checking ??= this.#checkNewest().finally(() => {
      this.#checking = undefined
    })
    return this.#checking
  }

  async close(): Promise<void> {
    this.#markClosed()
    this.#unfollow()
    this.#listeners.clear()
    this.#runner.close()
    this.#ending.abort()
    await this.#checking
    await this.#file.close()
  }

  // Who has just saved elsewhere means that version.
  async #checkNewest(): Promise<Result<ExerciseReport>> {
    await this.#file.look()
    return checkExercise(this.#file.current().source, this.#start, this.#ending.signal)
  }

  #takeIn(): void {
    this.#runner.use(this.#file.current().source)
    this.#found = []
    this.#tell()
    void this.#examine()
  }

  // The template is ours, and known to be well; to look at it would cost every start a process.
  async #examine(): Promise<void> {
    const { source } = this.#file.current()
    if (isTemplate(source) && !this.#isUsed) return
    const problems = await this.#runner.examine()
    if (source !== this.#file.current().source || JSON.stringify(problems) === JSON.stringify(this.#found)) return
    this.#found = problems
    this.#tell()
  }

  #tell(): void {
    const exercise = this.current()
    for (const listener of this.#listeners) listener(exercise)
  }
}
