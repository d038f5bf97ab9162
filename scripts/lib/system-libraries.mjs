// @ts-check
import { installPackages, isDebian, lackingPackages } from './debian.mjs'
import { isRoot } from './host.mjs'
import { capture } from './run.mjs'

/**
 * What Electron is linked with beyond the C library, as Debian and its descendants name it.
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
]

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
  const { stdout } = await capture('ldd', [executable])
  return parseMissingLibraries(stdout)
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
