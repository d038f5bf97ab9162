import { emptyBody, type Body } from '../stream/body.ts'
import { byteLength } from '../request/byte-length.ts'
import type { Note } from './har-notes.ts'
import { member, numberOf, textOf } from './loose.ts'

/** Characters of one body that are kept of a file; as much as the log keeps of its own. */
const keptAtMost = 65_536

/** A body as an HTTP Archive writes it; `size` is its length in bytes, where the file says it. */
interface WrittenBody {
  readonly text: string
  readonly isBase64: boolean
  readonly size: number
}

/** The body of an answer, or of a request whose bytes are no text (`_content`). */
export const readContent = (content: unknown, note: Note): Body => {
  const text = typeof content === 'string' ? content : member(content, 'text')
  const size = sizeOf(member(content, 'size'))
  const isElsewhere =
    text === undefined && (size > 0 || member(content, '_file') !== undefined || member(content, '_sha1') !== undefined)
  if (isElsewhere) note('no-body')
  if (text !== undefined && text !== null && typeof text !== 'string') note('not-text')
  return toArchivedBody(
    { text: textOf(text), isBase64: /^base64$/i.test(textOf(member(content, 'encoding'))), size },
    note,
  )
}

/** A length in bytes; 0 for none, and for what can be none. */
export const sizeOf = (value: unknown): number => {
  const size = Math.floor(numberOf(value) ?? 0)
  return size > 0 && size <= Number.MAX_SAFE_INTEGER ? size : 0
}

/** A body of a file as the log would have kept it. */
export const toArchivedBody = ({ text, isBase64, size }: WrittenBody, note: Note): Body => {
  if (!isBase64) return textBody(text, size, note)
  const compact = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/')
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0
  const octets = octetsOf(compact.slice(0, Math.floor(keptAtMost / 3) * 4))
  if (octets === undefined) {
    note('not-base64')
    return textBody(text, size, note)
  }
  return bytesBody(octets, Math.floor(((compact.length - padding) * 3) / 4), size, note)
}

const textBody = (text: string, size: number, note: Note): Body => {
  const length = byteLength(text)
  return keep(
    { encoding: 'utf8', text: text.length <= keptAtMost ? text : whole(text.slice(0, keptAtMost)) },
    { here: length, kept: text.length <= keptAtMost, size },
    note,
  )
}

const bytesBody = (octets: string, here: number, size: number, note: Note): Body => {
  const kept = octets.length >= here
  const text = utf8Of(octets, kept)
  return keep(
    text === undefined ? { encoding: 'base64', text: btoa(octets) } : { encoding: 'utf8', text },
    { here, kept, size },
    note,
  )
}

interface Extent {
  /** Bytes that the file has of it, whether all of them are kept, and how many it says there were. */
  readonly here: number
  readonly kept: boolean
  readonly size: number
}

const keep = (body: Pick<Body, 'encoding' | 'text'>, { here, kept, size }: Extent, note: Note): Body => {
  const bytes = Math.max(here, size)
  if (bytes === 0) return emptyBody
  if (!kept || (here > 0 && here < bytes)) note('cut-body')
  return { ...body, bytes, truncated: !kept || here < bytes }
}

// Half of a surrogate pair is no character.
const whole = (text: string): string => (/[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text)

const octetsOf = (base64: string): string | undefined => {
  try {
    return atob(base64)
  } catch {
    return undefined
  }
}

// A sequence that the cut has torn is left out.
const utf8Of = (octets: string, isWhole: boolean): string | undefined => {
  try {
    const bytes = Uint8Array.from(octets, (octet) => octet.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !isWhole })
  } catch {
    return undefined
  }
}
