// @ts-check
import { constants } from 'node:os'
import { ensureElectron } from './electron-runtime.mjs'
import { desktopEnvironment, isRoot } from './host.mjs'
import { root } from './paths.mjs'
import { runInForeground } from './run.mjs'
import { sandboxAdvice } from './sandbox.mjs'
import { ensureSystemLibraries, missingLibrariesNotice } from './system-libraries.mjs'

/** Chromium ends itself with this signal when it cannot have its sandbox. */
const REFUSED = 128 + constants.signals.SIGTRAP

/**
 * @typedef {{ kind: 'ready', executable: string } | { kind: 'impossible', reason: string }} Readiness
 * @typedef {{ kind: 'ended', code: number } | { kind: 'refused', reason: string }} DesktopRun
 */

/**
 * Gets an Electron and what it needs of the system.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<Readiness>}
 */
export async function prepareDesktop(progress) {
  const { executable } = await ensureElectron(progress)
  const missing = await ensureSystemLibraries(executable, progress)
  if (missing.length > 0) return { kind: 'impossible', reason: missingLibrariesNotice(missing) }
  return { kind: 'ready', executable }
}

/**
 * Runs the built desktop application until it is closed.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<DesktopRun>}
 */
export async function runDesktop(executable, args, progress) {
  const advice = isRoot() ? undefined : await sandboxAdvice(executable)
  const code = await runInForeground(executable, [...electronSwitches(progress), root, ...args], {
    cwd: root,
    env: desktopEnvironment(),
  })
  if (advice && code === REFUSED) return { kind: 'refused', reason: advice }
  return { kind: 'ended', code }
}

/**
 * @param {import('./progress.mjs').Progress} progress
 * @returns {string[]} what Electron must be told on this machine
 */
export function electronSwitches(progress) {
  // Chromium's own notes (no message bus, no graphics card) say nothing to a user; fatal ones still come through.
  const quiet = ['--log-level=3']
  if (!isRoot()) return quiet
  progress.note("Running as root: Electron starts without Chromium's sandbox (--no-sandbox).")
  return ['--no-sandbox', ...quiet]
}
