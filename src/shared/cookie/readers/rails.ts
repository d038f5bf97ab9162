import { decodeBase64, decodeLatin1 } from '../../base/base64url.ts'
import type { Json } from '../../base/json.ts'
import { isJsonObject } from '../../base/parse-json.ts'
import { inflate } from '../../base/inflate.ts'
import { decodeMarshal } from '../terms/marshal.ts'
import type { Decoded } from '../terms/term-bytes.ts'
import { at, momentOf, partsOf, saidBy } from './cookie-parts.ts'
import type { CookieContext, CookieKind, CookieReader, CookieReading } from './cookie-reading.ts'

/**
 * What Rails and Rack 2 write: base64, `--`, and what vouches for it. Three parts are AES-GCM; two with a hexadecimal digest are signed, and
 * hold an envelope (`_rails`), an older encrypted message, JSON or Marshal.
 */
export const railsReader: CookieReader = {
  format: 'rails-encrypted',
  label: 'Rails session or cookie, encrypted',
  variants: {
    'rails-encrypted-cbc': 'Rails session or cookie, encrypted (AES-CBC)',
    'rails-signed': 'Rails signed cookie',
    'devise-remember': 'Devise remember cookie',
    'rack2-session-cookie': 'Rack 2 or Sinatra session',
  },
  read: (value, context = { name: '' }) =>
    value.includes('--') ? (readEncrypted(value) ?? readSigned(value, context)) : undefined,
}

const encrypted =
  /^((?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?)--([A-Za-z\d+/]{16})--([A-Za-z\d+/]{22}==)$/

const readEncrypted = (value: string): CookieReading | undefined => {
  const [, ciphertext, iv = '', tag = ''] = encrypted.exec(value) ?? []
  if (ciphertext === undefined) return undefined
  return {
    format: 'rails-encrypted',
    certainty: 'likely',
    kind: 'encrypted',
    parts: partsOf(value, ['data', 'ciphertext', ciphertext], ['value', 'IV', iv], ['signature', 'tag', tag]),
  }
}

const signed = /^([A-Za-z\d+/]+={0,2})--([\da-f]{40}|[\da-f]{64}|[\da-f]{128})$/

const readSigned = (value: string, context: CookieContext): CookieReading | undefined => {
  const [, payload = '', digest = ''] = signed.exec(value) ?? []
  const bytes = payload.length % 4 === 0 ? decodeBase64(payload) : undefined
  const content = bytes && contentOf(bytes, digest, context)
  if (content === undefined) return undefined
  const { format, kind, decoded = {}, says, expiresAt } = content
  return {
    format,
    certainty: 'likely',
    kind,
    ...(format === 'devise-remember' ? { purpose: 'remember' } : {}),
    ...(format === 'rack2-session-cookie' ? { purpose: 'session' } : {}),
    parts: partsOf(
      value,
      ['data', kind === 'encrypted' ? 'ciphertext and IV' : 'message', payload, says === undefined ? {} : { says }],
      ['signature', `signature (HMAC-${digests[digest.length] ?? 'SHA512'})`, digest, { id: 'signature' }],
    ),
    ...decoded,
    ...at('expiresAt', expiresAt),
  }
}

const digests: Readonly<Record<number, string>> = { 40: 'SHA1', 64: 'SHA256', 128: 'SHA512' }

interface Content {
  readonly format: string
  readonly kind: CookieKind
  readonly decoded?: Decoded
  readonly says?: string
  readonly expiresAt?: number | undefined
}

const contentOf = (bytes: Uint8Array, digest: string, { name }: CookieContext): Content | undefined => {
  const signedFormat = /^remember_\w+_token$/.test(name) ? 'devise-remember' : 'rails-signed'
  const isRack = /^rack\./.test(name)
  const says = decodeLatin1(bytes)
  if (/^[A-Za-z\d+/]+={0,2}--[A-Za-z\d+/]{22}==$/.test(says))
    return { format: 'rails-encrypted-cbc', kind: 'encrypted' }
  if (says.startsWith('{"_rails":')) {
    return { format: signedFormat, kind: 'signed', says, ...openRailsMessage(bytes) }
  }
  // Others sign text with longer digests, too.
  if (digest.length !== 40) return undefined
  if (bytes[0] === 4 && bytes[1] === 8) {
    const opened = openRailsMessage(bytes)
    if (opened.purpose !== undefined) return { format: signedFormat, kind: 'signed', ...opened }
    const { decoded } = opened
    const isSession = isRack || (signedFormat === 'rails-signed' && isJsonObject(decoded.data))
    return { format: isSession ? 'rack2-session-cookie' : signedFormat, kind: 'signed', decoded }
  }
  const { says: text, data } = saidBy(bytes[0] === 0x78 ? inflate(bytes) : bytes)
  if (text === undefined || data === undefined || isMojolicious(data)) return undefined
  const isSession = isRack || (isJsonObject(data) && 'session_id' in data)
  return { format: isSession ? 'rack2-session-cookie' : signedFormat, kind: 'signed', says: text, decoded: { data } }
}

// Its older versions sign with SHA-1, too, and a session of theirs always has an end.
const isMojolicious = (data: Json): boolean =>
  isJsonObject(data) && typeof data['expires'] === 'number' && !('session_id' in data)

/** A message of Rails', out of its envelope. */
export interface RailsMessage {
  readonly decoded: Decoded
  readonly expiresAt?: number | undefined
  /** What it was made for: `cookie.NAME`. */
  readonly purpose?: string
}

/** A message as it was signed or encrypted, in its envelope (`ActiveSupport::Messages::Metadata`) or, before 5.2, without. */
export const openRailsMessage = (bytes: Uint8Array): RailsMessage => {
  const decoded = decodeRailsMessage(bytes)
  const inner = isJsonObject(decoded.data) ? decoded.data['_rails'] : undefined
  if (!isJsonObject(inner)) return { decoded }
  const { message, data, exp, pur } = inner
  const content = typeof message === 'string' ? messageOf(message) : data === undefined ? {} : { data }
  return {
    decoded: content,
    ...at('expiresAt', typeof exp === 'string' ? momentOf(Date.parse(exp)) : undefined),
    ...(typeof pur === 'string' ? { purpose: pur } : {}),
  }
}

const messageOf = (message: string): Decoded => {
  const bytes = decodeBase64(message)
  return bytes === undefined ? {} : decodeRailsMessage(bytes)
}

/** A message as Rails' serializers write it: Marshal or JSON. */
export const decodeRailsMessage = (bytes: Uint8Array): Decoded => {
  if (bytes[0] === 4 && bytes[1] === 8) return decodeMarshal(bytes)
  const { says, data } = saidBy(bytes)
  if (data !== undefined) return { data }
  return says === undefined ? { notDecoded: 'It is neither JSON nor Marshal.' } : { data: says }
}
