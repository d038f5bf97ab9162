import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, readdir, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isErrno } from '../../shared/base/errno.ts'
import { messageOf } from '../../shared/base/result.ts'
import { whatIs } from './read-bounded.ts'

interface WriteOptions {
  /** Permissions of a new file. One that is there keeps its own. */
  readonly mode?: number
}

// No other program ends a name so: what has such a name was begun here and can be removed.
const unfinished = /\.sessionscope-\d+-[\da-f]{16}$/

/**
 * Writes a file so that at any moment, also after a crash, the old one or the new one is there, whole and on the disk. Owner
 * and permissions stay, and a symbolic link stays one. Throws, with nothing changed, when it cannot be done; also where
 * something lies there that is no file.
 */
export const writeWhole = async (
  path: string,
  data: string | Uint8Array,
  { mode }: WriteOptions = {},
): Promise<void> => {
  const target = await realpath(path).catch(() => path)
  const before = await stat(target).catch(() => undefined)
  if (before !== undefined && !before.isFile()) throw new Error(`it is ${whatIs(before)}, not a file`)
  const unfinishedPath = `${target}.sessionscope-${process.pid}-${randomBytes(8).toString('hex')}`
  try {
    await writeNew(unfinishedPath, data, before, mode)
    await renameWhenFree(unfinishedPath, target)
  } catch (thrown) {
    await rm(unfinishedPath, { force: true }).catch(() => undefined)
    // The other name would be no help to anybody.
    throw new Error(messageOf(thrown).replaceAll(unfinishedPath, target), { cause: thrown })
  }
}

// `writeFile` goes on after a write of which only a part found room; a bare `write` would take that for all.
const writeNew = async (
  path: string,
  data: string | Uint8Array,
  before: Stats | undefined,
  mode: number | undefined,
): Promise<void> => {
  const permissions = before === undefined ? mode : before.mode & 0o7777
  const file = await open(path, 'wx', permissions)
  try {
    await file.writeFile(data)
    if (before !== undefined) await keepOwner(file, before)
    // The process's own mask had a say in the mode that it was made with.
    if (permissions !== undefined) await file.chmod(permissions)
    await file.sync()
  } finally {
    await file.close()
  }
}

// Only root can give files away.
const keepOwner = async (file: FileHandle, { uid, gid }: Stats): Promise<void> => {
  const now = await file.stat()
  if (now.uid !== uid || now.gid !== gid) await file.chown(uid, gid).catch(() => undefined)
}

/** Times and milliseconds: as long as a virus scanner or an editor may look at a file, which on Windows nobody replaces meanwhile. */
const [renames, renamePause] = [20, 50]

const renameWhenFree = async (from: string, to: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to)
      return
    } catch (thrown) {
      const isBusy = isErrno(thrown, 'EPERM', 'EACCES', 'EBUSY')
      if (process.platform !== 'win32' || !isBusy || attempt === renames) throw thrown
      await setTimeout(renamePause)
    }
  }
}

/**
 * Removes what {@link writeWhole} had begun to write into a folder when its process was killed: nobody may be writing there.
 * `isOurs` narrows it down to some files, by their names.
 */
export const tidyUnfinished = async (folder: string, isOurs: (name: string) => boolean = () => true): Promise<void> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const isLeft = entry.isFile() && unfinished.test(entry.name) && isOurs(entry.name.replace(unfinished, ''))
    if (isLeft) await rm(join(folder, entry.name), { force: true }).catch(() => undefined)
  }
}

/** The folder in which {@link writeWhole} writes a file: that of the link's target, where it is one. */
export const folderOf = async (path: string): Promise<string> => dirname(await realpath(path).catch(() => path))
