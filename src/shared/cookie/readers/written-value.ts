import type { CookiePart, CookieReader, CookieReading } from './cookie-reading.ts'

/** A text that stands for another one, and where each of its characters begins in the text that was sent. */
interface Written {
  readonly text: string
  readonly places: readonly number[]
}

/** A reader for values whose library writes them percent-encoded (RFC 3986 §2.1), and of such as are not. */
export const urlEncoded = (reader: CookieReader): CookieReader => ({
  ...reader,
  read: (value, context = { name: '' }) => {
    if (!value.includes('%')) return reader.read(value, context)
    const text = percentDecoded(value)
    const reading = text === undefined ? undefined : reader.read(text, { ...context, isUrlEncoded: true })
    return reading && asSent(reading, value, placesIn(value))
  },
})

/** Reads a value that stands in quotes, as Python's http.cookies writes those with other characters, without them. */
export const unquoted = (
  value: string,
  read: (text: string) => CookieReading | undefined,
): CookieReading | undefined => {
  if (!isQuoted(value)) return read(value)
  const { text, places } = unescaped(value)
  const reading = read(text)
  return reading && asSent(reading, value, places)
}

/** A value as its library meant it: without quotes around it, and, where it is percent-encoded, decoded. */
export const meantBy = (value: string): { readonly value: string; readonly decoded: string } => {
  const bare = isQuoted(value) ? unescaped(value).text : value
  return { value: bare, decoded: bare.includes('%') ? (percentDecoded(bare) ?? bare) : bare }
}

const isQuoted = (value: string): boolean => value.length > 1 && value.startsWith('"') && value.endsWith('"')

// Parts are where they are in what was sent, whatever it is decoded to.
const asSent = (reading: CookieReading, value: string, places: readonly number[]): CookieReading => ({
  ...reading,
  parts: reading.parts.map((part) => (part.cookie === undefined ? partAsSent(part, value, places) : part)),
})

const partAsSent = (part: CookiePart, value: string, places: readonly number[]): CookiePart => {
  const from = places[part.at] ?? value.length
  const to = places[part.at + part.text.length] ?? value.length
  return { ...part, at: from, text: value.slice(from, to) }
}

let last: { readonly value: string; readonly text: string | undefined } = { value: '', text: '' }

// One value is asked for by a dozen readers in turn: the last one is remembered.
const percentDecoded = (value: string): string | undefined => {
  if (last.value !== value) last = { value, text: decodedOrNot(value) }
  return last.text
}

const decodedOrNot = (value: string): string | undefined => {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}

// Where each character of the decoded text begins in what was sent.
const placesIn = (value: string): number[] => {
  const places: number[] = []
  for (let at = 0; at < value.length;) {
    const length = value[at] === '%' ? encodedLength(value.slice(at + 1, at + 3)) : 1
    places.push(at)
    // Beyond the plane that UTF-16 has one unit for.
    if (length === 12) places.push(at)
    at += length
  }
  places.push(value.length)
  return places
}

// By the first byte of UTF-8 (RFC 3629 §3).
const encodedLength = (hex: string): number => {
  const byte = Number.parseInt(hex, 16)
  return byte < 0x80 ? 3 : byte < 0xe0 ? 6 : byte < 0xf0 ? 9 : 12
}

const escape = /\\(?:([0-3][0-7]{2})|(.))/sy

const unescaped = (value: string): Written => {
  let text = ''
  const places: number[] = []
  const end = value.length - 1
  for (let at = 1; at < end;) {
    escape.lastIndex = at
    const [whole = value[at] ?? '', octal, character] = escape.exec(value) ?? []
    text += octal === undefined ? (character ?? whole) : String.fromCharCode(Number.parseInt(octal, 8))
    places.push(at)
    at += whole.length
  }
  places.push(end)
  return { text, places }
}
