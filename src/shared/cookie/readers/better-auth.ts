import { isJsonObject } from '../../base/parse-json.ts'
import { at, momentOf, partsOf, saidIn } from './cookie-parts.ts'
import type { CookieContext, CookieReader, CookieReading } from './cookie-reading.ts'

/** better-auth: the token of a session with its HMAC-SHA256, and the copy of the session that saves it from asking its database. */
export const betterAuthReader: CookieReader = {
  format: 'better-auth',
  label: 'better-auth session token',
  variants: { 'better-auth-session-data': 'better-auth session, cached' },
  read: (value, context = { name: '' }) => readToken(value, context) ?? readCache(value),
}

const readToken = (value: string, { name }: CookieContext): CookieReading | undefined => {
  const [, token, signature] = /^([^]+)\.([A-Za-z\d+/]{43}=)$/.exec(value) ?? []
  if (token === undefined || signature === undefined) return undefined
  const isNamed = /better-auth|\.session_token$/.test(name)
  if (!isNamed && !/^[A-Za-z\d]{32}$/.test(token)) return undefined
  return {
    format: 'better-auth',
    certainty: isNamed ? 'likely' : 'possible',
    kind: 'id',
    purpose: 'session',
    parts: partsOf(
      value,
      ['id', 'token', token],
      ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }],
    ),
    data: { token },
  }
}

const readCache = (value: string): CookieReading | undefined => {
  // `{"`
  if (!value.startsWith('eyJ') || !/^[\w-]+$/.test(value)) return undefined
  const { says, data } = saidIn(value, 'url')
  if (says === undefined || !isJsonObject(data) || typeof data['signature'] !== 'string') return undefined
  const { session, expiresAt } = data
  if (!isJsonObject(session) || typeof expiresAt !== 'number') return undefined
  return {
    format: 'better-auth-session-data',
    certainty: 'likely',
    kind: 'signed',
    purpose: 'session',
    parts: partsOf(value, ['data', 'session with its signature', value, { says }]),
    data: session,
    ...at('signedAt', momentOf(session['updatedAt'])),
    ...at('expiresAt', momentOf(expiresAt)),
  }
}
