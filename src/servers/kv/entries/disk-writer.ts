import { statfsSync } from 'node:fs'
import type { RootDatabase } from 'lmdb'
import { messageOf } from '../../../shared/base/result.ts'
import { StoreUnavailable } from './entries.ts'
import type { StoreFiles } from './store-files.ts'

/** Writes to an LMDB environment; what waits at the same time shares a transaction. */
export interface DiskWriter {
  /**
   * Carries out work in a transaction and resolves when it is flushed to the disk. Rejects with {@link StoreUnavailable} when it
   * cannot be, or would not last. `bytes` is how much is to be added.
   */
  write<T>(work: () => T, bytes?: number): Promise<T>
  /** Throws {@link StoreUnavailable} when it is known that nothing could be written now. */
  requireWritable(): void
  /** Ends what is under way and closes the environment. Resolves in any case: one that does not close in time is left behind. */
  close(): Promise<void>
}

/** Milliseconds after which a disk counts as one that does not answer: to a write, and when the environment is closed. */
const writeAtMost = 10_000
const closeAtMost = 3_000

/** Bytes that a small change takes: a page of each table, of the free list and of the branches above them. */
const smallChange = 65_536

export const createDiskWriter = (root: RootDatabase, files: StoreFiles): DiskWriter => {
  const underWay = new Set<Promise<unknown>>()
  let hasFailed = false

  const commit = async <T>(work: () => T): Promise<T> => {
    try {
      const result = await within(writeAtMost, root.transaction(work))
      hasFailed = false
      return result
    } catch (thrown) {
      hasFailed = true
      throw cannotWrite(messageOf(await causeOf(thrown)))
    }
  }

  // Once a write has failed for want of room the next is not tried in vain.
  const requireRoom = (bytes: number): void => {
    if (hasFailed && roomIn(files.folder) < bytes + smallChange) throw cannotWrite('there is no room left on the disk')
  }

  const write = async <T>(work: () => T, bytes = 0): Promise<T> => {
    files.requireInPlace()
    requireRoom(bytes)
    const writing = commit(work)
    underWay.add(writing)
    const result = await writing.finally(() => underWay.delete(writing))
    // What went into a file that has no name any more is as good as lost: it must not be acknowledged.
    files.requireInPlace()
    return result
  }

  const close = async (): Promise<void> => {
    await Promise.allSettled(underWay)
    // LMDB's own close waits for the flush of a commit that failed, for ever. Another commit, which needs no room since it changes
    // nothing, takes its place.
    if (hasFailed) await root.transaction(() => undefined).catch(() => undefined)
    await root.close()
  }

  return {
    write,
    requireWritable: () => {
      files.requireInPlace()
      requireRoom(0)
    },
    close: () =>
      within(
        closeAtMost,
        close().catch(() => undefined),
      ).catch(leaveBehind),
  }
}

const cannotWrite = (why: string): StoreUnavailable => new StoreUnavailable(`The disk store cannot write now: ${why}`)

// What was wrong with a commit, a full disk say, is told in a promise of its own, which must not go unheard either.
const causeOf = (thrown: unknown): Promise<unknown> =>
  Promise.resolve(thrown instanceof Error && 'commitError' in thrown ? thrown.commitError : thrown).catch(
    (cause: unknown) => cause,
  )

const roomIn = (folder: string): number => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    // Not known: the write itself will tell.
    return Infinity
  }
}

const within = async <T>(limit: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the disk does not answer'))
    }, limit)
  })
  // Who still waits when it is over does so for nothing; what comes then must not count as unhandled.
  work.catch(() => undefined)
  return Promise.race([work, over]).finally(() => {
    clearTimeout(timer)
  })
}

// A thread that waits for such a disk would keep the process from ending, even at `process.exit`.
const leaveBehind = (): void => {
  process.prependOnceListener('exit', () => process.kill(process.pid, 'SIGKILL'))
}
