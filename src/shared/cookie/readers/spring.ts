import { at, momentOf, partsOf, saidIn } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** Spring: Spring Session's id, a UUID in base64, and Spring Security's remember-me, which is `user:end:digest` in base64. */
export const springReader: CookieReader = {
  format: 'spring-session',
  label: 'Spring Session id',
  variants: { 'spring-remember-me': 'Spring Security remember-me' },
  read: (value) => {
    if (!/^[A-Za-z\d+/]{16,}={0,2}$/.test(value)) return undefined
    const { says = '' } = saidIn(value, 'standard')
    if (uuid.test(says)) {
      return {
        format: 'spring-session',
        certainty: 'likely',
        kind: 'id',
        purpose: 'session',
        parts: partsOf(value, ['id', 'id', value, { says }]),
        data: { id: says },
      }
    }
    const [, user, expiry = ''] = remember.exec(says) ?? []
    if (user === undefined) return undefined
    return {
      format: 'spring-remember-me',
      certainty: 'likely',
      kind: 'signed',
      purpose: 'remember',
      parts: partsOf(value, ['data', 'user, end and digest', value, { says }]),
      data: { user, expires: Number(expiry) },
      ...at('expiresAt', momentOf(Number(expiry))),
    }
  },
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
const remember = /^([^:]+):(\d{13}):(?:(?:SHA256|MD5):)?(?:[\da-f]{64}|[\da-f]{32})$/
