import { excessOf } from '../base/json-bounds.ts'
import { failure, success, type Result } from '../base/result.ts'

/** Characters that a file may have. */
export const harAtMost = 64_000_000

// What JSON.parse makes of a text may take fifty times its room: lists in lists, a million empty objects.
const bounds = { depth: 500, values: 3_000_000 }

/** JSON as a value, of bounded size, depth and number of values; fails in words. */
export const parseHarJson = (text: string, name: string): Result<unknown> => {
  if (text.length > harAtMost)
    return failure('bad-input', `${name} is too large: more than ${harAtMost / 1_000_000} MB.`)
  const excess = excessOf(text, bounds)
  if (excess !== undefined) return failure('bad-input', `${name} cannot be opened: ${excess}.`)
  try {
    return success(JSON.parse(text))
  } catch {
    return failure('bad-input', `${name} is no HTTP Archive (HAR 1.2): it is not whole JSON.`)
  }
}
