import { domainToASCII } from 'node:url'
import type { Settings } from '../../shared/stream/settings.ts'

/** What the settings say about the session cookie. */
export type CookieSettings = Pick<
  Settings,
  | 'SESSION_COOKIE_NAME'
  | 'SESSION_COOKIE_HTTPONLY'
  | 'SESSION_COOKIE_SAMESITE'
  | 'SESSION_COOKIE_SECURE'
  | 'SESSION_COOKIE_PATH'
  | 'SESSION_COOKIE_DOMAIN'
  | 'SESSION_COOKIE_PARTITIONED'
  | 'APPLICATION_ROOT'
>

/** A cookie to set; a member that is absent is not sent. */
interface CookieToSet {
  readonly name: string
  readonly value: string
  readonly domain?: string | null
  readonly expires?: Date
  /** Seconds. */
  readonly maxAge?: number
  readonly secure?: boolean
  readonly httpOnly?: boolean
  readonly path?: string
  readonly sameSite?: string | null
  readonly partitioned?: boolean
}

/** The value of a Set-Cookie header with its attributes in the order of Werkzeug's `dump_cookie` (werkzeug/http.py, 3.1). */
export const setCookieLine = ({
  name,
  value,
  domain,
  expires,
  maxAge,
  secure,
  httpOnly,
  path,
  sameSite,
  partitioned,
}: CookieToSet): string => {
  const parts: string[] = [`${name}=${value}`]
  if (domain !== undefined && domain !== null) parts.push(`Domain=${domainText(domain)}`)
  if (expires !== undefined) parts.push(`Expires=${expires.toUTCString()}`)
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
  if (secure === true || partitioned === true) parts.push('Secure')
  if (httpOnly === true) parts.push('HttpOnly')
  if (path !== undefined) parts.push(`Path=${pathText(path)}`)
  if (sameSite !== undefined && sameSite !== null) parts.push(`SameSite=${sameSite}`)
  if (partitioned === true) parts.push('Partitioned')
  return parts.join('; ')
}

/** A host without its port and the dots before it, in ASCII. */
const domainText = (domain: string): string => {
  const host = (domain.split(':', 1)[0] ?? '').replace(/^\.+/, '')
  return /^[\0-\x7f]*$/.test(host) ? host : domainToASCII(host)
}

// What Python's `quote` leaves as it is: the characters of RFC 3986 that are unreserved, and those that Werkzeug adds.
const pathText = (path: string): string =>
  Array.from(Buffer.from(path), (byte) => {
    const character = String.fromCharCode(byte)
    return /[\w.~%!$&'()*+,/:=@-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')

const always = (settings: CookieSettings) => ({
  name: settings.SESSION_COOKIE_NAME,
  domain: settings.SESSION_COOKIE_DOMAIN,
  secure: settings.SESSION_COOKIE_SECURE,
  path: settings.SESSION_COOKIE_PATH ?? settings.APPLICATION_ROOT,
  sameSite: settings.SESSION_COOKIE_SAMESITE,
  partitioned: settings.SESSION_COOKIE_PARTITIONED,
})

/** The line that sets the session cookie. Without `expires` the cookie ends with the browser. */
export const sessionCookieLine = (settings: CookieSettings, value: string, expires?: Date): string =>
  setCookieLine({ ...always(settings), value, httpOnly: settings.SESSION_COOKIE_HTTPONLY, ...(expires && { expires }) })

/** The line that clears the session cookie; Flask's own interface repeats `HttpOnly` there, the server-side one does not. */
export const clearedCookieLine = (settings: CookieSettings, { httpOnly }: { readonly httpOnly: boolean }): string =>
  setCookieLine({ ...always(settings), value: '', expires: new Date(0), maxAge: 0, httpOnly })
