import { matchesHost } from './cookie-host.ts'
import { matchesPath } from './cookie-path.ts'
import { cookieHeaderOf } from './cookies-for-request.ts'
import type { JarCookie } from '../stream/lab-state.ts'

/** Where a request goes, as far as cookies care: they know no ports. */
interface CookieTarget {
  readonly hostname: string
  /** The path without its query. */
  readonly path: string
}

/**
 * The Cookie header that a browser would send along from this jar (RFC 6265bis §5.8.3): cookies of the host whose path
 * matches, longer paths first. `Secure` ones go too, since this machine counts as safe. Undefined where none matches.
 */
export const cookieHeaderFor = (jar: readonly JarCookie[], { hostname, path }: CookieTarget): string | undefined => {
  const matching = jar.filter((cookie) => matchesHost(cookie.domain, hostname) && matchesPath(cookie.path, path))
  const ordered = [...matching].sort((one, other) => other.path.length - one.path.length)
  return ordered.length === 0 ? undefined : cookieHeaderOf(ordered)
}
