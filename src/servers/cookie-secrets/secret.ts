import { bytesIn } from './digests.ts'

/** Something that may be a key, as it was given. It lives in memory only: nobody writes it anywhere. */
export interface Secret {
  readonly text: string
  readonly bytes: Buffer
  /** Where several belong together, such as a key and its salt: each by its name. */
  readonly named: Readonly<Record<string, string>>
}

/**
 * The secrets that a text stands for: the text itself; where it is a JSON list or object of texts, each of them too (`{"key": …, "salt": …}`,
 * keys by version).
 */
export const secretsIn = (text: string): Secret[] => {
  const named = namedIn(text)
  return [secretOf(Buffer.from(text), named), ...Object.values(named).map((one) => secretOf(Buffer.from(one), named))]
}

/** The secrets that a file's bytes stand for: with and without the line end that an editor leaves. */
export const secretsInFile = (bytes: Buffer): Secret[] => {
  const line = bytes.toString().replace(/\r?\n$/, '')
  return [secretOf(bytes, {}), ...secretsIn(line)]
}

const secretOf = (bytes: Buffer, named: Secret['named']): Secret => ({ text: bytes.toString(), bytes, named })

const namedIn = (text: string): Record<string, string> => {
  if (!/^\s*[[{]/.test(text)) return {}
  try {
    const parsed: unknown = JSON.parse(text)
    const members = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : []
    return Object.fromEntries(members.filter((member): member is [string, string] => typeof member[1] === 'string'))
  } catch {
    return {}
  }
}

/** The bytes of a key of certain lengths: as text, in padded base64 of either alphabet, or hexadecimal. */
export const keysIn = ({ text, bytes }: Secret, ...lengths: readonly number[]): Buffer[] => {
  const base64 = text.startsWith('base64:') ? text.slice(7) : text
  return [bytes, ...(base64.length % 4 === 0 ? fromBase64(base64) : []), ...fromHex(text)].filter(({ length }) =>
    lengths.includes(length),
  )
}

/** What a text may stand for besides itself: base64, padded or not, or hexadecimal. */
export const decodings = (text: string): Buffer[] => [...fromBase64(text), ...fromHex(text)]

// Only the text that one writes for its bytes: another spelling is another text.
const fromBase64 = (text: string): Buffer[] => {
  const bytes = bytesIn(text, 'base64') ?? bytesIn(text, 'base64url')
  return bytes === undefined || bytes.length === 0 ? [] : [bytes]
}

const fromHex = (text: string): Buffer[] =>
  /^(?:[\da-f]{2})+$|^(?:[\dA-F]{2})+$/.test(text) ? [Buffer.from(text, 'hex')] : []
