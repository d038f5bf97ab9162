import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Mutex } from 'async-mutex'
import { exerciseSourceAtMost } from '../../shared/stream/exercise.ts'
import type { Clock } from '../../shared/base/clock.ts'
import { failed, failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { readBoundedText } from '../files/read-bounded.ts'
import { writeWhole } from '../files/write-whole.ts'
import { watchPath } from '../settings/watch-path.ts'
import { exerciseFileName, exerciseTemplate } from './exercise-texts.ts'
import { keepCopy, wroteNew } from './keep-copy.ts'

/** The student's file as it was last seen. */
export interface ExerciseText {
  /** The last text that could be read. */
  readonly source: string
  /** Why the file as it is now cannot be read. */
  readonly problem: string | undefined
  /** Where the text from before the last reset or overwriting is. */
  readonly keptAs: string | undefined
}

/** The student's file. Whatever is written over is kept beside it. Its owner closes it. */
export interface ExerciseFile {
  readonly path: string
  current(): ExerciseText
  /** Looks now, rather than when the system tells of a change. */
  look(): Promise<void>
  /**
   * Writes a text in place of the one that `base` names; fails as `conflict` when another one is there by now. Without a
   * base it is written over whatever is there, and that is kept.
   */
  write(source: string, base?: string): Promise<Result<undefined>>
  /** Brings the template back. */
  reset(): Promise<Result<undefined>>
  /** Puts a text in the place of the template, if nobody has changed that. */
  replaceTemplate(source: string): Promise<Result<undefined>>
  /** Tells of each change; returns what ends it. */
  follow(listener: () => void): () => void
  close(): Promise<void>
}

interface ExerciseFileOptions {
  readonly folder: string
  readonly clock: Clock
}

/** Names a text. */
export const digestOf = (source: string): string => createHash('sha256').update(source).digest('hex')

/** Whether a text is the template; an editor may end lines in its own way. */
export const isTemplate = (source: string): boolean =>
  source.replaceAll('\r\n', '\n').trim() === exerciseTemplate.trim()

/** Opens the student's file, and makes it from the template if there is none. */
export const openExerciseFile = async ({ folder, clock }: ExerciseFileOptions): Promise<Result<ExerciseFile>> => {
  const path = join(folder, exerciseFileName)
  const made = await makeIfMissing(folder, path)
  if (!made.ok) return made
  const order = new Mutex()
  const { current, take, follow } = createSeenText()

  const look = async (): Promise<Result<string, string>> => {
    const read = await readSource(path)
    take(read.ok ? { source: read.value, problem: undefined } : { problem: read.failure })
    return read
  }
  const put = async (source: string): Promise<Result<undefined>> => {
    try {
      await mkdir(folder, { recursive: true })
      await writeWhole(path, source)
    } catch (thrown) {
      return failure('unavailable', `${path}: the file cannot be written (${messageOf(thrown)})`)
    }
    take({ source, problem: undefined })
    return success(undefined)
  }
  const replace = async (source: string): Promise<Result<undefined>> => {
    const there = await look()
    if (there.ok && (there.value === source || isTemplate(there.value))) return put(source)
    const kept = await keepCopy(path, folder, clock)
    if (!kept.ok) return kept
    if (kept.value !== undefined) take({ keptAs: kept.value })
    return put(source)
  }

  await look()
  const watch = await watchPath(path, () => void order.runExclusive(look))
  // What was edited before the watch began is not reported by it.
  await order.runExclusive(look)
  return success({
    path,
    current,
    follow,
    look: () => order.runExclusive(async () => void (await look())),
    write: (source, base) =>
      order.runExclusive(async () => {
        if (base === undefined) return replace(source)
        const there = await look()
        // What is there cannot be read, so nobody has seen it yet: it is kept.
        if (!there.ok) return replace(source)
        return digestOf(there.value) === base || there.value === source ? put(source) : conflict
      }),
    reset: () => order.runExclusive(() => replace(exerciseTemplate)),
    replaceTemplate: (source) =>
      order.runExclusive(async () => {
        const there = await look()
        return there.ok && isTemplate(there.value)
          ? put(source)
          : failure('conflict', `There is work in ${path} already, so nothing was written over it. Reset it first.`)
      }),
    close: async () => {
      await watch.close()
      await order.runExclusive(() => undefined)
    },
  })
}

/** The text as it was last seen, and who is told when that is another one. */
const createSeenText = () => {
  const listeners = new Set<() => void>()
  let now: ExerciseText = { source: exerciseTemplate, problem: undefined, keptAs: undefined }
  return {
    current: (): ExerciseText => now,
    take: (change: Partial<ExerciseText>): void => {
      const before = JSON.stringify(now)
      now = { ...now, ...change }
      if (JSON.stringify(now) === before) return
      for (const listener of listeners) listener()
    },
    follow: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const conflict = failure(
  'conflict',
  'The file was changed elsewhere since it was opened here, so nothing was written over it. Look at both versions first.',
)

const makeIfMissing = async (folder: string, path: string): Promise<Result<undefined>> => {
  try {
    await mkdir(folder, { recursive: true })
    await wroteNew(path, exerciseTemplate)
    return success(undefined)
  } catch (thrown) {
    return failure('unavailable', `${path}: the file of the exercise cannot be made (${messageOf(thrown)})`)
  }
}

// A character is four bytes at most.
const readSource = async (path: string): Promise<Result<string, string>> => {
  const text = await readBoundedText(path, 4 * exerciseSourceAtMost)
  const source = text.ok ? text.value.replace(/^\ufeff/, '') : ''
  if (text.ok && source.length <= exerciseSourceAtMost) return success(source)
  const { kind, message } = text.ok ? { kind: 'tooLarge', message: '' } : text.failure
  if (kind === 'tooLarge')
    return failed(`The file has more than ${exerciseSourceAtMost} characters. The version from before is used.`)
  if (kind === 'noText') return failed('The file is not text in UTF-8. The version from before is used.')
  return failed(
    kind === 'missing'
      ? 'The file is gone. Save it here to write it again.'
      : `The file cannot be read (${message}). The version from before is used.`,
  )
}
