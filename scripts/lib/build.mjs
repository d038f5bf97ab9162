// @ts-check
import { access, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { builtCommand, nodeModules, out, projectLock, root } from './paths.mjs'
import { mustRun } from './run.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

const TIMEOUT_MS = 5 * 60_000
const stampPath = join(out, '.sources')
const sources = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
const products = [builtCommand, join(out, 'main', 'main.js'), join(out, 'renderer', 'index.html')]

/** electron-vite's own program. */
export const electronVite = join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js')

/**
 * Builds when the sources are not those that the present build was made from.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<void>}
 */
export async function ensureBuild(progress) {
  if (await isFresh()) return
  await withLock(projectLock('build'), async () => {
    if (await isFresh()) return
    await progress.step('Building (electron-vite build)', build)
  })
}

/**
 * Builds in any case, and stamps the build with what it was made from.
 * @returns {Promise<void>}
 */
export async function build() {
  // Taken first: a source that is edited meanwhile must lead to another build.
  const stamp = await fingerprint(root, sources)
  await forgetBuild()
  await mustRun('electron-vite build failed.', process.execPath, [electronVite, 'build'], {
    cwd: root,
    timeout: TIMEOUT_MS,
  })
  await writeStamp(stampPath, stamp)
}

/**
 * Makes the next start build again: what is in `out` is about to be replaced.
 * @returns {Promise<void>}
 */
export async function forgetBuild() {
  await rm(stampPath, { force: true })
}

/** @returns {Promise<boolean>} */
async function isFresh() {
  const stamp = await readStamp(stampPath)
  if (stamp === undefined) return false
  const present = await Promise.all(
    products.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  )
  return !present.includes(false) && stamp === (await fingerprint(root, sources))
}
