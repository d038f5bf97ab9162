import { constants, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { isErrno } from '../../shared/base/errno.ts'
import { failed, messageOf, success, type Result } from '../../shared/base/result.ts'

/** Why a file cannot be had. */
export interface UnreadableFile {
  readonly kind: 'missing' | 'noFile' | 'tooLarge' | 'noText' | 'unreadable'
  /** In words, to stand behind the file's name or in brackets. */
  readonly message: string
}

/**
 * The bytes of a file, of which there may be so many. Nothing that lies there in a file's place makes it wait or read
 * without an end: a pipe, a device and a folder are refused before anything is read from them.
 */
export const readBounded = async (path: string, bytesAtMost: number): Promise<Result<Buffer, UnreadableFile>> => {
  try {
    const wrong = unlikeFile(await stat(path), bytesAtMost)
    if (wrong !== undefined) return failed(wrong)
    // Another thing may have taken its place by now: a pipe that nobody writes to must not hold us up. (Windows has no such flag.)
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const wrongNow = unlikeFile(await file.stat(), bytesAtMost)
      return wrongNow === undefined ? await readAll(file, bytesAtMost) : failed(wrongNow)
    } finally {
      await file.close()
    }
  } catch (thrown) {
    return failed(
      isErrno(thrown, 'ENOENT')
        ? { kind: 'missing', message: 'there is no such file' }
        : { kind: 'unreadable', message: messageOf(thrown) },
    )
  }
}

/** The same of a text in UTF-8. */
export const readBoundedText = async (path: string, bytesAtMost: number): Promise<Result<string, UnreadableFile>> => {
  const bytes = await readBounded(path, bytesAtMost)
  if (!bytes.ok) return bytes
  try {
    return success(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value))
  } catch {
    return failed({ kind: 'noText', message: 'expected text in UTF-8, and found other bytes' })
  }
}

const unlikeFile = (stats: Stats, bytesAtMost: number): UnreadableFile | undefined => {
  if (!stats.isFile()) return { kind: 'noFile', message: `it is ${whatIs(stats)}, not a file` }
  return stats.size > bytesAtMost ? tooLarge(bytesAtMost, String(stats.size)) : undefined
}

const tooLarge = (bytesAtMost: number, found: string): UnreadableFile => ({
  kind: 'tooLarge',
  message: `expected at most ${bytesAtMost} bytes, and found ${found}`,
})

/** What something is that is no file, in words. */
export const whatIs = (stats: Stats): string => {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

// It may grow while it is read, and some say of themselves that they are empty.
const readAll = async (file: FileHandle, bytesAtMost: number): Promise<Result<Buffer, UnreadableFile>> => {
  const pieces: Buffer[] = []
  let length = 0
  for (;;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(65_536) })
    if (bytesRead === 0) return success(Buffer.concat(pieces))
    length += bytesRead
    if (length > bytesAtMost) return failed(tooLarge(bytesAtMost, 'more'))
    pieces.push(buffer.subarray(0, bytesRead))
  }
}
