import { accessSync, closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

// LMDB's first page, as its mdb.c lays it out: the magic number 0xBEEFC0DE behind the page's header; two such pages at least.
const magicAt = 24
const magic = 0xbeefc0de
const smallest = 2 * 4_096
const room = 1_048_576

/**
 * Makes a folder ready for LMDB, or throws why it cannot be. LMDB itself ends the process where it finds a file that it
 * cannot open or that is not its own, so everything that it would stumble over is looked at first.
 */
export const prepareFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  withFile(join(folder, 'lock.mdb'), () => undefined)
  withFile(join(folder, 'data.mdb'), requireMagic)
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < room) throw new Error('there is no room left on the disk')
}

const withFile = (path: string, look: (file: number) => void): void => {
  if (!existsSync(path)) return
  const file = openSync(path, 'r+')
  try {
    look(file)
  } finally {
    closeSync(file)
  }
}

const requireMagic = (file: number): void => {
  const { size } = fstatSync(file)
  if (size === 0) return
  const head = Buffer.alloc(magicAt + 4)
  readSync(file, head, 0, head.length, 0)
  if (size < smallest || head.readUInt32LE(magicAt) !== magic) throw new Error('its data.mdb is damaged or not a store')
}
