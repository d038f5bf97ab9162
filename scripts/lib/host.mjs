// @ts-check
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

const MINIMUM_NODE = '20.19.0'

/** @returns {boolean} */
export function isRoot() {
  return process.getuid?.() === 0
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean} whether a window could be shown
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/**
 * @param {string} [version] such as `20.19.0`
 * @returns {string | undefined} why this Node cannot run the project, when it cannot
 */
export function nodeVersionProblem(version = process.versions.node) {
  if (compareVersions(version, MINIMUM_NODE) >= 0) return undefined
  return `Sessionscope needs Node.js ${MINIMUM_NODE} or newer, and this is ${version}: see https://nodejs.org.`
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} below, at or above zero as `a` is older than, the same as or newer than `b`
 */
function compareVersions(a, b) {
  const [as, bs] = [a, b].map((text) => text.split('.').map(Number))
  const different = as?.map((part, index) => part - (bs?.[index] ?? 0)).find((difference) => difference !== 0)
  return different ?? 0
}

/**
 * The environment for programs with a window: Electron crashes on a D-Bus address that is set but empty.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function desktopEnvironment(env = process.env) {
  const { DBUS_SESSION_BUS_ADDRESS: bus, ...rest } = env
  return bus ? { ...rest, DBUS_SESSION_BUS_ADDRESS: bus } : rest
}

/**
 * @param {string} command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} whether it is on the path
 */
export async function hasCommand(command, env = process.env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const tries = folders.map((folder) => access(join(folder, command), constants.X_OK).then(() => true, () => false))
  return (await Promise.all(tries)).includes(true)
}
