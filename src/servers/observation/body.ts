import { isUtf8 } from 'node:buffer'
import { emptyBody, type Body } from '../../shared/stream/body.ts'

/** Bytes of one body that the log keeps. */
export const keptBytes = 65_536

/** The bytes of a message body as the log keeps them; `length` is how many there were on the wire. */
export const toBody = (bytes: Buffer, length = bytes.length): Body => {
  if (length === 0) return emptyBody
  const kept = bytes.length > keptBytes ? bytes.subarray(0, wholeCharacters(bytes, keptBytes)) : bytes
  const encoding = isUtf8(kept) ? 'utf8' : 'base64'
  return { encoding, text: kept.toString(encoding), bytes: length, truncated: kept.length < length }
}

/** The same of a body that was sent as one text, whose bytes then need not be made; `length` is how many they are. */
export const textBody = (text: string, length: number): Body => {
  if (length === 0) return emptyBody
  if (length > keptBytes || !text.isWellFormed()) return toBody(Buffer.from(text))
  return { encoding: 'utf8', text, bytes: length, truncated: false }
}

// Where to cut so that no UTF-8 sequence is torn: before the last byte that does not continue one (10xxxxxx).
const wholeCharacters = (bytes: Buffer, end: number): number => {
  let cut = end
  while (cut > end - 4 && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut -= 1
  return cut
}
