// @ts-check
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { isInstalledFrom } from './lockfile.mjs'
import { npmCommand } from './npm.mjs'
import { nodeModules, projectLock, root } from './paths.mjs'
import { mustRun } from './run.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

const TIMEOUT_MS = 15 * 60_000
const stampPath = join(nodeModules, '.sessionscope-lockfile')

/**
 * Installs the dependencies when there are none or when they came from another package-lock.json.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<void>}
 */
export async function ensureDependencies(progress) {
  if (await isStamped()) return
  await withLock(projectLock('dependencies'), async () => {
    if (await isStamped()) return
    const stamp = await lockfileStamp()
    if (!(await isUpToDate())) await progress.step('Installing dependencies (npm ci)', install)
    await writeStamp(stampPath, stamp)
  })
}

/** @returns {Promise<boolean>} the cheap check, done at every start */
async function isStamped() {
  return (await readStamp(stampPath)) === (await lockfileStamp())
}

/** @returns {Promise<string>} */
function lockfileStamp() {
  return fingerprint(root, ['package-lock.json'])
}

/** @returns {Promise<boolean>} the thorough check: somebody may have run npm by hand */
async function isUpToDate() {
  const installed = await readStamp(join(nodeModules, '.package-lock.json'))
  if (installed === undefined) return false
  const wanted = await readFile(join(root, 'package-lock.json'), 'utf8')
  return isInstalledFrom(JSON.parse(wanted), JSON.parse(installed))
}

async function install() {
  const { command, args } = npmCommand()
  await mustRun('npm ci failed.', command, [...args, 'ci', '--no-audit', '--no-fund'], {
    cwd: root,
    timeout: TIMEOUT_MS,
  })
}
