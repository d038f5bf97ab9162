import type { JarCookie } from '../observation.ts'

/** Where a request goes, as far as cookies care: they know no ports. */
interface CookieTarget {
  readonly hostname: string
  /** The path without its query. */
  readonly path: string
}

/**
 * The Cookie header that a browser would send along from this jar (RFC 6265 §5.4): cookies of the host whose path
 * matches, longer paths first. `Secure` ones go too, since this machine counts as safe. Undefined where none matches.
 */
export const cookieHeader = (jar: readonly JarCookie[], { hostname, path }: CookieTarget): string | undefined => {
  const matching = jar.filter((cookie) => matchesHost(cookie.domain, hostname) && matchesPath(cookie.path, path))
  const ordered = [...matching].sort((one, other) => other.path.length - one.path.length)
  return ordered.length === 0 ? undefined : ordered.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ')
}

const matchesHost = (domain: string, hostname: string): boolean => {
  const wanted = domain.replace(/^\./, '').toLowerCase()
  return wanted === hostname || (domain.startsWith('.') && hostname.endsWith(`.${wanted}`))
}

// RFC 6265 §5.1.4
const matchesPath = (cookiePath: string, path: string): boolean =>
  path === cookiePath || (path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/'))
