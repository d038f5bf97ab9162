import type { JarCookie } from '../stream/lab-state.ts'
import { isTrustworthy, matchesHost, siteOf } from './cookie-host.ts'
import { matchesPath } from './cookie-path.ts'

/** A request for a whole page, as far as cookies care. */
export interface CookieRequest {
  readonly url: URL
  readonly method: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** The page that caused it; absent where its user typed the address. */
  readonly initiator?: URL | undefined
}

/** A cookie of a jar, and when it came there (milliseconds since 1970). */
export interface HeldCookie {
  readonly cookie: JarCookie
  readonly createdAt: number
}

/** Milliseconds in which a cookie without SameSite goes along with a POST from another site (RFC 6265bis §5.6.7.2). */
const laxAllowsUnsafe = 120_000

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

// RFC 6265bis §5.2, for top-level navigations: same site, or from another one by a method that changes nothing, or not.
const contextOf = ({ url, method, initiator }: CookieRequest): 'same-site' | 'lax' | 'unsafe' => {
  if (initiator === undefined || isSameSite(initiator, url)) return 'same-site'
  return safeMethods.has(method) ? 'lax' : 'unsafe'
}

const isSameSite = (one: URL, other: URL): boolean =>
  one.protocol === other.protocol && siteOf(one.hostname) === siteOf(other.hostname)

/**
 * Why a cookie does not go along with a request, by Chromium's names in its order (RFC 6265bis §5.8.3, step 1); empty for
 * one that does. What is over is asked elsewhere.
 */
export const reasonsToHoldBack = ({ cookie, createdAt }: HeldCookie, request: CookieRequest): string[] => [
  ...(cookie.secure && !isTrustworthy(request.url) ? ['SecureOnly'] : []),
  ...(matchesHost(cookie.domain, request.url.hostname) ? [] : ['DomainMismatch']),
  ...(matchesPath(cookie.path, request.url.pathname) ? [] : ['NotOnPath']),
  ...sameSiteReasons(cookie.sameSite, contextOf(request), request.at - createdAt),
]

// Chromium says Schemeful of every other site, since it tells sites apart by their schemes, too.
const sameSiteReasons = (
  sameSite: JarCookie['sameSite'],
  context: ReturnType<typeof contextOf>,
  age: number,
): string[] => {
  if (context === 'same-site' || sameSite === 'none') return []
  if (sameSite === 'strict') return ['SchemefulSameSiteStrict']
  if (context === 'lax') return []
  if (sameSite === 'lax') return ['SchemefulSameSiteLax']
  return age <= laxAllowsUnsafe ? [] : ['SchemefulSameSiteUnspecifiedTreatedAsLax']
}

/** The order of cookies in a header: longer paths first, and of equal ones the older first (RFC 6265bis §5.8.3, step 2). */
export const inHeaderOrder = <H extends HeldCookie & { readonly place: number }>(held: readonly H[]): H[] =>
  [...held].sort((one, other) => other.cookie.path.length - one.cookie.path.length || one.place - other.place)

/** The value of a Cookie header, as text (RFC 6265bis §5.8.3, step 4). A cookie without a name is its value alone. */
export const cookieHeaderOf = (cookies: readonly Pick<JarCookie, 'name' | 'value'>[]): string =>
  cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ')
