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
    const written = percentDecoded(value)
    const reading = written && reader.read(written.text, { ...context, isUrlEncoded: true })
    return reading && asSent(reading, value, written)
  },
})

/** Reads a value that stands in quotes, as Python's http.cookies writes those with other characters, without them. */
export const unquoted = (
  value: string,
  read: (text: string) => CookieReading | undefined,
): CookieReading | undefined => {
  if (!isQuoted(value)) return read(value)
  const written = unescaped(value)
  const reading = read(written.text)
  return reading && asSent(reading, value, written)
}

/** A value as its library meant it: without quotes around it, and, where it is percent-encoded, decoded. */
export const meantBy = (value: string): { readonly value: string; readonly decoded: string } => {
  const bare = isQuoted(value) ? unescaped(value).text : value
  return { value: bare, decoded: bare.includes('%') ? (percentDecoded(bare)?.text ?? bare) : bare }
}

const isQuoted = (value: string): boolean => value.length > 1 && value.startsWith('"') && value.endsWith('"')

// Parts are where they are in what was sent, whatever it is decoded to.
const asSent = (reading: CookieReading, value: string, { places }: Written): CookieReading => ({
  ...reading,
  parts: reading.parts.map((part) => (part.cookie === undefined ? partAsSent(part, value, places) : part)),
})

const partAsSent = (part: CookiePart, value: string, places: readonly number[]): CookiePart => {
  const from = places[part.at] ?? value.length
  const to = places[part.at + part.text.length] ?? value.length
  return { ...part, at: from, text: value.slice(from, to) }
}

const percentDecoded = (value: string): Written | undefined => {
  let text = ''
  const places: number[] = []
  for (let at = 0; at < value.length;) {
    const [run] = runs(value, at)
    const decoded = run === undefined ? value[at] : decodeRun(run)
    if (decoded === undefined) return undefined
    for (const character of decoded) {
      for (let unit = 0; unit < character.length; unit += 1) places.push(at)
      at += run === undefined ? 1 : 3 * utf8Length(character)
    }
    text += decoded
  }
  places.push(value.length)
  return { text, places }
}

const encodedRun = /(?:%[\da-f]{2})+/iy

const runs = (value: string, at: number): RegExpExecArray | [] => {
  if (value[at] !== '%') return []
  encodedRun.lastIndex = at
  return encodedRun.exec(value) ?? []
}

const decodeRun = (run: string): string | undefined => {
  try {
    return decodeURIComponent(run)
  } catch {
    return undefined
  }
}

const utf8Length = (character: string): number => {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
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
