// @ts-check
import { installPackages, isDebian, lackingPackages } from './debian.mjs'
import { isRoot } from './host.mjs'
import { capture } from './run.mjs'

/**
 * What Electron is linked with beyond the C library, or loads when it starts, as Debian and its descendants name it.
 * @type {readonly import('./debian.mjs').PackageNames[]}
 */
export const electronPackages = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libdrm2'],
  ['libnotify4'],
  ['libsecret-1-0'],
  ['libx11-xcb1'],
]

/** What Electron loads only when it runs, so that `ldd` does not tell; without it, it ends with SIGTRAP and no word. */
const loadedLater = ['libX11-xcb.so.1']

/**
 * @param {string} cache what `ldconfig -p` prints
 * @param {readonly string[]} wanted
 * @returns {string[]} the libraries that the loader does not know
 */
export function unknownLibraries(cache, wanted) {
  return wanted.filter((library) => !cache.includes(`\t${library} `))
}

/**
 * @param {string} output of `ldd`
 * @returns {string[]} the shared libraries that the system lacks
 */
export function parseMissingLibraries(output) {
  const found = [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = '']) => name)
  return [...new Set(found)]
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} the shared libraries that it needs and the system lacks
 */
export async function missingLibraries(executable) {
  if (process.platform !== 'linux') return []
  const { stdout: linked } = await capture('ldd', [executable])
  const { stdout: cache, code } = await capture('/sbin/ldconfig', ['-p'])
  // Not every system has ldconfig (Alpine, NixOS); then only what is linked can be told.
  return [...parseMissingLibraries(linked), ...(code === 0 ? unknownLibraries(cache, loadedLater) : [])]
}

/**
 * Gives Electron its system libraries where that is in our power: as root on Debian and its descendants.
 * @param {string} executable
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string[]>} the libraries that are still missing
 */
export async function ensureSystemLibraries(executable, progress) {
  const missing = await missingLibraries(executable)
  if (missing.length === 0 || !isRoot() || !(await isDebian())) return missing
  const lacking = await lackingPackages(electronPackages)
  if (lacking.length === 0) return missing
  await installPackages("Installing Electron's system libraries (apt-get)", lacking, progress)
  return missingLibraries(executable)
}

/**
 * @param {readonly string[]} missing
 * @returns {string} one line that names them and what to install
 */
export function missingLibrariesNotice(missing) {
  const packages = electronPackages.map(([name]) => name).join(' ')
  const libraries = missing.join(', ')
  return `Electron lacks system libraries here (${libraries}). On Debian or Ubuntu: sudo apt-get install ${packages}`
}
