import { bytesOfKey } from './key-text.ts'

/** What a value in `counter.cfg` can be. Python's tuples are lists here. */
export type Literal = null | boolean | number | string | readonly Literal[]

/** Writes a literal as Python's `repr` does; text with half characters that stand for bytes as bytes. */
export const formatLiteral = (value: Literal): string => {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return formatString(value)
  return `[${value.map(formatLiteral).join(', ')}]`
}

const named = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

const formatString = (text: string): string => {
  if (/[\udc80-\udcff]/u.test(text)) return formatBytes(bytesOfKey(text))
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const body = text.replace(
    /[\\\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/gu,
    (character) => named.get(character) ?? hexEscape(character),
  )
  return `${quote}${body.replaceAll(quote, `\\${quote}`)}${quote}`
}

const hexEscape = (character: string): string => {
  const code = character.charCodeAt(0).toString(16)
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`
}

const formatBytes = (bytes: Uint8Array): string =>
  `b'${Array.from(bytes, (byte) => (byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c ? hexEscape(String.fromCharCode(byte)) : String.fromCharCode(byte))).join('')}'`
