import type { JarCookie } from '../stream/lab-state.ts'
import { isTrustworthy } from './cookie-host.ts'
import { octetLength } from '../base/octets.ts'

/** Octets that name and value may have together (RFC 6265bis §5.6, step 5). */
export const pairAtMost = 4096

/** What the rules look at; `hasDomain`: whether a Domain attribute was given. */
export interface CheckedCookie extends Pick<
  JarCookie,
  'name' | 'value' | 'path' | 'httpOnly' | 'secure' | 'sameSite' | 'partitioned'
> {
  readonly hasDomain: boolean
}

/** Whether a text holds a control character; those around it were taken off before. */
export const hasControl = (text: string): boolean => /[\x00-\x1f\x7f]/.test(text)

/** Why name and value cannot be a cookie's, by Chromium's names (RFC 6265bis §5.6); one reason, the first. */
export const checkPair = ({ name, value }: Pick<JarCookie, 'name' | 'value'>): string[] => {
  if (name === '' && value === '') return ['NoCookieContent']
  if (octetLength(name) + octetLength(value) > pairAtMost) return ['NameValuePairExceedsMaxSize']
  return hasControl(name) || hasControl(value) ? ['DisallowedCharacter'] : []
}

/** Why a page at `url` may not set a cookie, by its name (RFC 6265bis §5.4, §5.7) and by where it would be kept. */
export const checkPromises = (cookie: CheckedCookie, url: URL): string[] => [
  ...(keepsPrefix(cookie, url) ? [] : ['InvalidPrefix']),
  ...(cookie.name === '' && cookie.value.includes('=') ? ['NamelessWithEquals'] : []),
  ...(cookie.partitioned === true && !(cookie.secure && isTrustworthy(url)) ? ['InvalidPartitioned'] : []),
]

/** Why a connection like that of `url` may not carry a cookie (RFC 6265bis §5.7, steps 13 to 19). */
export const checkConnection = ({ secure, sameSite }: Pick<JarCookie, 'secure' | 'sameSite'>, url: URL): string[] => [
  ...(secure && !isTrustworthy(url) ? ['SecureOnly'] : []),
  ...(sameSite === 'none' && !secure ? ['SameSiteNoneInsecure'] : []),
]

// The longer prefixes first, since one begins like another.
const prefixes = [
  { prefix: '__host-http-', isHost: true, isHttp: true },
  { prefix: '__host-', isHost: true, isHttp: false },
  { prefix: '__http-', isHost: false, isHttp: true },
  { prefix: '__secure-', isHost: false, isHttp: false },
] as const

// In any case of letters, since servers that read names without case would be deceived.
const prefixOf = (text: string) => prefixes.find(({ prefix }) => text.slice(0, prefix.length).toLowerCase() === prefix)

const keepsPrefix = ({ name, value, path, httpOnly, secure, hasDomain }: CheckedCookie, url: URL): boolean => {
  // Without a name the value stands alone in the Cookie header, and would be taken for one with that prefix.
  if (name === '') return prefixOf(value) === undefined
  const promise = prefixOf(name)
  if (promise === undefined) return true
  if (!secure || !isTrustworthy(url) || (promise.isHttp && !httpOnly)) return false
  return !promise.isHost || (path === '/' && !hasDomain)
}
