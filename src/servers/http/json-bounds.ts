/** How much a JSON text may hold before it is parsed. What is parsed costs up to sixty times its bytes in memory. */
export interface JsonBounds {
  /** Arrays and objects within each other. */
  readonly depth: number
  /** Elements of one array, or members of one object. */
  readonly members: number
  /** Of all arrays and objects together. */
  readonly values: number
}

const code = (character: string): number => character.charCodeAt(0)
const [quote, backslash, comma] = [code('"'), code('\\'), code(',')]
const opening = new Set([code('['), code('{')])
const closing = new Set([code(']'), code('}')])

/**
 * What a JSON text in UTF-8 has too much of, in words; undefined where it may be parsed. Looks at each byte once and keeps one
 * number a level; whether it is JSON at all is for the parser to say.
 */
export const excessOf = (bytes: Uint8Array, { depth, members, values }: JsonBounds): string | undefined => {
  const counts: number[] = [0]
  let all = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === quote) at = endOfString(bytes, at)
    else if (opening.has(byte)) {
      if (counts.length > depth) return `it is nested more than ${depth} deep`
      counts.push(1)
      all += 1
    } else if (closing.has(byte)) counts.pop()
    else if (byte === comma) {
      const count = (counts.at(-1) ?? 0) + 1
      counts[counts.length - 1] = count
      all += 1
      if (count > members) return `one list in it is longer than ${members}`
    }
    if (all > values) return `it holds more than ${values} values`
  }
  return undefined
}

// Of the quote that closes it, or of the last byte.
const endOfString = (bytes: Uint8Array, start: number): number => {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at
}
