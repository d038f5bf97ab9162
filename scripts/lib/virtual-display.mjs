// @ts-check
import { spawn } from 'node:child_process'
import { Failure } from './failure.mjs'

const START_TIMEOUT_MS = 20_000

/**
 * Runs `work` with a virtual display of its own, which ends with it.
 * @template T
 * @param {(display: string) => Promise<T>} work gets the value of DISPLAY
 * @param {string} [size] in pixels
 * @returns {Promise<T>}
 */
export async function withVirtualDisplay(work, size = '1440x900') {
  // -displayfd takes the first free display, without a race, and says which one as soon as it can be used.
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  try {
    return await work(`:${await displayNumber(server)}`)
  } finally {
    server.kill()
  }
}

/**
 * The same with several displays: windows on one would take the focus from each other.
 * @template T
 * @param {number} count
 * @param {(displays: readonly string[]) => Promise<T>} work
 * @param {readonly string[]} [displays] those that there are already
 * @returns {Promise<T>}
 */
export function withVirtualDisplays(count, work, displays = []) {
  if (displays.length === count) return work(displays)
  return withVirtualDisplay((display) => withVirtualDisplays(count, work, [...displays, display]))
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((settle, refuse) => {
    const giveUp = (/** @type {string} */ why) =>
      refuse(new Failure(`The virtual display (Xvfb) did not start: ${why}.`))
    const timer = setTimeout(() => giveUp('it took too long'), START_TIMEOUT_MS)
    server.once('error', (error) => giveUp(error.message))
    server.once('exit', (code) => giveUp(`it ended with ${code}`))
    server.stdio[3]?.once('data', (data) => {
      clearTimeout(timer)
      settle(String(data).trim())
    })
  })
}
