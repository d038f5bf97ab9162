// @ts-check
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const switches = [
  { path: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', off: '1' },
  { path: '/proc/sys/kernel/unprivileged_userns_clone', off: '0' },
]

/**
 * Chromium's sandbox needs user namespaces, or a helper that belongs to root. Where the system keeps the first
 * from normal users (Ubuntu 24.04 does) and the second is not set up, Electron may refuse to start.
 * @param {string} executable
 * @returns {Promise<string | undefined>} one line on what helps, where the sandbox may not work
 */
export async function sandboxAdvice(executable) {
  if (process.platform !== 'linux') return undefined
  const helper = join(dirname(executable), 'chrome-sandbox')
  if (await belongsToRoot(helper)) return undefined
  const states = await Promise.all(switches.map(async ({ path, off }) => (await readText(path)) === off))
  if (!states.includes(true)) return undefined
  return `This system denies Electron its sandbox. To allow it: sudo chown root ${helper} && sudo chmod 4755 ${helper}`
}

/**
 * @param {string} path
 * @returns {Promise<boolean>} whether it runs with root's rights
 */
async function belongsToRoot(path) {
  const found = await stat(path).catch(() => undefined)
  return found?.uid === 0 && (found.mode & 0o4000) !== 0
}

/**
 * @param {string} path
 * @returns {Promise<string>} empty when there is none
 */
async function readText(path) {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.trim()
}
