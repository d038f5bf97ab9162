// @ts-check
import { join } from 'node:path'
import { build, ensureBuild } from './build.mjs'
import { prepareDesktop } from './desktop.mjs'
import { electronEnvironment } from './electron-runtime.mjs'
import { desktopEnvironment, hasCommand, hasDisplay } from './host.mjs'
import { nodeModules, root } from './paths.mjs'
import { runInForeground } from './run.mjs'
import { runPlaywright, runVitest } from './runners.mjs'
import { noTests } from './test-counts.mjs'
import { ensureTestTools } from './test-tools.mjs'
import { withVirtualDisplay } from './virtual-display.mjs'

/**
 * The stages of `npm test`. Each prepares what it needs when it is first needed.
 *
 * @typedef {import('./test-counts.mjs').Counts} Counts
 * @typedef {{ kind: 'passed' | 'failed', counts: Counts } | { kind: 'skipped', reason: string }} Outcome
 * @typedef {(progress: import('./progress.mjs').Progress) => Promise<Outcome>} Stage
 */

/** @type {ReadonlyMap<string, Stage>} in their order */
export const stages = new Map([
  ['typecheck', () => runTool(join(root, 'scripts', 'typecheck.mjs'))],
  ['lint', () => runTool(join(nodeModules, 'oxlint', 'bin', 'oxlint'))],
  ['unused', () => runTool(join(nodeModules, 'knip', 'bin', 'knip.js'))],
  ['unit', runUnit],
  ['build', runBuild],
  ['e2e', runEndToEnd],
])

/** The stages that run tests: without one of them there is nothing to count. */
export const testStages = ['unit', 'e2e']

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function runTool(script, ...args) {
  const code = await runInForeground(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return outcome(code)
}

/** @type {Stage} */
async function runUnit(progress) {
  const missing = await ensureTestTools(progress)
  const { code, counts } = await runVitest({ ...process.env, ...missingEnvironment(missing, progress) })
  return outcome(code, counts)
}

/** @type {Stage} */
async function runBuild(progress) {
  await progress.step('electron-vite build', build)
  return outcome(0)
}

/** @type {Stage} */
async function runEndToEnd(progress) {
  const missing = await ensureTestTools(progress)
  const desktop = await prepareDesktop(progress)
  if (desktop.kind === 'impossible') return { kind: 'skipped', reason: desktop.reason }
  const isVirtual = !hasDisplay()
  if (isVirtual && !(await hasCommand('Xvfb'))) return { kind: 'skipped', reason: 'there is no display and no Xvfb' }
  await ensureBuild(progress)
  const env = {
    ...desktopEnvironment(),
    ...electronEnvironment(desktop.executable),
    ...missingEnvironment(missing, progress),
  }
  const { code, counts } = isVirtual
    ? await withVirtualDisplay((display) => runPlaywright({ ...env, DISPLAY: display }))
    : await runPlaywright(env)
  return outcome(code, counts)
}

/**
 * Tests that need a tool which is missing skip themselves by this.
 * @param {readonly string[]} missing
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Record<string, string>}
 */
function missingEnvironment(missing, progress) {
  if (missing.length > 0) progress.note(`Not installed, so tests that need them are skipped: ${missing.join(' ')}`)
  return { SESSIONSCOPE_MISSING: missing.join(',') }
}

/**
 * @param {number} code
 * @param {Counts} [counts]
 * @returns {Outcome}
 */
function outcome(code, counts = noTests) {
  return { kind: code === 0 ? 'passed' : 'failed', counts }
}
