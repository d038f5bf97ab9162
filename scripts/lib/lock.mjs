// @ts-check
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Failure, isErrno } from './failure.mjs'

const POLL_MS = 200

/**
 * Runs `work` while no other process of this user does work under the same lock file. A lock whose
 * process is gone is taken over.
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @param {number} [patience] milliseconds to wait for the other process
 * @returns {Promise<T>}
 */
export async function withLock(path, work, patience = 15 * 60_000) {
  await mkdir(dirname(path), { recursive: true })
  const giveUp = Date.now() + patience
  while (!(await tryLock(path))) {
    if (Date.now() > giveUp) {
      throw new Failure(`Another process still holds ${path}; delete the file if that is not so.`)
    }
    if (!(await isHeld(path))) await rm(path, { force: true })
    else await delay(POLL_MS)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

/**
 * A hard link appears whole or not at all, so the lock is never seen without its process's number.
 * @param {string} path
 * @returns {Promise<boolean>}
 */
async function tryLock(path) {
  const ours = `${path}.${process.pid}`
  await writeFile(ours, String(process.pid))
  try {
    await link(ours, path)
    return true
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(ours, { force: true })
  }
}

/**
 * @param {string} path
 * @returns {Promise<boolean>} whether the process that took it lives
 */
async function isHeld(path) {
  const pid = await readFile(path, 'utf8').catch(() => '')
  return pid === '' || isAlive(Number(pid))
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isErrno(error, 'EPERM')
  }
}
