// @ts-check
import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The repository's root folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Where dependencies are installed. */
export const nodeModules = join(root, 'node_modules')

/** Where electron-vite builds to. */
export const out = join(root, 'out')

/** The command line program, built. */
export const builtCommand = join(out, 'main', 'sessionscope.js')

/**
 * The user's cache folder for this project: XDG Base Directory on Linux, each system's own elsewhere.
 * @param {{ env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform, home?: string }} [host]
 * @returns {string}
 */
export function cacheFolder({ env = process.env, platform = process.platform, home = homedir() } = {}) {
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'sessionscope')
  const local = env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')
  if (platform === 'win32') return join(local, 'sessionscope', 'Cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'sessionscope')
  return join(home, '.cache', 'sessionscope')
}

/**
 * A lock file for work inside this checkout, kept outside of it: `npm ci` removes what it locks.
 * @param {string} work
 * @returns {string}
 */
export function projectLock(work) {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12)
  return join(cacheFolder(), 'locks', `${work}-${checkout}`)
}
