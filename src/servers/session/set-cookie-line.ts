import type { Settings } from '../../shared/settings.ts'

/** What the settings say about the session cookie. */
export type CookieSettings = Pick<
  Settings,
  'SESSION_COOKIE_NAME' | 'SESSION_COOKIE_HTTPONLY' | 'SESSION_COOKIE_SAMESITE' | 'SESSION_COOKIE_SECURE'
>

/** A cookie to set; a member that is absent is not sent. */
interface CookieToSet {
  readonly name: string
  readonly value: string
  readonly expires?: Date
  /** Seconds. */
  readonly maxAge?: number
  readonly secure?: boolean
  readonly httpOnly?: boolean
  readonly path?: string
  readonly sameSite?: string | null
}

/** The value of a Set-Cookie header with its attributes in the order of Werkzeug's `dump_cookie` (werkzeug/http.py). */
export const setCookieLine = ({ name, value, expires, maxAge, secure, httpOnly, path, sameSite }: CookieToSet): string => {
  const parts: string[] = [`${name}=${value}`]
  if (expires !== undefined) parts.push(`Expires=${expires.toUTCString()}`)
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
  if (secure === true) parts.push('Secure')
  if (httpOnly === true) parts.push('HttpOnly')
  if (path !== undefined) parts.push(`Path=${path}`)
  if (sameSite !== undefined && sameSite !== null) parts.push(`SameSite=${sameSite}`)
  return parts.join('; ')
}

const always = ({ SESSION_COOKIE_NAME, SESSION_COOKIE_SECURE, SESSION_COOKIE_SAMESITE }: CookieSettings) => ({
  name: SESSION_COOKIE_NAME,
  secure: SESSION_COOKIE_SECURE,
  path: '/',
  sameSite: SESSION_COOKIE_SAMESITE,
})

/** The line that sets the session cookie. It names no lifetime: the cookie ends with the browser. */
export const sessionCookieLine = (settings: CookieSettings, value: string): string =>
  setCookieLine({ ...always(settings), value, httpOnly: settings.SESSION_COOKIE_HTTPONLY })

/** The line that clears the session cookie; Flask's own interface repeats `HttpOnly` there, the server-side one does not. */
export const clearedCookieLine = (settings: CookieSettings, { httpOnly }: { readonly httpOnly: boolean }): string =>
  setCookieLine({ ...always(settings), value: '', expires: new Date(0), maxAge: 0, httpOnly })
