/** How much JSON may be. */
export interface JsonBounds {
  /** Bytes of its text. */
  readonly bytes: number
  /** Values, whatever they are in. */
  readonly parts: number
  /** Lists and objects in one another. */
  readonly depth: number
}

/** How much JSON is. */
export type JsonSize = JsonBounds

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/**
 * Measures JSON by its brackets and commas alone, before anything is made of it: a text of a few megabytes can stand for
 * gigabytes of empty lists, or be deeper than any stack. Right for JSON; of anything else it is some number.
 */
export const jsonSizeOf = (text: Uint8Array): JsonSize => {
  let [parts, depth, deepest, isInString] = [1, 0, 0, false]
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0
    if (isInString) {
      if (byte === backslash) at += 1
      else if (byte === quote) isInString = false
    } else if (byte === quote) isInString = true
    else if (byte === comma) parts += 1
    else if (opening.has(byte)) {
      parts += 1
      depth += 1
      deepest = Math.max(deepest, depth)
    } else if (closing.has(byte)) depth -= 1
  }
  return { bytes: text.length, parts, depth: deepest }
}

/** What is too much about JSON, in words; undefined when it is within the bounds. */
export const excessOf = (size: JsonSize, { bytes, parts, depth }: JsonBounds): string | undefined => {
  if (size.bytes > bytes) return `expected at most ${bytes} bytes, and found ${size.bytes}`
  if (size.parts > parts) return `expected at most ${parts} values, and found more`
  return size.depth > depth ? `expected at most ${depth} lists and objects in one another, and found more` : undefined
}

/** Whether a value that was JSON is of so many parts at most. */
export const hasPartsAtMost = (value: unknown, parts: number): boolean => {
  const open = [value]
  for (let left = parts; open.length > 0; left -= 1) {
    if (left <= 0) return false
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const inside: unknown[] = Object.values(next)
    if (inside.length > left) return false
    for (const one of inside) open.push(one)
  }
  return true
}
