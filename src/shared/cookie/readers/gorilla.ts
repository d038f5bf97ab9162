import { decodeLatin1, decodePaddedBase64Url, decodeUtf8 } from '../../base/base64url.ts'
import { parseJson } from '../../base/parse-json.ts'
import { decodeGob } from '../terms/gob.ts'
import type { Decoded } from '../terms/term-bytes.ts'
import { at, isSessionName, partsOf, secondsAsMoment } from './cookie-parts.ts'
import type { CookieContext, CookieReader } from './cookie-reading.ts'

/**
 * gorilla/securecookie and gorilla/sessions (Go): base64 of `seconds|value|HMAC-SHA256`. The value is base64 again: gob, JSON or text, or what
 * AES-CTR makes of them.
 */
export const gorillaReader: CookieReader = {
  format: 'gorilla-securecookie',
  label: 'gorilla/securecookie',
  variants: {
    'gorilla-sessions': 'gorilla/sessions session',
    'gorilla-securecookie-encrypted': 'gorilla/securecookie, encrypted',
    'gorilla-sessions-encrypted': 'gorilla/sessions session, encrypted',
  },
  read: (value, context = { name: '' }) => {
    const opened = openSecureCookie(value)
    if (opened === undefined) return undefined
    const { seconds, inner } = opened
    const isEncrypted = inner.decoded.data === undefined && inner.decoded.notDecoded === undefined
    return {
      format: isEncrypted ? encryptedFormat(context) : formatOf(inner, context),
      certainty: 'likely',
      kind: isEncrypted ? 'encrypted' : 'signed',
      parts: partsOf(value, ['data', 'time, value and signature', value]),
      ...(isEncrypted ? {} : inner.decoded),
      ...at('signedAt', secondsAsMoment(seconds)),
    }
  },
}

const encryptedFormat = ({ name }: CookieContext): string =>
  name === '' || isSessionName(name) ? 'gorilla-sessions-encrypted' : 'gorilla-securecookie-encrypted'

const formatOf = ({ isAnyMap }: Inner, { name }: CookieContext): string =>
  isAnyMap || (isSessionName(name) && name.includes('sessions')) ? 'gorilla-sessions' : 'gorilla-securecookie'

interface Inner {
  readonly decoded: Decoded
  /** gorilla/sessions keeps a map of anything to anything. */
  readonly isAnyMap: boolean
}

interface SecureCookie {
  readonly seconds: number
  /** The value as it was signed. */
  readonly text: string
  /** The 32 bytes of the signature, one character each. */
  readonly mac: string
  readonly inner: Inner
}

/** A secure cookie taken apart. */
export const openSecureCookie = (value: string): SecureCookie | undefined => {
  // A digit in base64.
  if (!/^[MNO][\w-]{60,}={0,2}$/.test(value)) return undefined
  const bytes = decodePaddedBase64Url(value)
  if (bytes === undefined) return undefined
  const [, seconds, text = '', mac = ''] = /^(\d{9,11})\|([\w-]*={0,2})\|([^]{32})$/.exec(decodeLatin1(bytes)) ?? []
  const inner = decodePaddedBase64Url(text)
  if (seconds === undefined || inner === undefined) return undefined
  return { seconds: Number(seconds), text, mac, inner: innerOf(inner) }
}

/** What a value of gorilla's comes to: gob, JSON or text; nothing where it is none of them, as when it is encrypted. */
export const innerOf = (bytes: Uint8Array): Inner => {
  if (isGob(bytes)) {
    const decoded = decodeGob(bytes)
    if (decoded.data !== undefined) return { decoded, isAnyMap: isAnyMap(bytes) }
    if (decoded.notDecoded?.includes('ends too early') !== true) return { decoded: {}, isAnyMap: false }
  }
  const text = decodeUtf8(bytes)
  if (text === undefined || /[\0-\x08\x0e-\x1f]/.test(text)) return { decoded: {}, isAnyMap: false }
  return { decoded: { data: parseJson(text) ?? text }, isAnyMap: false }
}

// The first message of a gob says its own length.
const isGob = (bytes: Uint8Array): boolean => bytes.length > 4 && (bytes[0] ?? 0) < bytes.length

// A map whose keys and values are both interfaces, which gob numbers 8 and writes as 16 (encoding/gob/type.go).
const isAnyMap = (bytes: Uint8Array): boolean => decodeLatin1(bytes.subarray(0, 32)).includes('\x01\x10\x01\x10')
