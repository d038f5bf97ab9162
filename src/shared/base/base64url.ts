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

/** Bytes read as UTF-8; undefined where they are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  const text = decodeLatin1(bytes)
  if (bytes.every((byte) => byte < 0x80)) return text
  try {
    return decodeURIComponent(text.replace(/[%\u0080-\u00ff]/g, (one) => `%${one.charCodeAt(0).toString(16)}`))
  } catch {
    return undefined
  }
}

/** Bytes as one character each (ISO 8859-1). */
export const decodeLatin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}
