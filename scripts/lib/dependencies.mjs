// @ts-check
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { npmCommand } from './npm.mjs'
import { projectLock, nodeModules, root } from './paths.mjs'
import { mustRun } from './run.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

const TIMEOUT_MS = 15 * 60_000
const stampPath = join(nodeModules, '.sessionscope-lockfile')

/**
 * Installs the dependencies when there are none or when package-lock.json is not the one they came from.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<void>}
 */
export async function ensureDependencies(progress) {
  if (await isInstalled()) return
  await withLock(projectLock('dependencies'), async () => {
    if (await isInstalled()) return
    await progress.step('Installing dependencies (npm ci)', install)
  })
}

/** @returns {Promise<boolean>} */
async function isInstalled() {
  return (await readStamp(stampPath)) === (await lockfileStamp())
}

/** @returns {Promise<string>} */
function lockfileStamp() {
  return fingerprint(root, ['package-lock.json'])
}

async function install() {
  const stamp = await lockfileStamp()
  const { command, args } = npmCommand()
  await mustRun('npm ci failed.', command, [...args, 'ci', '--no-audit', '--no-fund'], { cwd: root, timeout: TIMEOUT_MS })
  await access(nodeModules)
  await writeStamp(stampPath, stamp)
}
