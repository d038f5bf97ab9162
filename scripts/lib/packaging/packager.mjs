// @ts-check
import { join } from 'node:path'
import { npmCommand } from '../npm.mjs'
import { root } from '../paths.mjs'
import { capture, mustRun } from '../run.mjs'
import { fingerprint, readStamp, writeStamp } from '../stamp.mjs'

/** Where everything is that only packaging needs, with dependencies of its own. */
export const packaging = join(root, 'packaging')

/** Where packages are put. */
export const dist = join(root, 'dist')

const TIMEOUT_MS = 10 * 60_000
const stampPath = join(packaging, 'node_modules', '.sessionscope-lockfile')

/**
 * Installs electron-builder and what else only packaging needs.
 * @param {import('../progress.mjs').Progress} progress
 * @returns {Promise<void>}
 */
export async function ensurePackager(progress) {
  const stamp = await fingerprint(packaging, ['package-lock.json'])
  if ((await readStamp(stampPath)) === stamp) return
  const { command, args } = npmCommand()
  await progress.step('Installing the packager (npm ci)', () =>
    mustRun('npm ci failed.', command, [...args, 'ci', '--no-audit', '--no-fund'], {
      cwd: packaging,
      timeout: TIMEOUT_MS,
    }),
  )
  await writeStamp(stampPath, stamp)
}

/**
 * What electron-builder is to make.
 * @typedef {object} Order
 * @property {string} version
 * @property {import('./packaged-runtime.mjs').PackagedRuntime} runtime
 * @property {string} icons
 * @property {readonly string[]} [targets] those of the configuration when not given
 * @property {string} [prepackaged] the folder of an application that is already put together
 */

/**
 * Runs electron-builder in a process of its own, as talkative as it likes.
 * @param {Order} order
 * @returns {Promise<import('../run.mjs').Captured>}
 */
export function runPackager(order) {
  const script = join(packaging, 'build.mjs')
  return capture(process.execPath, [script, JSON.stringify(order)], { cwd: root, timeout: TIMEOUT_MS })
}
