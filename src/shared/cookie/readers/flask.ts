import { present } from '../../base/present.ts'
import { decodeBase64Url, decodeUtf8 } from '../../base/base64url.ts'
import { parseJson } from '../../base/parse-json.ts'
import type { CookiePart, CookieReader } from './cookie-reading.ts'

/**
 * Flask's session (flask/sessions.py, `SecureCookieSessionInterface`): `payload.time.signature`, as itsdangerous'
 * URLSafeTimedSerializer writes it. Others use that serializer for values of their own, so the shape alone does not prove
 * Flask.
 */
export const flaskReader: CookieReader = {
  format: 'flask',
  label: 'Flask session',
  read: (value) => {
    const [, payload, time, signature] = shape.exec(value) ?? []
    if (payload === undefined || time === undefined || signature === undefined) return undefined
    const seconds = decodeBase64Url(time)?.reduce((sum, byte) => sum * 256 + byte, 0)
    if (seconds === undefined || seconds > latestSecond) return undefined
    const readable = dataPart(payload)
    const data = readable.says === undefined ? undefined : parseJson(readable.says)
    return {
      format: 'flask',
      certainty: 'likely',
      kind: 'signed',
      parts: [
        readable,
        { id: 'time', role: 'time', label: 'time', text: time, at: payload.length + 1 },
        {
          id: 'signature',
          role: 'signature',
          label: signature.length === sha1Length ? 'signature (HMAC-SHA1)' : 'signature',
          text: signature,
          at: payload.length + time.length + 2,
        },
      ],
      ...present({ data }),
      signedAt: seconds * 1000,
    }
  },
}

// Of 20 bytes in base64: what Flask and itsdangerous sign with unless told. An application's own digest may be longer.
const sha1Length = 27

// Split from the right, in the alphabet of URL-safe base64 (RFC 4648 §5).
const shape = /^(\.?[\w-]+)\.([\w-]{1,11})\.([\w-]{27,86})$/

// Later than any date (ECMAScript §21.4.1.1): whoever showed it would fail.
const latestSecond = 8.64e12

const dataPart = (payload: string): CookiePart => {
  const part = { id: 'payload', role: 'data', label: 'payload', text: payload, at: 0 } as const
  if (payload.startsWith('.')) return { ...part, isCompressed: true }
  const bytes = decodeBase64Url(payload)
  const says = bytes && decodeUtf8(bytes)
  return says === undefined ? part : { ...part, says }
}
