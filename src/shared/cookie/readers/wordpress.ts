import { at, partsOf, secondsAsMoment } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** WordPress' login cookies (`wp_generate_auth_cookie`): user, end, token of the session, and their HMAC-SHA256. */
export const wordpressReader: CookieReader = {
  format: 'wordpress',
  label: 'WordPress login',
  read: (value) => {
    const [, user, expiry = '', token = '', signature = ''] =
      /^([^|]+)\|(\d{9,11})\|([A-Za-z\d]{43})\|([\da-f]{64})$/.exec(value) ?? []
    if (user === undefined) return undefined
    return {
      format: 'wordpress',
      certainty: 'likely',
      kind: 'signed',
      purpose: 'session',
      parts: partsOf(
        value,
        ['data', 'user', user, { says: user }],
        ['time', 'expires', expiry],
        ['id', 'token', token],
        ['signature', 'signature (HMAC-SHA256)', signature, { id: 'signature' }],
      ),
      data: { user, expiration: Number(expiry), token },
      ...at('expiresAt', secondsAsMoment(Number(expiry))),
    }
  },
}
