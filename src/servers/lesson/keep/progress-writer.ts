import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { messageOf } from '../../../shared/base/result.ts'
import { writeWhole } from '../../files/write-whole.ts'
import { writeProgress, type Progress } from './kept-progress.ts'

interface WriterOptions {
  readonly path: string
  /** Milliseconds before a write that failed is tried again. */
  readonly retryAfter: number
  /** Told what is wrong, in words, and when nothing is any more. */
  readonly onProblem: (problem: string | undefined) => void
}

/** Writes the newest progress, one write at a time, until it is written. Its owner closes it. */
export const createProgressWriter = ({ path, retryAfter, onProblem }: WriterOptions) => {
  let newest: Progress | undefined
  let writing: Promise<void> | undefined
  let retry: NodeJS.Timeout | undefined

  const writeAll = async (): Promise<void> => {
    for (let progress = newest; progress !== undefined; progress = newest) {
      const { text, leftOut } = writeProgress(progress)
      await mkdir(dirname(path), { recursive: true })
      await writeWhole(path, text)
      if (newest === progress) newest = undefined
      onProblem(
        leftOut.length === 0
          ? undefined
          : `The evidence of ${leftOut.join(', ')} is too large to be kept: it counts until the lab ends.`,
      )
    }
  }
  const notSaved = (thrown: unknown): string => `The progress could not be saved in ${path} (${messageOf(thrown)}).`

  const start = (): void => {
    clearTimeout(retry)
    writing ??= writeAll()
      .catch((thrown: unknown) => {
        onProblem(`${notSaved(thrown)} It is kept while the lab runs, and saving it is tried again.`)
        retry = setTimeout(start, retryAfter)
      })
      .finally(() => {
        writing = undefined
      })
  }

  return {
    write: (progress: Progress): void => {
      newest = progress
      start()
    },
    /** Done when everything is written, or could not be in a last attempt either. */
    close: async (): Promise<void> => {
      await writing
      clearTimeout(retry)
      await writeAll().catch((thrown: unknown) => {
        onProblem(`${notSaved(thrown)} The lab ends, and what was done since it was last saved is lost.`)
      })
    },
  }
}
