import { present } from '../base/present.ts'
import type { CookieKey, JarCookie } from '../stream/lab-state.ts'
import { checkConnection, checkPair, checkPromises, hasControl } from './check-cookie.ts'
import { cookieDomainOf } from './cookie-host.ts'
import { defaultPath } from './cookie-path.ts'
import {
  lifetimeAtMost,
  readAttributes,
  readingOf,
  type AttributeReading,
  type CookiePriority,
} from './read-attributes.ts'
import { splitSetCookie, type SetCookie } from './split-set-cookie.ts'

/** Where and when a Set-Cookie line came. */
export interface Reception {
  /** What was asked for. */
  readonly url: URL
  /** Milliseconds since 1970. */
  readonly at: number
  /** What the answer's Date header says, in milliseconds since 1970: by it `Expires` is reckoned. */
  readonly serverTime?: number | undefined
}

/** A cookie as a line sets it, with what only the jar itself goes by. */
export interface ReadCookie extends JarCookie {
  readonly priority: CookiePriority
}

/** What comes of a line: a cookie to keep, one that ends now (so that its namesake goes), or none, by Chromium's names of the reasons. */
export type SetCookieVerdict =
  | { readonly state: 'kept'; readonly cookie: ReadCookie }
  | { readonly state: 'ended'; readonly cookie: ReadCookie }
  | { readonly state: 'refused'; readonly reasons: readonly string[] }

/** One Set-Cookie line, read once and for all. */
export interface SetCookieReading {
  readonly line: SetCookie
  /** One for each attribute of the line, in its order. */
  readonly attributes: readonly AttributeReading[]
  /** Which cookie the line is about, whatever comes of it. */
  readonly key: CookieKey
  readonly verdict: SetCookieVerdict
}

/**
 * Reads a Set-Cookie line as Chromium does (RFC 6265bis §5.6, §5.7 up to where the jar's other cookies matter). Never throws:
 * every text is a line.
 */
export const readSetCookie = (raw: string, reception: Reception): SetCookieReading => {
  const line = splitSetCookie(raw)
  const attributes = readAttributes(line)
  const cookie = cookieOf(line, attributes, reception)
  const { name, domain, path, partitioned } = cookie
  const key: CookieKey = { name, domain, path, ...present({ partitioned }) }
  return { line, attributes, key, verdict: verdictOn(line, attributes, cookie, reception) }
}

const cookieOf = (line: SetCookie, readings: readonly AttributeReading[], reception: Reception): ReadCookie => {
  const { url } = reception
  const expires = expiryOfReadings(readings, reception)
  return {
    name: line.name,
    value: line.value,
    // One that is refused counts as its host's.
    domain: cookieDomainOf(readingOf(readings, 'domain')?.domain ?? '', url.hostname) ?? url.hostname,
    path: readingOf(readings, 'path')?.path ?? defaultPath(url.pathname),
    httpOnly: readingOf(readings, 'http-only') !== undefined,
    secure: readingOf(readings, 'secure') !== undefined,
    sameSite: readingOf(readings, 'same-site')?.sameSite ?? 'unspecified',
    ...present({ expires }),
    ...(readingOf(readings, 'partitioned') === undefined ? {} : { partitioned: true }),
    priority: readingOf(readings, 'priority')?.priority ?? 'medium',
  }
}

const verdictOn = (
  line: SetCookie,
  readings: readonly AttributeReading[],
  cookie: ReadCookie,
  { url, at }: Reception,
): SetCookieVerdict => {
  const unreadable = checkLine(line)
  if (unreadable.length > 0) return { state: 'refused', reasons: unreadable }
  const domainAttribute = readingOf(readings, 'domain')?.domain ?? ''
  const isForeign = cookieDomainOf(domainAttribute, url.hostname) === undefined
  // An address as Domain is what is there without one.
  const hasDomain = domainAttribute !== '' && !(domainAttribute === url.hostname && isAddress(url.hostname))
  const promised = [...(isForeign ? ['InvalidDomain'] : []), ...checkPromises({ ...cookie, hasDomain }, url)]
  const reasons = promised.length > 0 ? promised : checkConnection(cookie, url)
  if (reasons.length > 0) return { state: 'refused', reasons }
  return { state: (cookie.expires ?? Infinity) <= at ? 'ended' : 'kept', cookie }
}

const isAddress = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host)

// The characters that end a line count before all else (RFC 6265bis §5.6, step 1).
const checkLine = (line: SetCookie): string[] => {
  if (/[\0\r\n]/.test(line.raw)) return ['DisallowedCharacter']
  const reasons = checkPair(line)
  if (reasons.length > 0) return reasons
  return line.attributes.some(({ name, value = '' }) => hasControl(name) || hasControl(value))
    ? ['DisallowedCharacter']
    : []
}

/** Milliseconds that two clocks differ without it meaning anything: a Date header has whole seconds, and was on its way. */
const skewAtLeast = 2_000

/**
 * When a cookie is over, in milliseconds since 1970, at most 400 days after it came; undefined for one that ends with the
 * browser. `Max-Age` goes before `Expires`; of a server whose clock is wrong, Chromium reckons `Expires` by that clock.
 */
export const expiryOfReadings = (
  readings: readonly AttributeReading[],
  { at, serverTime = at }: Omit<Reception, 'url'>,
): number | undefined => {
  const latest = at + lifetimeAtMost * 1000
  const maxAge = readingOf(readings, 'max-age')
  if (maxAge !== undefined) return Math.min(at + maxAge.seconds * 1000, latest)
  const expires = readingOf(readings, 'expires')
  if (expires === undefined) return undefined
  const skew = Math.abs(at - serverTime) < skewAtLeast ? 0 : at - serverTime
  return Math.min(expires.at + skew, latest)
}
