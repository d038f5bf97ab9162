// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Failure } from './failure.mjs'

/**
 * Refuses a file whose contents are not the expected ones.
 * @param {string} path
 * @param {string} expected a Subresource Integrity string such as `sha512-…` (as npm's lockfile has them)
 * @returns {Promise<void>}
 * @throws {Failure} when the hash differs
 */
export async function verifyIntegrity(path, expected) {
  const algorithm = expected.slice(0, expected.indexOf('-'))
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path), hash)
  const actual = `${algorithm}-${hash.digest('base64')}`
  if (actual !== expected) {
    throw new Failure(`${path} is not the file that was pinned and is not used (expected ${expected}, got ${actual}).`)
  }
}
