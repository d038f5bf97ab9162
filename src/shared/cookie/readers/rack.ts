import { decodeBase64Url } from '../../base/base64url.ts'
import { isSessionName, partsOf } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** rack-session's cookie (Rack 3): a version byte, 32 random bytes, IV, ciphertext and HMAC-SHA256, all in one base64. */
export const rackReader: CookieReader = {
  format: 'rack-session-cookie',
  label: 'Rack 3 session, encrypted',
  read: (value, { name } = { name: '' }) => {
    const isNamed = name.includes('rack')
    if (!(isNamed || isSessionName(name)) || !/^A[Q-f][\w-]{106,}$/.test(value)) return undefined
    const bytes = decodeBase64Url(value)
    if (bytes === undefined || bytes[0] !== 1 || bytes.length < 81) return undefined
    return {
      format: 'rack-session-cookie',
      certainty: isNamed ? 'likely' : 'possible',
      kind: 'encrypted',
      purpose: 'session',
      parts: partsOf(value, ['data', 'version, salt, IV, ciphertext and signature', value]),
    }
  },
}
