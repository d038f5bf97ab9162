import {
  lifetimeAtMost,
  readingOf,
  type AttributeReading,
  type Ignored,
  type KnownAttribute,
} from '../../../shared/cookie/read-attributes.ts'
import type { SetCookieReading } from '../../../shared/cookie/read-set-cookie.ts'

// What the reading made of each attribute of a Set-Cookie line.

type Reading<S extends AttributeReading['says']> = Extract<AttributeReading, { says: S }>

/** What an attribute of a line that came at the moment `at` (milliseconds since 1970) tells the browser; by its place among them. */
export const attribute = (line: SetCookieReading, place: number, at: number): string => {
  const reading = line.attributes[place]
  switch (reading?.says) {
    case undefined:
      return ignored.unknown
    case 'path':
      return reading.path === '/'
        ? 'sent with every path of this host'
        : `sent with ${reading.path} and the paths below it only`
    case 'domain':
      return domain(line, reading.domain)
    case 'max-age':
      return maxAge(reading)
    case 'expires':
      return expires(reading.at, at)
    case 'same-site':
      return sameSite[reading.sameSite]
    case 'secure':
      return 'sent over HTTPS only (localhost counts as safe)'
    case 'http-only':
      return 'no script of the page can read it; document.cookie leaves it out'
    case 'partitioned':
      return readingOf(line.attributes, 'secure') === undefined
        ? 'accepted only together with Secure: the browser does not keep the cookie'
        : 'kept apart for each site that embeds this one'
    case 'priority':
      return priority[reading.priority]
    case 'nothing':
      return nothing(line, reading)
  }
}

const domain = ({ key, verdict }: SetCookieReading, written: string): string => {
  if (verdict.state === 'refused' && verdict.reasons.includes('InvalidDomain'))
    return 'neither the host that sent it nor one above it: the browser does not keep the cookie'
  if (key.domain.startsWith('.')) return `sent to ${key.domain.slice(1)} and every host below it`
  return verdict.state === 'refused'
    ? `names ${written}`
    : `the very host that sent it: sent to ${key.domain} alone, as without this attribute`
}

const maxAge = ({ seconds, isCapped }: Reading<'max-age'>): string => {
  if (seconds <= 0) return 'no time left: the browser drops the cookie at once'
  return isCapped
    ? 'more than browsers grant: kept for 400 days; counts before Expires'
    : `kept for ${seconds} seconds; counts before Expires`
}

const expires = (moment: number, at: number): string => {
  if (moment <= at) return 'a date that has passed: the browser drops the cookie'
  return moment > at + lifetimeAtMost * 1000
    ? 'further off than browsers grant: kept for 400 days'
    : 'the browser drops the cookie then'
}

const sameSite: Readonly<Record<Reading<'same-site'>['sameSite'], string>> = {
  strict: 'never sent along with a request that another site caused',
  lax: 'sent along from other sites only when a link is followed',
  none: 'sent along from every site; browsers then insist on Secure',
  unspecified: 'counts as Lax',
}

const priority: Readonly<Record<Reading<'priority'>['priority'], string>> = {
  low: 'Chromium’s own: among the first to go when a site has more than 180 cookies',
  medium: 'Chromium’s own: what a cookie has that does not say',
  high: 'Chromium’s own: among the last to go when a site has more than 180 cookies',
}

const ignored: Readonly<Record<Ignored, string>> = {
  repeated: 'ignored: the same attribute follows, and the last one counts',
  'too-long': 'ignored: longer than 1024 bytes',
  unknown: 'not an attribute that browsers know',
  overruled: 'ignored: Max-Age counts before it',
  unreadable: 'ignored: not a value that browsers know',
}

const unreadable: Partial<Readonly<Record<KnownAttribute, (line: SetCookieReading) => string>>> = {
  path: ({ key }) => `ignored: it does not begin with a slash. The cookie gets the path of the page, ${key.path}`,
  domain: () => 'ignored: it is empty. The cookie is sent to the host that set it alone',
  'max-age': () => 'ignored: not a whole number of seconds',
  expires: () => 'ignored: not a date that browsers can read',
  samesite: () => 'not a value that browsers know: counts as Lax, as without this attribute',
}

const nothing = (line: SetCookieReading, { why, of }: Reading<'nothing'>): string =>
  (why === 'unreadable' && of !== undefined ? unreadable[of]?.(line) : undefined) ?? ignored[why]
