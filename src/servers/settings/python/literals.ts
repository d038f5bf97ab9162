import { PythonError } from './python-fault.ts'
import { bytesOf, float, unknown, type PythonValue } from './values.ts'

/** A number as it is written in a file. */
export const numberLiteral = (text: string): PythonValue => {
  const plain = text.replaceAll('_', '').toLowerCase()
  if (/^0[xob]/.test(plain)) return plain.length > 4_000 ? tooLarge : BigInt(plain)
  if (plain.endsWith('j')) return unknown('it is a complex number')
  if (/[.e]/.test(plain)) return float(Number(plain))
  return plain.length > 1_200 ? tooLarge : BigInt(plain)
}

const tooLarge = unknown('the number is too large')

/** A text in quotes, taken apart. */
export interface StringParts {
  /** Its letters before the quote, in lower case. */
  readonly prefix: string
  /** What is between the quotes, with the ends of line that Python has. */
  readonly body: string
}

export const stringParts = (text: string): StringParts => {
  const [opening = '', prefix = '', quote = ''] = /^([a-zA-Z]*)('''|"""|'|")/.exec(text) ?? []
  return {
    prefix: prefix.toLowerCase(),
    body: text.slice(opening.length, text.length - quote.length).replace(/\r\n?/g, '\n'),
  }
}

/** A literal without fields: text, or bytes. Throws where Python would not compile it. */
export const stringLiteral = (text: string, at: number): PythonValue => {
  const { prefix, body } = stringParts(text)
  if (!prefix.includes('b')) return prefix.includes('r') ? body : unescapeText(body, at)
  if (/[^\0-\x7f]/.test(body)) throw new PythonError(at, 'bytes may only contain ASCII characters')
  return bytesOf(Buffer.from(prefix.includes('r') ? body : unescapeBytes(body, at), 'latin1'))
}

const simple: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
}

/** Text with its escapes undone. A character's name in Unicode cannot be looked up here: that is unknown. */
export const unescapeText = (body: string, at: number): PythonValue => {
  if (!body.includes('\\')) return body
  const text = body.replace(
    /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|N\{[^{}]+\}|[^])/g,
    (whole, octal?: string, ...hex: unknown[]) => {
      const digits = hex.slice(0, 3).find((one): one is string => typeof one === 'string')
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
      if (digits !== undefined) return characterOf(Number.parseInt(digits, 16), at)
      if (/^\\[xuUN]$/.test(whole)) throw new PythonError(at, 'an escape in this text is cut short')
      return simple[whole.slice(1)] ?? whole
    },
  )
  return /(?<!\\)(?:\\\\)*\\N\{[^{}]+\}/.test(body) ? unknown('it names a character of Unicode') : text
}

const characterOf = (code: number, at: number): string => {
  if (code > 0x10ffff) throw new PythonError(at, 'an escape in this text names no character')
  return String.fromCodePoint(code)
}

const unescapeBytes = (body: string, at: number): string =>
  body.replace(/\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|[^])/g, (whole, octal?: string, hex?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    if (whole === '\\x') throw new PythonError(at, 'an escape in these bytes is cut short')
    return simple[whole.slice(1)] ?? whole
  })
