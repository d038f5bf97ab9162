import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { metasOf, type Meta } from './data-file-meta.ts'
import { areTreesSound } from './data-file-tree.ts'

const room = 1_048_576

/** Pages of a whole file that are looked at: all of a small store, the upper levels of a large one. */
const pagesLookedAt = 2_048

/** How often a file that another process is writing to is looked at. */
const looks = 20

/**
 * Makes a folder ready for LMDB, or throws why it cannot be. LMDB itself ends the process where it finds a file that it
 * cannot open, that is not its own, or that is damaged, so everything that it would stumble over is looked at first.
 */
export const prepareFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  requireFile(join(folder, 'lock.mdb'))
  const data = join(folder, 'data.mdb')
  requireFile(data)
  if (existsSync(data)) requireSound(data)
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < room) throw new Error('there is no room left on the disk')
}

// Not opened: when this process has the store open already, its locks on that file would go with any other handle of it.
const requireFile = (path: string): void => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (!found.isFile()) throw new Error(`${path} is not a file`)
  accessSync(path, constants.R_OK | constants.W_OK)
}

const requireSound = (path: string): void => {
  const file = openSync(path, 'r')
  try {
    if (!isSound(file)) throw new Error('its data.mdb is damaged, cut short or not a store')
  } finally {
    closeSync(file)
  }
}

// What another process changes meanwhile may look damaged: only what was so of one and the same transaction is. If one follows the
// other too fast for that, the file serves that process well.
const isSound = (file: number): boolean => {
  for (let look = 0; look < looks; look += 1) {
    const { size } = fstatSync(file)
    if (size === 0) return true
    const metas = metasOf(file, size)
    if (metas?.every((meta) => areTreesSound(file, size, meta, isWhole(size, meta) ? pagesLookedAt : Infinity)))
      return true
    if (transactionsOf(metas) === transactionsOf(metasOf(file, fstatSync(file).size))) return false
  }
  return true
}

const transactionsOf = (metas: readonly Meta[] | undefined): string | undefined =>
  metas?.map(({ transaction }) => transaction).join()

// Pages at the end may be missing when they are free; so of such a file everything is looked at.
const isWhole = (
  size: number,
  { lastPage, pageSize }: { readonly lastPage: number; readonly pageSize: number },
): boolean => size >= (lastPage + 1) * pageSize
