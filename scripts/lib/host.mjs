// @ts-check
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** @returns {boolean} whether this process may do everything */
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
  const tries = folders.map((folder) =>
    access(join(folder, command), constants.X_OK).then(
      () => true,
      () => false,
    ),
  )
  return (await Promise.all(tries)).includes(true)
}
