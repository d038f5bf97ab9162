// @ts-check
import { join } from 'node:path'
import { build, ensureBuild } from './build.mjs'
import { electronEnvironment } from './electron-runtime.mjs'
import { desktopEnvironment, hasCommand, hasDisplay } from './host.mjs'
import { nodeModules, root } from './paths.mjs'
import { runInForeground } from './run.mjs'
import { runPlaywright, runVitest } from './runners.mjs'
import { noTests } from './test-counts.mjs'
import { withVirtualDisplays } from './virtual-display.mjs'

/**
 * The stages of `npm test`.
 *
 * @typedef {import('./test-counts.mjs').Counts} Counts
 * @typedef {{ kind: 'passed' | 'failed', counts: Counts } | { kind: 'skipped', reason: string }} Outcome
 * @typedef {(progress: import('./progress.mjs').Progress, preparation: import('./preparation.mjs').Preparation) => Promise<Outcome>} Stage
 */

/** @type {ReadonlyMap<string, Stage>} in their order */
export const stages = new Map([
  ['typecheck', () => runTool(join(root, 'scripts', 'typecheck.mjs'))],
  ['format', () => runTool(join(nodeModules, 'oxfmt', 'bin', 'oxfmt'), '--check')],
  ['lint', () => runTool(join(nodeModules, 'oxlint', 'bin', 'oxlint'))],
  ['unused', () => runTool(join(nodeModules, 'knip', 'bin', 'knip.js'))],
  ['unit', runUnit],
  ['build', runBuild],
  ['e2e', runEndToEnd],
])

/** As many as playwright.config.ts says. */
const WORKERS = 2

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
async function runUnit(progress, preparation) {
  const missing = await preparation.tools()
  const { code, counts } = await runVitest({ ...process.env, ...missingEnvironment(missing, progress) })
  return outcome(code, counts)
}

/** @type {Stage} */
async function runBuild(progress) {
  await progress.step('electron-vite build', build)
  return outcome(0)
}

/** @type {Stage} */
async function runEndToEnd(progress, preparation) {
  const missing = await preparation.tools()
  const desktop = await preparation.desktop()
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
    ? await withVirtualDisplays(WORKERS, (displays) => runPlaywright({ ...env, ...displayEnvironment(displays) }))
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
 * A display for each worker of Playwright, and one for whoever knows of one only.
 * @param {readonly string[]} displays
 * @returns {Record<string, string>}
 */
function displayEnvironment(displays) {
  return { DISPLAY: displays[0] ?? '', SESSIONSCOPE_DISPLAYS: displays.join(',') }
}

/**
 * @param {number} code
 * @param {Counts} [counts]
 * @returns {Outcome}
 */
function outcome(code, counts = noTests) {
  return { kind: code === 0 ? 'passed' : 'failed', counts }
}
