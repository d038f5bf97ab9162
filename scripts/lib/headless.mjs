// @ts-check
import { pathToFileURL } from 'node:url'
import { builtCommand } from './paths.mjs'

/**
 * Becomes the built command line program, in this very process: signals, streams and the exit code are its
 * own, and no second start of Node is paid for.
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
export async function becomeSessionscope(args) {
  process.argv = [process.execPath, builtCommand, ...args]
  await import(pathToFileURL(builtCommand).href)
}
