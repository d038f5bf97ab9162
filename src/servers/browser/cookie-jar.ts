import { Cookie, CookieJar } from 'tough-cookie'
import type { CookieKey } from '../../shared/contract.ts'
import { explainRefusal } from '../../shared/cookie-refusals.ts'
import type { JarCookie } from '../../shared/observation.ts'
import { failure, messageOf, success, type Result } from '../../shared/result.ts'
import { checkCookie, checkSetCookie, reasonOf } from './check-set-cookie.ts'
import { cookieUrl } from './cookie-url.ts'
import { jarCookies } from './jar-cookies.ts'

/** The jar of a simulated browser: tough-cookie's (RFC 6265), with the newer rules that browsers of today add. */
export interface Jar {
  cookies(): Promise<JarCookie[]>
  /** The `Cookie` header for a request; empty when there is nothing to send. */
  headerFor(url: string): Promise<string>
  /** Takes a Set-Cookie line as the answer to a request brought it; returns why it was refused, empty when it was not. */
  receive(line: string, url: string): Promise<string[]>
  write(cookie: JarCookie): Promise<Result<undefined>>
  delete(cookie: CookieKey): Promise<void>
  clear(): Promise<void>
}

/** An empty {@link Jar}. */
export const createJar = (): Jar => {
  const jar = new CookieJar(undefined, { prefixSecurity: 'strict' })

  const keep = async (cookie: Cookie | string, url: string): Promise<string[]> => {
    try {
      await jar.setCookie(cookie, url)
      return []
    } catch (thrown) {
      return [reasonOf(messageOf(thrown))]
    }
  }

  return {
    // What is over leaves the jar only when a request asks for it.
    cookies: async () => jarCookies(await jar.serialize()).filter(({ expires = Infinity }) => expires > Date.now()),
    headerFor: (url) => jar.getCookieString(url),
    receive: async (line, url) => {
      const reasons = checkSetCookie(line)
      return reasons.length > 0 ? reasons : keep(dated(line), url)
    },
    write: async (cookie) => {
      const illegal = /[;\r\n]/.test(cookie.name + cookie.value + cookie.path) ? ['DisallowedCharacter'] : []
      const reasons = [...new Set([...illegal, ...checkCookie(cookie)])]
      const refused = reasons.length > 0 ? reasons : await keep(toCookie(cookie), cookieUrl(cookie))
      if (refused.length === 0) return success(undefined)
      return failure('refused', `The jar did not take the cookie: ${refused.map((reason) => explainRefusal(reason).text).join('; ')}.`)
    },
    delete: async ({ name, domain, path }) => {
      await jar.store.removeCookie(domain.replace(/^\./, ''), path, name)
    },
    clear: async () => {
      await jar.removeAllCookies()
    },
  }
}

// From when it came (RFC 6265 §5.3, step 3). tough-cookie counts Max-Age from when the cookie was last used: one in use would never end.
const dated = (line: string): Cookie | string => {
  const cookie = Cookie.parse(line)
  if (typeof cookie?.maxAge !== 'number') return line
  cookie.expires = new Date(Date.now() + cookie.maxAge * 1000)
  cookie.maxAge = null
  return cookie
}

const toCookie = ({ name, value, domain, path, httpOnly, secure, sameSite, expires }: JarCookie): Cookie =>
  new Cookie({
    key: name,
    value,
    path,
    httpOnly,
    secure,
    // Without a domain the cookie is its host's alone (RFC 6265 §5.3, step 6).
    ...(domain.startsWith('.') ? { domain: domain.slice(1) } : {}),
    ...(sameSite === 'unspecified' ? {} : { sameSite }),
    ...(expires === undefined ? {} : { expires: new Date(expires) }),
  })
