import { setTimeout } from 'node:timers/promises'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { markOpen } from '../lifetime.ts'
import { askClaimant, type ClaimAnswer } from './claim-answer.ts'
import { claimPipe } from './claim-pipe.ts'
import { folderInstead, isWithoutSockets, openClaimSockets, type ClaimSockets } from './claim-sockets.ts'

/** What only one process of this machine has at a time, for as long as it lives: however it ends, it is free then. */
export interface Claim {
  /** Gives it back. */
  release(): Promise<void>
}

/** Who has it. */
export interface ClaimHolder {
  readonly pid: number | undefined
  /** What it says of itself to those who ask; undefined where it is too busy to answer. */
  readonly says: string | undefined
}

export interface ClaimOptions {
  /** What is claimed is something in this folder. */
  readonly folder: string
  /** Which; part of a file's name. */
  readonly name: string
  /** What to say to those who come later. */
  readonly say: () => string
}

/** Milliseconds in which several who begin at once come to know which of them it is. */
const settling = 10_000

/**
 * Claims something, or finds out who has it. A claim is a local socket on which its process listens (a named pipe on
 * Windows), so it ends with its process, whatever ended that, and no number of a process that was used again is taken for it.
 * Throws when the folder cannot be written to.
 */
export const claim = async (options: ClaimOptions): Promise<Result<Claim, ClaimHolder>> => {
  const claimed = await claimSomehow(options)
  if (!claimed.ok) return claimed
  const markClosed = markOpen(`the claim of ${options.folder}`)
  return success({
    release: () => {
      markClosed()
      return claimed.value.release()
    },
  })
}

const claimSomehow = async (options: ClaimOptions): Promise<Result<Claim, ClaimHolder>> => {
  if (process.platform === 'win32') return settled(() => claimPipe(options))
  try {
    return await claimBySocket(options)
  } catch (thrown) {
    if (!isWithoutSockets(thrown)) throw thrown
    return claimBySocket({ ...options, folder: await folderInstead(options.folder) })
  }
}

const claimBySocket = async ({ folder, name, say }: ClaimOptions): Promise<Result<Claim, ClaimHolder>> => {
  const sockets = await openClaimSockets(folder, name)
  try {
    return await settled(() => attempt(sockets, say))
  } finally {
    await sockets.leave()
  }
}

const settled = async (
  tryOnce: () => Promise<Result<Claim, ClaimHolder> | undefined>,
): Promise<Result<Claim, ClaimHolder>> => {
  for (const until = performance.now() + settling; performance.now() < until;) {
    const tried = await tryOnce()
    if (tried !== undefined) return tried
    await pause()
  }
  return failed({ pid: undefined, says: undefined })
}

// Who claims looks at all others after its own claim is there to be seen. Of two, the second to look therefore sees the first:
// as the owner, or still claiming, and then the one whose name comes first goes on, and the other gives way and tries again.
// Undefined is such a giving way.
const attempt = async (sockets: ClaimSockets, say: () => string): Promise<Result<Claim, ClaimHolder> | undefined> => {
  const known = holderAmong(await look(sockets))
  if (known !== undefined) return failed(known)
  const own = await sockets.make(say)
  for (;;) {
    const others = (await look(sockets)).filter(({ file }) => file !== own.file)
    const holder = holderAmong(others)
    if (holder === undefined && others.length === 0) {
      own.settle()
      return success({ release: () => own.withdraw() })
    }
    if (holder !== undefined || others.some(({ file }) => file < own.file)) {
      await own.withdraw()
      return holder === undefined ? undefined : failed(holder)
    }
    await pause()
  }
}

interface Claimant {
  readonly file: string
  readonly pid: number
  readonly answer: ClaimAnswer
}

/** Those who are alive; what the dead have left is removed. A name is never used again, so none of them comes back. */
const look = async (sockets: ClaimSockets): Promise<Claimant[]> => {
  const found = await sockets.list()
  const all = await Promise.all(
    found.map(async ({ file, pid, path }) => ({ file, pid, path, answer: await askClaimant(path) })),
  )
  await Promise.all(all.filter(({ answer }) => answer.state === 'gone').map(({ path }) => sockets.remove(path)))
  return all.filter(({ answer }) => answer.state !== 'gone')
}

const holderAmong = (claimants: readonly Claimant[]): ClaimHolder | undefined => {
  const holder = claimants.find(({ answer }) => answer.state === 'owning' || answer.state === 'silent')
  return holder && { pid: holder.pid, says: holder.answer.state === 'owning' ? holder.answer.says : undefined }
}

const pause = (): Promise<void> => setTimeout(5 + Math.random() * 20)
