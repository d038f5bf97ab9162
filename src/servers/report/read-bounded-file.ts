import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { errnoOf } from '../../shared/base/errno.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'

/**
 * The bytes of a file that somebody else named, which is to be `what`. Fails in words, without the path, for one that is longer than `atMost` bytes, and for
 * what is no file: a device or a pipe may have no end, and to open one may wait for ever.
 */
export const readBoundedFile = async (path: string, atMost: number, what = 'a report'): Promise<Result<Buffer>> => {
  let file: FileHandle | undefined
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    return await read(file, atMost, what)
  } catch (thrown) {
    return failure('not-found', reasonOf(thrown))
  } finally {
    await file?.close()
  }
}

// What it has now, and not what it may grow to meanwhile.
const read = async (file: FileHandle, atMost: number, what: string): Promise<Result<Buffer>> => {
  const found = await file.stat()
  if (found.isDirectory()) return failure('not-found', 'this is a folder')
  if (!found.isFile())
    return failure('bad-input', 'this is no file but a device or a pipe: save what comes from it first')
  if (found.size > atMost)
    return failure('bad-input', `too large for ${what}: it has ${found.size} bytes, and ${atMost} are the most`)
  const bytes = Buffer.alloc(found.size)
  let length = 0
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return success(bytes.subarray(0, length))
}

const reasons = new Map<unknown, string>([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'this is a folder'],
  ['EACCES', 'you may not read it'],
  ['EPERM', 'you may not read it'],
  // A socket, or a device that has nobody behind it.
  ['ENXIO', 'this is no file but a device or a pipe: save what comes from it first'],
])

const reasonOf = (thrown: unknown): string => reasons.get(errnoOf(thrown)) ?? messageOf(thrown)
