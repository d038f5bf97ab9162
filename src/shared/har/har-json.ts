import { failure, success, type Result } from '../base/result.ts'

/** Characters that a file may have. */
export const harAtMost = 64_000_000

// What JSON.parse makes of a text may take fifty times its room: lists in lists, a million empty objects.
const depthAtMost = 500
const valuesAtMost = 3_000_000

/** JSON as a value, of bounded size, depth and number of values; fails in words. */
export const parseHarJson = (text: string, name: string): Result<unknown> => {
  if (text.length > harAtMost)
    return failure('bad-input', `${name} is too large: more than ${harAtMost / 1_000_000} MB.`)
  const excess = excessOf(text)
  if (excess !== undefined) return failure('bad-input', `${name} cannot be opened: ${excess}.`)
  try {
    return success(JSON.parse(text))
  } catch {
    return failure('bad-input', `${name} is no HTTP Archive (HAR 1.2): it is not whole JSON.`)
  }
}

// Looks at each character once, outside of strings.
const excessOf = (text: string): string | undefined => {
  let [depth, values] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = endOfString(text, at)
    else if (code === 0x7b || code === 0x5b) [depth, values] = [depth + 1, values + 1]
    else if (code === 0x7d || code === 0x5d) depth -= 1
    else if (code === 0x2c) values += 1
    if (depth > depthAtMost) return `its values lie more than ${depthAtMost} deep in one another`
    if (values > valuesAtMost) return `it has more than ${valuesAtMost.toLocaleString('en')} values`
  }
  return undefined
}

const endOfString = (text: string, begin: number): number => {
  let end = text.indexOf('"', begin + 1)
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

const isEscaped = (text: string, at: number): boolean => {
  let before = at
  while (text.charCodeAt(before - 1) === 0x5c) before -= 1
  return (at - before) % 2 === 1
}
