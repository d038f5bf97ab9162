import { decodeBase64Url } from '../../base/base64url.ts'
import { inflate } from '../../base/inflate.ts'
import type { Json } from '../../base/json.ts'
import { isJsonObject, parseJson } from '../../base/parse-json.ts'
import { at, isSessionName, partsOf, saidBy, saidIn, secondsAsMoment } from './cookie-parts.ts'
import type { CookieContext, CookieReader, CookieReading } from './cookie-reading.ts'

/**
 * Flask's session (flask/sessions.py, `SecureCookieSessionInterface`): `payload.time.signature`, as itsdangerous'
 * URLSafeTimedSerializer writes it. Others use that serializer for values of their own, so the shape alone does not prove
 * Flask; what is told apart here is told by how the JSON is written, and by the name.
 */
export const flaskReader: CookieReader = {
  format: 'flask',
  label: 'Flask session',
  variants: {
    starlette: 'Starlette or FastAPI session',
    'streamlit-user': 'Streamlit user',
    'itsdangerous-urlsafe-timed': 'itsdangerous, signed with its time',
    'itsdangerous-urlsafe': 'itsdangerous, signed',
    'flask-session-signed': 'Flask-Session id, signed',
  },
  read: (value, context = { name: '' }) => readTimed(value, context) ?? readUntimed(value),
}

// Of 20 bytes in base64: what Flask and itsdangerous sign with unless told. An application's own digest may be longer.
const sha1Length = 27

// Split from the right. The payload is URL-safe base64 (RFC 4648 §5), or Starlette's, which is not.
const timed = /^(\.?[\w-]+|[A-Za-z\d+/]+={0,2})\.([\w-]{1,11})\.([\w-]{27,86})$/

const readTimed = (value: string, context: CookieContext): CookieReading | undefined => {
  const [, payload = '', time = '', signature = ''] = timed.exec(value) ?? []
  const bytes = payload === '' ? undefined : decodeBase64Url(time)
  if (bytes === undefined) return undefined
  const signedAt = secondsAsMoment(bytes.reduce((sum, byte) => sum * 256 + byte, 0))
  const content = contentOf(payload)
  if (signedAt === undefined || isToken(content.data, time)) return undefined
  if (content.data === undefined && !isMeant(time, signature, context)) return undefined
  const format = formatOf(content, context)
  return {
    format,
    certainty: content.data === undefined || payload.length < 2 ? 'possible' : 'likely',
    kind: 'signed',
    proof: proofOf(format),
    ...(format === 'itsdangerous-urlsafe-timed' ? {} : { purpose: 'session' }),
    parts: partsOf(
      value,
      ['data', 'payload', payload, content.part],
      ['time', 'time', time],
      ['signature', signature.length === sha1Length ? 'signature (HMAC-SHA1)' : 'signature', signature, signatureId],
    ),
    ...dataOf(content.data),
    ...at('signedAt', signedAt),
  }
}

// A payload that says nothing may be anybody's, unless all the rest is as itsdangerous has it, the name too where it is known.
const isMeant = (time: string, signature: string, { name }: CookieContext): boolean =>
  time.length === 6 && signature.length === sha1Length && (name === '' || isSessionName(name))

const proofOf = (format: string): string => {
  const whose = { flask: 'Flask', starlette: 'Starlette', 'streamlit-user': 'Streamlit' }[format]
  return whose === undefined
    ? 'signed by itsdangerous; the salt is the application’s own'
    : `signed by itsdangerous; ${whose} by its salt if the secret fits`
}

const signatureId = { id: 'signature' }

const dataOf = (data: Json | undefined): { readonly data?: Json } => (data === undefined ? {} : { data })

interface Content {
  readonly data?: Json
  /** The JSON text. */
  readonly text?: string
  readonly isStandardBase64: boolean
  readonly part: { readonly says?: string; readonly isCompressed?: true }
}

const contentOf = (payload: string): Content => {
  if (payload.startsWith('.')) {
    const bytes = decodeBase64Url(payload.slice(1))
    const { says, data } = saidBy(bytes && inflate(bytes))
    return {
      ...dataOf(data),
      ...(says === undefined ? {} : { text: says }),
      isStandardBase64: false,
      part: { isCompressed: true },
    }
  }
  const isStandardBase64 = /[+/=]/.test(payload)
  const { says, data } = saidIn(payload, isStandardBase64 ? 'standard' : 'url')
  return says === undefined
    ? { isStandardBase64, part: {} }
    : { ...dataOf(data), text: says, isStandardBase64, part: { says } }
}

// A JWT's first part is JSON, too, and so is its second.
const isToken = (data: Json | undefined, time: string): boolean =>
  isJsonObject(data) && 'alg' in data && saidIn(time, 'url').data !== undefined

// Python's json.dumps puts a blank behind each colon unless told; Flask tells it.
const hasBlanks = /^\{"(?:[^"\\]|\\.)*": /

const formatOf = ({ data, text = '', isStandardBase64 }: Content, { name }: CookieContext): string => {
  if (isStandardBase64 || hasBlanks.test(text)) return 'starlette'
  if (typeof data === 'string' && isStreamlit(data, name)) return 'streamlit-user'
  const isAnothers = data !== undefined && !isJsonObject(data)
  return isAnothers || /token|auth|mail|confirm|reset|invite|verif|nonce/i.test(name)
    ? 'itsdangerous-urlsafe-timed'
    : 'flask'
}

const isStreamlit = (text: string, name: string): boolean => {
  const user = parseJson(text)
  return isJsonObject(user) && (name.startsWith('_streamlit') || 'is_logged_in' in user)
}

const readUntimed = (value: string): CookieReading | undefined => {
  const [, payload = '', signature = ''] = /^(\.?[\w-]+)\.([\w-]{27})$/.exec(value) ?? []
  if (payload === '') return undefined
  const { data, part } = contentOf(payload)
  if (data !== undefined) {
    return {
      format: 'itsdangerous-urlsafe',
      certainty: typeof data === 'number' ? 'possible' : 'likely',
      kind: 'signed',
      parts: partsOf(value, ['data', 'payload', payload, part], ['signature', 'signature', signature]),
      data,
    }
  }
  return sessionId.test(payload) ? signedId(value, payload, signature) : undefined
}

// secrets.token_urlsafe(32); a UUID before 0.6.
const sessionId = /^(?:[\w-]{43}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/

const signedId = (value: string, id: string, signature: string): CookieReading => ({
  format: 'flask-session-signed',
  certainty: 'likely',
  kind: 'id',
  purpose: 'session',
  parts: partsOf(value, ['id', 'id', id], ['signature', 'signature', signature]),
  data: { id },
})
