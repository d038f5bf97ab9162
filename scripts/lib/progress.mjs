// @ts-check

/**
 * Calm progress lines: a step's name, then ✓ and its seconds. Nothing is printed of a step's details unless
 * it fails.
 *
 * @typedef {object} Progress
 * @property {(text: string) => void} note one plain line
 * @property {<T>(name: string, work: () => Promise<T>) => Promise<T>} step runs `work` between its two lines
 */

/**
 * @param {NodeJS.WritableStream & { isTTY?: boolean }} stream
 * @param {{ now(): number }} [clock] milliseconds
 * @returns {Progress}
 */
export function createProgress(stream, clock = { now: () => performance.now() }) {
  const write = (/** @type {string} */ line) => stream.write(line)
  return {
    note: (text) => write(`${text}\n`),
    async step(name, work) {
      const began = clock.now()
      write(`${name} …\n`)
      try {
        const value = await work()
        write(`✓ ${name} (${seconds(clock.now() - began)})\n`)
        return value
      } catch (error) {
        write(`✗ ${name} (${seconds(clock.now() - began)})\n`)
        throw error
      }
    },
  }
}

/**
 * @param {number} milliseconds
 * @returns {string} such as `1.2 s`
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
