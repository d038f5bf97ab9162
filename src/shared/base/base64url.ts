const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const tableOf = (alphabet: string): Int8Array => {
  const table = new Int8Array(128).fill(-1)
  for (let value = 0; value < 64; value += 1) table[alphabet.charCodeAt(value)] = value
  return table
}

const tables = { standard: tableOf(standard), url: tableOf(standard.replace('+/', '-_')) }

/** The bytes that URL-safe base64 without padding stands for (RFC 4648 §5); undefined where the text is none. */
export const decodeBase64Url = (text: string): Uint8Array | undefined => decode(text, tables.url)

/** The bytes that base64 stands for in the standard's first alphabet (RFC 4648 §4), padded or not; undefined where the text is none. */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  const length = unpadded(text)
  if (length < text.length && text.length % 4 !== 0) return undefined
  return decode(length < text.length ? text.slice(0, length) : text, tables.standard)
}

/** The same for the URL-safe alphabet, padded or not. */
export const decodePaddedBase64Url = (text: string): Uint8Array | undefined => {
  const length = unpadded(text)
  if (length < text.length && text.length % 4 !== 0) return undefined
  return decode(length < text.length ? text.slice(0, length) : text, tables.url)
}

const unpadded = (text: string): number =>
  text.endsWith('==') ? text.length - 2 : text.length - Number(text.endsWith('='))

const decode = (text: string, table: Int8Array): Uint8Array | undefined => {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array((text.length * 3) >> 2)
  let bits = 0
  let held = 0
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    const value = table[text.charCodeAt(at)] ?? -1
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[length] = (bits >> held) & 0xff
    length += 1
  }
  return bytes
}

/** Bytes read as UTF-8 (RFC 3629); undefined where they are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes, at)
    if (length === 0) return undefined
    if (length > 1) text += decodeLatin1(bytes.subarray(from, at)) + String.fromCodePoint(pointAt(bytes, at, length))
    at += length
    if (length > 1) from = at
  }
  return text + decodeLatin1(from === 0 ? bytes : bytes.subarray(from))
}

// The bytes of the character that begins there; 0 where none does (RFC 3629 §4).
const lengthAt = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (at + length > bytes.length) return 0
  for (let next = at + 1; next < at + length; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0
  const second = bytes[at + 1] ?? 0
  const isTooLong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90)
  const isNoCharacter = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f)
  return isTooLong || isNoCharacter ? 0 : length
}

const pointAt = (bytes: Uint8Array, at: number, length: number): number => {
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1))
  for (let next = at + 1; next < at + length; next += 1) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f)
  return point
}

/** Bytes as one character each (ISO 8859-1). */
export const decodeLatin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}
