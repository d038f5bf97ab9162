// @ts-check
import { prepareDesktop } from './desktop.mjs'
import { ensureTestTools } from './test-tools.mjs'

/**
 * What the test stages need of the machine. Each part begins when it is first asked for, and is done once: asked for early,
 * it goes on while the stages before them run.
 *
 * @typedef {object} Preparation
 * @property {() => Promise<string[]>} tools the names of the test tools that are still missing
 * @property {() => Promise<import('./desktop.mjs').Readiness>} desktop an Electron and what it needs of the system
 * @property {() => Promise<void>} settled waits until nothing that has begun is under way any more
 */

/**
 * @param {import('./progress.mjs').Progress} progress
 * @param {{ ensureTools?: typeof ensureTestTools, ensureDesktop?: typeof prepareDesktop }} [machine]
 * @returns {Preparation}
 */
export function createPreparation(progress, { ensureTools = ensureTestTools, ensureDesktop = prepareDesktop } = {}) {
  /** @type {Promise<unknown>[]} */
  const begun = []
  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {() => Promise<T>}
   */
  const once = (work) => {
    /** @type {Promise<T> | undefined} */
    let result
    return () => {
      if (!result) {
        result = work()
        // A failure belongs to the stage that asks for it; until then nobody listens.
        begun.push(result.catch(() => undefined))
      }
      return result
    }
  }
  const tools = once(() => ensureTools(progress))
  const desktop = once(async () => {
    // Both may install packages, and only one can at a time.
    await tools()
    return ensureDesktop(progress)
  })
  return {
    tools,
    desktop,
    settled: async () => {
      await Promise.all(begun)
    },
  }
}
