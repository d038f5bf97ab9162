import { isToken } from '../exchange/http-token.ts'
import type { HeaderList } from '../stream/header-list.ts'
import type { Note } from './har-notes.ts'
import { itemsOf, member, textOf } from './loose.ts'

/** Headers of one message that are taken, and characters of one value. */
const headersAtMost = 1_000
const valueAtMost = 65_536

/** The headers of a message, and what its pseudo-header fields say (RFC 9113 §8.3): they are no headers. */
export interface HarHeaders {
  readonly headers: HeaderList
  readonly pseudo: ReadonlyMap<string, string>
}

/** Reads headers one by one: what cannot be one is left out and noted, its neighbours stay. */
export const readHeaders = (value: unknown, note: Note): HarHeaders => {
  const pairs = pairsOf(value)
  const pseudo = new Map<string, string>()
  const headers = pairs.slice(0, headersAtMost).flatMap(([name, given]): HeaderList => {
    const text = bounded(textOf(given), note)
    if (typeof given !== 'string') note('not-text')
    if (typeof name === 'string' && name.startsWith(':')) pseudo.set(name, text)
    else if (typeof name === 'string' && isToken(name)) return linesOf(text).map((line) => [name, line] as const)
    else note('header-name')
    return []
  })
  const more =
    pairs.length + headers.length - Math.min(pairs.length, headersAtMost) - Math.min(headers.length, headersAtMost)
  if (more > 0) note('too-many-headers', more)
  return { headers: headers.slice(0, headersAtMost), pseudo }
}

// As the format has them, or as an object of names and values, or as pairs.
const pairsOf = (value: unknown): readonly (readonly [unknown, unknown])[] => {
  if (!Array.isArray(value)) {
    const named = typeof value === 'object' && value !== null ? Object.entries(value) : []
    return named.flatMap(([name, one]) =>
      (Array.isArray(one) ? itemsOf(one) : [one]).map((each) => [name, each] as const),
    )
  }
  return itemsOf(value).map((item) =>
    Array.isArray(item) ? ([item[0], item[1]] as const) : ([member(item, 'name'), member(item, 'value')] as const),
  )
}

const bounded = (text: string, note: Note): string => {
  if (text.length <= valueAtMost) return text
  note('too-long')
  return text.slice(0, valueAtMost)
}

// The DevTools protocol writes a header that came more than once as one value, a line for each.
const linesOf = (text: string): readonly string[] => (/^[^\r\n]+(\n[^\r\n]+)+$/.test(text) ? text.split('\n') : [text])
