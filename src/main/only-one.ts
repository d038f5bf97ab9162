import { app } from 'electron'
import { accessSync, constants, mkdirSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { failure, messageOf, success, type Result } from '../shared/base/result.ts'

/**
 * Makes this the one application on a folder. False when another one is, which is then told of this start
 * (`second-instance`). Chromium says no more than that it did not get the lock, so what may be the matter with the
 * folder itself is looked at here.
 */
export const becomeTheOnlyOne = (folder: string): Result<boolean> => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (thrown) {
    const advice = 'Make that folder writable, or name another one in SESSIONSCOPE_DATA.'
    return failure('unavailable', `cannot keep its files in ${folder}: ${messageOf(thrown)}. ${advice}`)
  }
  const lock = join(folder, 'SingletonLock')
  const before = holderOf(lock)
  // Chromium would not take it away, but ask in a box of its own.
  if (before !== undefined && before.host !== hostname()) {
    const { host, pid } = before
    const advice = `If Sessionscope does not run there, remove ${lock}.`
    return failure('unavailable', `its folder is in use on the machine ${host} (process ${pid}). ${advice}`)
  }
  app.setPath('userData', folder)
  if (app.requestSingleInstanceLock()) return success(true)
  if (!isLink || holderOf(lock) !== undefined) return success(false)
  const advice = 'Move away what is in its place, or name another folder in SESSIONSCOPE_DATA.'
  return failure('unavailable', `cannot make its lock ${lock}. ${advice}`)
}

/** Where there are symbolic links Chromium's lock is one, to HOST-PID (process_singleton_posix.cc). */
const isLink = process.platform !== 'win32'

const holderOf = (lock: string): { readonly host: string; readonly pid: string } | undefined => {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(lock)) ?? []
    return host === undefined || pid === undefined ? undefined : { host, pid }
  } catch {
    return undefined
  }
}
