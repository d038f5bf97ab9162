// @ts-check
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * The Electron that goes into a package.
 * @typedef {object} PackagedRuntime
 * @property {string} folder its distribution
 * @property {string} version
 * @property {boolean} isRelease whether it is the Electron that the project asks for. Any other, above all the one
 *   from the npm registry, is for trying: it is too old to be given to people.
 */

/**
 * @param {string} executable
 * @param {string} wanted the version that the project asks for
 * @param {NodeJS.Platform} [platform]
 * @returns {Promise<PackagedRuntime>}
 */
export async function packagedRuntime(executable, wanted, platform = process.platform) {
  // Electron.app/Contents/MacOS/Electron
  const folder = platform === 'darwin' ? join(dirname(executable), '..', '..', '..') : dirname(executable)
  const version = (await readFile(join(folder, 'version'), 'utf8')).trim().replace(/^v/, '')
  return { folder, version, isRelease: version === wanted }
}

/**
 * @param {string} version the product's
 * @param {PackagedRuntime} runtime
 * @returns {string} the package's, which says so when it is only a test
 */
export function packageVersion(version, { isRelease }) {
  return isRelease ? version : `${version}-test-runtime`
}

/**
 * @param {string} version
 * @returns {string} the same for Debian, whose `~` comes before nothing: a release replaces its tests
 */
export function debianVersion(version) {
  const [release = '', ...rest] = version.split('-')
  return [release, rest.join('.')].filter(Boolean).join('~')
}
