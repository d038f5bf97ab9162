// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Failure } from './failure.mjs'

const KEPT_OUTPUT = 64 * 1024
const MINUTE = 60_000

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeout] milliseconds until the program is killed; ten minutes when not given
 *
 * @typedef {object} Captured
 * @property {number} code exit code; 128 + signal's number when a signal ended it; 127 when it could not start
 * @property {string} stdout the last 64 KiB
 * @property {string} stderr the last 64 KiB
 */

/**
 * Runs a program to its end without input and keeps what it said. Never rejects.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Captured>}
 */
export function capture(command, args, { cwd, env, timeout = 10 * MINUTE } = {}) {
  return new Promise((settle) => {
    const stdio = /** @type {['ignore', 'pipe', 'pipe']} */ (['ignore', 'pipe', 'pipe'])
    const child = spawn(command, args, { cwd, env, timeout, killSignal: 'SIGKILL', stdio })
    const kept = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => (kept.stdout = (kept.stdout + text).slice(-KEPT_OUTPUT)))
    child.stderr.setEncoding('utf8').on('data', (text) => (kept.stderr = (kept.stderr + text).slice(-KEPT_OUTPUT)))
    child.once('error', (error) => settle({ code: 127, stdout: kept.stdout, stderr: error.message }))
    child.once('close', (code, signal) => settle({ code: exitCode(code, signal), ...kept }))
  })
}

/**
 * Like capture, but a non-zero exit is a Failure that brings the program's output.
 * @param {string} what the line to show when it fails
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Captured>}
 */
export async function mustRun(what, command, args, options) {
  const result = await capture(command, args, options)
  if (result.code !== 0) throw new Failure(what, `${result.stdout}${result.stderr}`)
  return result
}

/**
 * Runs a program in the foreground, sharing our streams; signals sent to us are passed on to it.
 *
 * At a terminal Ctrl+C already reaches every process of the group, so SIGINT is passed on only when there
 * is none: a second one would be taken for the user's impatience.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>} its exit code, or 128 + the number of the signal that ended it
 */
export function runInForeground(command, args, { cwd, env, stdio = 'inherit' } = {}) {
  return new Promise((settle, refuse) => {
    const child = spawn(command, args, { cwd, env, stdio })
    const stop = forwardSignals(child)
    child.once('error', (error) => {
      stop()
      refuse(new Failure(`${command} could not be started: ${error.message}`))
    })
    child.once('close', (code, signal) => {
      stop()
      settle(exitCode(code, signal))
    })
  })
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops forwarding
 */
function forwardSignals(child) {
  const hasTerminal = Boolean(process.stdin.isTTY)
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (signal === 'SIGINT' && hasTerminal) return
    child.kill(signal)
  }
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  return () => {
    for (const signal of signals) process.off(signal, forward)
  }
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
function exitCode(code, signal) {
  if (signal) return 128 + constants.signals[signal]
  return code ?? 1
}
