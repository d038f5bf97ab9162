import type { JarCookie } from './observation.ts'
import { attributeOf, expiryOf, type SetCookie } from './set-cookie.ts'

/**
 * What a jar holds of a Set-Cookie line that answered a request for `url` at the moment `at`, in milliseconds since 1970
 * (RFC 6265 §5.3). Whether a browser would keep the line at all is not asked.
 */
export const jarCookieOf = (cookie: SetCookie, url: URL, at: number): JarCookie => {
  const valueOf = (attribute: string): string => attributeOf(cookie, attribute)?.value ?? ''
  const domain = valueOf('Domain').replace(/^\./, '').toLowerCase()
  const path = valueOf('Path')
  const expires = expiryOf(cookie, at)
  return {
    name: cookie.name,
    value: cookie.value,
    domain: domain === '' ? url.hostname : `.${domain}`,
    path: path.startsWith('/') ? path : defaultPath(url.pathname),
    httpOnly: attributeOf(cookie, 'HttpOnly') !== undefined,
    secure: attributeOf(cookie, 'Secure') !== undefined,
    sameSite: sameSiteOf(valueOf('SameSite').toLowerCase()),
    ...(expires !== undefined && { expires }),
  }
}

// RFC 6265 §5.1.4: up to the last slash of the request's path, and without it.
const defaultPath = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')))

const sameSiteOf = (text: string): JarCookie['sameSite'] => (text === 'lax' || text === 'strict' || text === 'none' ? text : 'unspecified')
