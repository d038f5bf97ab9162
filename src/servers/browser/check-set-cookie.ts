import type { JarCookie } from '../../shared/observation.ts'
import { attributeOf, parseSetCookie } from '../../shared/set-cookie.ts'

/** What the rules look at. */
type Checked = Pick<JarCookie, 'name' | 'value' | 'secure' | 'sameSite'>

/** Bytes that name and value may have together (RFC 6265bis §5.6). */
const pairAtMost = 4096

/**
 * Why a browser of today would not keep a cookie, by Chromium's names, as far as RFC 6265bis goes beyond RFC 6265, which the
 * jar knows by itself. Empty for one that may be kept.
 */
export const checkCookie = ({ name, value, secure, sameSite }: Checked): string[] => {
  const isDisallowed = /[\u0000-\u0008\u000a-\u001f\u007f]/.test(name + value)
  return [
    ...(name === '' && value === '' ? ['NoCookieContent'] : []),
    ...(isDisallowed ? ['DisallowedCharacter'] : []),
    ...(Buffer.byteLength(name + value) > pairAtMost ? ['NameValuePairExceedsMaxSize'] : []),
    ...(sameSite === 'none' && !secure ? ['SameSiteNoneInsecure'] : []),
  ]
}

/** {@link checkCookie} for a Set-Cookie line. */
export const checkSetCookie = (line: string): string[] => {
  const cookie = parseSetCookie(line)
  const isNone = attributeOf(cookie, 'SameSite')?.value?.toLowerCase() === 'none'
  return checkCookie({ ...cookie, secure: attributeOf(cookie, 'Secure') !== undefined, sameSite: isNone ? 'none' : 'unspecified' })
}

/** The reason behind what tough-cookie says when it refuses a cookie: it has words for it, but no codes. */
export const reasonOf = (message: string): string => {
  if (/failed to parse/i.test(message)) return 'SyntaxError'
  if (/__(Secure|Host) prefix/.test(message)) return 'InvalidPrefix'
  if (/not a secure connection/.test(message)) return 'SecureOnly'
  if (/domain/i.test(message)) return 'InvalidDomain'
  return 'UnknownError'
}
