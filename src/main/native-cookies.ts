import type { Cookies, CookiesSetDetails } from 'electron'
import { writableCookie } from '../shared/cookie/writable-cookie.ts'
import type { CookieKey, JarCookie } from '../shared/stream/lab-state.ts'
import { failure, messageOf, success, type Result } from '../shared/base/result.ts'
import { cookieUrl } from '../servers/browser/cookie-url.ts'
import { readJar } from './watch-jar.ts'

const sameSites = { unspecified: 'unspecified', none: 'no_restriction', lax: 'lax', strict: 'strict' } as const

/**
 * Puts a cookie into Chromium's jar, by the rules of every jar here. What Chromium says when it does not take it all the
 * same, or that it would keep another one than was wanted, is the failure.
 */
export const writeCookie = async (cookies: Cookies, wanted: JarCookie): Promise<Result<undefined>> => {
  const writable = writableCookie(wanted, Date.now())
  if (!writable.ok) return writable
  const cookie = writable.value
  if ([cookie.name, cookie.value, cookie.path].some((text) => !text.isWellFormed()))
    return failure(
      'refused',
      'The jar did not take the cookie: it holds bytes that are no UTF-8, which only a page can set.',
    )
  if (cookie.partitioned === true)
    return failure('refused', 'The jar did not take the cookie: a partitioned one can only be set by a page.')
  if (!isKeptAsWritten(cookie.path))
    return failure(
      'refused',
      `The jar did not take the cookie: Chromium would encode its Path ${JSON.stringify(cookie.path)}; only a page can set it so.`,
    )
  return put(cookies, cookie)
}

// What is written by hand Chromium brings into the form that a URL has; what a page sets it keeps as it stands.
const isKeptAsWritten = (path: string): boolean => {
  const url = new URL('http://localhost/')
  url.pathname = path
  return url.pathname === path
}

const put = async (cookies: Cookies, cookie: JarCookie): Promise<Result<undefined>> => {
  const hidden = cookie.httpOnly
    ? undefined
    : (await readJar(cookies)).find((one) => one.httpOnly && isSame(one, cookie))
  if (hidden === undefined) return set(cookies, details(cookie))
  // To Chromium a write without HttpOnly is a script's, which may not overwrite what it cannot see.
  await deleteCookie(cookies, hidden)
  const written = await set(cookies, details(cookie))
  if (!written.ok) await set(cookies, details(hidden))
  return written
}

/** Takes one cookie out: by overwriting it with one that is over, since `remove` takes those of other paths along. */
export const deleteCookie = async (cookies: Cookies, cookie: CookieKey): Promise<Result<undefined>> => {
  // HttpOnly, since to Chromium any other write is a script's; Secure, since a cookie that is not may not replace one that is, and prefixes of the name insist on it.
  const deleted = await set(cookies, {
    ...identity(cookie),
    value: 'deleted',
    secure: true,
    httpOnly: true,
    expirationDate: 1,
  })
  if (!deleted.ok || !(await readJar(cookies)).some((one) => isSame(one, cookie))) return deleted
  return failure(
    'refused',
    'Chromium did not let go of the cookie: what only a page can set, only a page can delete. Clear the cookies instead.',
  )
}

const isSame = (one: CookieKey, other: CookieKey): boolean =>
  one.name === other.name &&
  one.path === other.path &&
  identity(one).domain === identity(other).domain &&
  identity(one).url === identity(other).url

const details = ({ expires, ...cookie }: JarCookie): CookiesSetDetails => ({
  ...identity(cookie),
  value: cookie.value,
  httpOnly: cookie.httpOnly,
  secure: cookie.secure,
  sameSite: sameSites[cookie.sameSite],
  ...(expires === undefined ? {} : { expirationDate: expires / 1000 }),
})

const identity = ({ name, domain, path }: CookieKey): Pick<CookiesSetDetails, 'url' | 'name' | 'path' | 'domain'> => {
  const url = cookieUrl({ domain, path })
  const isHostOnly = domain === '' || domain === new URL(url).hostname
  return { url, name, path, ...(isHostOnly ? {} : { domain }) }
}

const set = async (cookies: Cookies, details: CookiesSetDetails): Promise<Result<undefined>> => {
  try {
    await cookies.set(details)
    return success(undefined)
  } catch (thrown) {
    return failure('refused', `Chromium did not take the cookie. ${reasonIn(messageOf(thrown))}`)
  }
}

// "Failed to set cookie - The cookie … size limit.EXCLUDE_NAME_VALUE_PAIR_EXCEEDS_MAX_SIZE, DO_NOT_WARN, …"
const reasonIn = (message: string): string => {
  const words = message.replace(/^Failed to set cookie - /, '').replace(/\.?\s*EXCLUDE_.*$/s, '')
  return `${words}.`
}
