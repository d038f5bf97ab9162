/** How much a JSON text may hold before it is parsed: what is parsed costs up to sixty times its bytes in memory. */
export interface JsonBounds {
  /** Of the text: bytes, or characters where it is a string. */
  readonly length?: number
  /** Arrays and objects within each other. */
  readonly depth: number
  /** Elements of one array, or members of one object. */
  readonly members?: number
  /** Of all arrays and objects together. */
  readonly values?: number
}

/** How much a JSON text holds. */
export type JsonSize = Required<JsonBounds>

const code = (character: string): number => character.charCodeAt(0)
const [quote, backslash, comma] = [code('"'), code('\\'), code(',')]
const opening = new Set([code('['), code('{')])
const closing = new Set([code(']'), code('}')])

type Text = string | Uint8Array

const codeAt = (text: Text, at: number): number => (typeof text === 'string' ? text.charCodeAt(at) : (text[at] ?? 0))

/**
 * Measures a JSON text, in UTF-8 or as a string, by its brackets and commas alone, and stops once it is beyond the bounds.
 * Looks at each character once and keeps one number a level; whether it is JSON at all is for the parser to say.
 */
export const jsonSizeOf = (text: Text, bounds: JsonBounds = { depth: Infinity }): JsonSize => {
  const counts: number[] = [0]
  const size = { length: text.length, depth: 0, members: 0, values: 1 }
  for (let at = 0; at < text.length && excessIn(size, bounds) === undefined; at += 1) {
    const character = codeAt(text, at)
    if (character === quote) at = endOfString(text, at)
    else if (opening.has(character)) {
      size.depth = Math.max(size.depth, counts.push(1) - 1)
      size.values += 1
    } else if (closing.has(character)) counts.pop()
    else if (character === comma) {
      const count = (counts.at(-1) ?? 0) + 1
      counts[Math.max(0, counts.length - 1)] = count
      size.members = Math.max(size.members, count)
      size.values += 1
    }
  }
  return size
}

// Of the quote that closes it, or the end of the text. A long string is passed over by the engine's own search.
const endOfString = (text: Text, start: number): number => {
  let at = closingQuote(text, start + 1)
  while (at >= 0 && isEscaped(text, at)) at = closingQuote(text, at + 1)
  return at < 0 ? text.length : at
}

const closingQuote = (text: Text, from: number): number =>
  typeof text === 'string' ? text.indexOf('"', from) : text.indexOf(quote, from)

const isEscaped = (text: Text, at: number): boolean => {
  let before = at
  while (codeAt(text, before - 1) === backslash) before -= 1
  return (at - before) % 2 === 1
}

/** What there is too much of, in words; undefined where all is within the bounds. */
export const excessIn = (size: JsonSize, bounds: JsonBounds): string | undefined => {
  const { length = Infinity, depth, members = Infinity, values = Infinity } = bounds
  if (size.length > length) return `it is longer than ${length} bytes`
  if (size.depth > depth) return `it is nested more than ${depth} deep`
  if (size.members > members) return `one list in it is longer than ${members}`
  return size.values > values ? `it holds more than ${values} values` : undefined
}

/** What a JSON text has too much of, in words; undefined where it may be parsed. */
export const excessOf = (text: Text, bounds: JsonBounds): string | undefined =>
  excessIn(jsonSizeOf(text, bounds), bounds)
