import { decodeUtf8 } from '../base64url.ts'
import { emptyBody, type Body } from '../observation.ts'
import { byteLength } from '../request/byte-length.ts'

/** Characters of one body that are kept of a file; as much as the log keeps of its own. */
const keptAtMost = 65_536

/** A body as an HTTP Archive writes it; `size` is its length in bytes, where the file says it. */
export const parseBody = (text: string, encoding: string | undefined, size = 0): Body => {
  const bytes = encoding === 'base64' ? bytesOf(text) : undefined
  const plain = encoding !== 'base64' ? text : bytes === undefined ? undefined : decodeUtf8(bytes)
  if (plain === undefined) return keep('base64', text, Math.max(size, bytes?.length ?? 0), bytes?.length ?? 0)
  const length = byteLength(plain)
  return keep('utf8', plain, Math.max(size, length), length)
}

const keep = (encoding: Body['encoding'], text: string, bytes: number, here: number): Body => {
  if (bytes === 0) return emptyBody
  const kept = text.slice(0, keptAtMost)
  return { encoding, text: kept, bytes, truncated: kept.length < text.length || here < bytes }
}

const bytesOf = (base64: string): number[] | undefined => {
  try {
    return Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
