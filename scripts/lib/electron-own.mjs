// @ts-check
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { nodeModules } from './paths.mjs'
import { capture } from './run.mjs'

const folder = join(nodeModules, 'electron')
const DOWNLOAD_TIMEOUT_MS = 60_000
const DAY_MS = 24 * 60 * 60_000

/**
 * Electron's own binary, as its package downloads it from GitHub.
 * @returns {Promise<string | undefined>} the executable, when it is there
 */
export async function installedElectron() {
  try {
    const executable = join(folder, 'dist', await readFile(join(folder, 'path.txt'), 'utf8'))
    await access(executable)
    return executable
  } catch {
    return undefined
  }
}

/**
 * Lets the package download its binary. Bounded: where GitHub is out of reach there is another way.
 * @returns {Promise<string | undefined>} the executable, or undefined when it could not be had
 */
export async function downloadElectron() {
  const { code } = await capture(process.execPath, [join(folder, 'install.js')], { timeout: DOWNLOAD_TIMEOUT_MS })
  return code === 0 ? installedElectron() : undefined
}

/**
 * Remembers for a day that the download failed, so that not every start waits for it.
 * @typedef {object} FailureMemory
 * @property {() => Promise<void>} remember
 * @property {() => Promise<boolean>} isFresh whether it failed within the last day
 */

/**
 * @param {string} path the file to remember it in
 * @param {{ now(): number }} [clock] milliseconds since 1970
 * @returns {FailureMemory}
 */
export function createFailureMemory(path, clock = { now: () => Date.now() }) {
  return {
    async remember() {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, String(clock.now()))
    },
    async isFresh() {
      const at = Number(await readFile(path, 'utf8').catch(() => Number.NaN))
      return clock.now() - at < DAY_MS
    },
  }
}
