import { isErrno } from '../../shared/base/errno.ts'
import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readdir, realpath, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAnswering } from './claim-answer.ts'

/** A claim of this process, to be seen by all. */
interface OwnClaim {
  readonly file: string
  /** From now on it is the owner's. */
  settle(): void
  withdraw(): Promise<void>
}

/** The claims that there are on something in a folder: sockets, each of a name that is never used again. */
export interface ClaimSockets {
  list(): Promise<readonly { readonly file: string; readonly pid: number; readonly path: string }[]>
  /** Removes one that a dead process has left. */
  remove(path: string): Promise<void>
  /** Claims it, too. Throws where no socket can be made. */
  make(say: () => string): Promise<OwnClaim>
  /** Removes what was only made to get there. */
  leave(): Promise<void>
}

const ending = /^(\d+)-[\da-f]{16}\.sock$/

/** {@link ClaimSockets} in a folder. */
export const openClaimSockets = async (folder: string, name: string): Promise<ClaimSockets> => {
  const way = await shortWay(folder, `${name}-${process.pid}-${'x'.repeat(16)}.sock.new`)
  return {
    list: async () =>
      (await readdir(way.folder)).flatMap((file) => {
        const [, pid] = file.startsWith(`${name}-`) ? (ending.exec(file.slice(name.length + 1)) ?? []) : []
        return pid === undefined ? [] : [{ file, pid: Number(pid), path: join(way.folder, file) }]
      }),
    remove: (path) => rm(path, { force: true }).catch(() => undefined),
    make: async (say) => {
      const file = `${name}-${process.pid}-${randomBytes(8).toString('hex')}.sock`
      let isOwning = false
      const answering = createAnswering(() => isOwning, say)
      // Between its making and its first listening a socket looks like one whose process is gone: nobody is to see it then.
      await answering.listen(join(way.folder, `${file}.new`))
      await rename(join(way.folder, `${file}.new`), join(way.folder, file))
      return {
        file,
        settle: () => {
          isOwning = true
        },
        withdraw: async () => {
          await rm(join(folder, file), { force: true })
          await answering.close()
        },
      }
    },
    leave: () => way.leave(),
  }
}

/** Whether something failed since the file system of a folder knows no sockets: that of a USB stick, for one. */
export const isWithoutSockets = (thrown: unknown): boolean => isErrno(thrown, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP')

/** A folder of this user's that stands for another one, which can hold no sockets. */
export const folderInstead = async (folder: string): Promise<string> => {
  const digest = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 16)
  const instead = join('/tmp', `sessionscope-${String(process.getuid?.())}-${digest}`)
  await mkdir(instead, { mode: 0o700 }).catch(() => undefined)
  const stats = await lstat(instead)
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) throw new Error(`${instead} is somebody else's`)
  return instead
}

/** Bytes that the address of a local socket can have on every system (`sun_path`: 104 with its end on macOS, 108 on Linux). */
const addressAtMost = 100

// A longer address would be cut without a word; a link makes a long way short.
const shortWay = async (folder: string, file: string) => {
  if (Buffer.byteLength(join(folder, file)) <= addressAtMost) return { folder, leave: () => Promise.resolve() }
  const made = await mkdtemp(join(Buffer.byteLength(tmpdir()) > 40 ? '/tmp' : tmpdir(), 'ss-'))
  await symlink(await realpath(folder), join(made, 'd'))
  return { folder: join(made, 'd'), leave: () => rm(made, { recursive: true, force: true }) }
}
