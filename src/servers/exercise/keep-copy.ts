import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isErrno } from '../../shared/base/errno.ts'
import type { Clock } from '../../shared/base/clock.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { readBounded } from '../files/read-bounded.ts'
import { exerciseFileName } from './exercise-texts.ts'

/** Keeps the bytes of a file as they are, under a name that no other copy has; undefined where there is nothing to keep. */
export const keepCopy = async (path: string, folder: string, clock: Clock): Promise<Result<string | undefined>> => {
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[:-]/g, '').replace('T', '-').slice(0, 15)
  try {
    const bytes = await readBounded(path, copiedAtMost)
    if (!bytes.ok && bytes.failure.kind === 'missing') return success(undefined)
    for (let copy = 1; ; copy += 1) {
      const kept = join(
        folder,
        `${exerciseFileName.replace(/\.ts$/, '')}.${stamp}${copy === 1 ? '' : `-${String(copy)}`}.ts`,
      )
      if (!(await wroteNew(kept, bytes.ok ? bytes.value : ''))) continue
      if (!bytes.ok) await keepItself(path, kept)
      return success(kept)
    }
  } catch (thrown) {
    return failure('unavailable', `${path}: no copy can be kept (${messageOf(thrown)}), so nothing was changed`)
  }
}

// What cannot be copied is renamed: it may be a folder or a pipe, or belong to somebody else.
const keepItself = async (path: string, kept: string): Promise<void> => {
  await rm(kept)
  await rename(path, kept)
}

/** Bytes of a file that are copied; a larger one is renamed. */
const copiedAtMost = 16_000_000

/** Writes a file that is not there yet; false where something of that name is. */
export const wroteNew = async (path: string, bytes: Buffer | string): Promise<boolean> => {
  try {
    await writeFile(path, bytes, { flag: 'wx' })
    return true
  } catch (thrown) {
    if (isErrno(thrown, 'EEXIST', 'EISDIR')) return false
    throw thrown
  }
}
