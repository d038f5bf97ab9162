// @ts-check

/**
 * Calm progress lines: a step's name, then ✓ and its seconds. Nothing is printed of a step's details unless
 * it fails.
 *
 * @typedef {object} Progress
 * @property {(text: string) => void} note one plain line
 * @property {<T>(name: string, work: () => Promise<T>) => Promise<T>} step runs `work` between its two lines
 * @property {<T>(name: string, work: () => Promise<T | undefined>) => Promise<T | undefined>} attempt a step
 *   that may come to nothing (undefined) without being a failure
 */

/**
 * @param {{ write(text: string): unknown }} stream
 * @param {{ now(): number }} [clock] milliseconds
 * @returns {Progress}
 */
export function createProgress(stream, clock = { now: () => performance.now() }) {
  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} work
   * @param {(value: T) => string} mark
   * @returns {Promise<T>}
   */
  const timed = async (name, work, mark) => {
    const began = clock.now()
    const close = (/** @type {string} */ sign) => stream.write(`${sign} ${name} (${seconds(clock.now() - began)})\n`)
    stream.write(`  ${name} …\n`)
    try {
      const value = await work()
      close(mark(value))
      return value
    } catch (error) {
      close('✗')
      throw error
    }
  }
  return {
    note: (text) => void stream.write(`${text}\n`),
    step: (name, work) => timed(name, work, () => '✓'),
    attempt: (name, work) => timed(name, work, (value) => (value === undefined ? '–' : '✓')),
  }
}

/**
 * @param {number} milliseconds
 * @returns {string} such as `1.2 s`
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
