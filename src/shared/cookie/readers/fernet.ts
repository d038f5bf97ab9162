import { decodePaddedBase64Url } from '../../base/base64url.ts'
import { at, isSessionName, partsOf, secondsAsMoment } from './cookie-parts.ts'
import type { CookieReader } from './cookie-reading.ts'

/** A Fernet token (the spec of cryptography.io): version, time, IV, AES-128-CBC, HMAC-SHA256. aiohttp-session's encrypted cookie is one. */
export const fernetReader: CookieReader = {
  format: 'fernet',
  label: 'Fernet token',
  variants: { 'aiohttp-session-fernet': 'aiohttp-session, encrypted' },
  read: (value, { name } = { name: '' }) => {
    // The first five bytes: the version, and a time until 2106.
    if (!/^gAAAAA[\w-]{92,}={0,2}$/.test(value)) return undefined
    const bytes = decodePaddedBase64Url(value)
    if (bytes === undefined || bytes.length % 16 !== 9) return undefined
    const seconds = bytes.subarray(1, 9).reduce((sum, byte) => sum * 256 + byte, 0)
    const isSession = name === '' || isSessionName(name)
    return {
      format: isSession ? 'aiohttp-session-fernet' : 'fernet',
      certainty: 'likely',
      kind: 'encrypted',
      ...(isSession ? { purpose: 'session' } : {}),
      parts: partsOf(value, ['data', 'time, IV, ciphertext and signature', value]),
      ...at('signedAt', secondsAsMoment(seconds)),
    }
  },
}
