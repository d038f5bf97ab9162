import { mkdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { failure, messageOf, type Result } from '../../shared/base/result.ts'
import { claim } from './claim.ts'
import { folderOf } from './write-whole.ts'

/** Milliseconds to wait for others. A turn takes a few. */
const patience = 5_000

/**
 * Changes a file that several processes of the lab may change: they take turns, so that what one reads is still there when it
 * writes. Fails in words when it is not its turn in time, or when there can be no turns, since nothing can be written there.
 */
export const inTurn = async <T>(path: string, work: () => Promise<Result<T>>): Promise<Result<T>> => {
  const turn = await takeTurn(path)
  if (!turn.ok) return turn
  try {
    return await work()
  } finally {
    await turn.value.release()
  }
}

const takeTurn = async (path: string): ReturnType<typeof takeTurnIn> => {
  try {
    const folder = await folderOf(path)
    await mkdir(folder, { recursive: true })
    return await takeTurnIn(folder, path)
  } catch (thrown) {
    return failure('unavailable', `${path}: the file cannot be written (${messageOf(thrown)})`)
  }
}

const takeTurnIn = async (folder: string, path: string) => {
  for (const until = performance.now() + patience; ;) {
    const claimed = await claim({ folder, name: `.${basename(path)}.turn`, say: () => '' })
    if (claimed.ok) return claimed
    const { pid } = claimed.failure
    if (performance.now() > until)
      return failure(
        'unavailable',
        `${path}: another program${pid === undefined ? '' : ` (process ${pid})`} has been changing it for too long; end that one`,
      )
    await setTimeout(5 + Math.random() * 15)
  }
}
