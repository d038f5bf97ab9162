import { systemClock, type Clock } from '../../shared/base/clock.ts'
import { isTrustworthy, matchesHost, siteOf } from '../../shared/cookie/cookie-host.ts'
import { matchesPath } from '../../shared/cookie/cookie-path.ts'
import {
  cookieHeaderOf,
  inHeaderOrder,
  reasonsToHoldBack,
  type CookieRequest,
} from '../../shared/cookie/cookies-for-request.ts'
import { readSetCookie, type ReadCookie } from '../../shared/cookie/read-set-cookie.ts'
import { writableCookie } from '../../shared/cookie/writable-cookie.ts'
import type { CookieKey, JarCookie } from '../../shared/stream/lab-state.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { evictedOfAll, evictedOfSite, type EvictableCookie } from './evict-cookies.ts'

/** A cookie that did not go along with a request, and why, by Chromium's names. */
interface HeldBack {
  readonly cookie: JarCookie
  readonly reasons: readonly string[]
}

/** What a jar gives for a request. */
export interface CookiesForRequest {
  /** The value of the `Cookie` header as text; empty when there is nothing to send. */
  readonly header: string
  /** Cookies of the same site that stay. */
  readonly heldBack: readonly HeldBack[]
}

/** The jar of a simulated browser: keeps and sends cookies as Chromium does (RFC 6265bis §5.7, §5.8). */
export interface Jar {
  /** In the order in which they would be sent. */
  cookies(): JarCookie[]
  cookiesFor(request: Omit<CookieRequest, 'at'>): CookiesForRequest
  /**
   * Takes a Set-Cookie line, as text, as the answer to a request brought it; returns why it was refused, empty when it was
   * not. `serverTime` is what the answer's Date header says, in milliseconds since 1970.
   */
  receive(line: string, url: URL, serverTime?: number): readonly string[]
  /** Puts a cookie there by hand; one that it could not hold just so is refused in words. */
  write(cookie: JarCookie): Result<undefined>
  delete(cookie: CookieKey): void
  clear(): void
}

interface Held extends EvictableCookie {
  readonly cookie: JarCookie
  readonly createdAt: number
  readonly site: string
}

/** A use is noted once a minute at most (Chromium's kDefaultAccessUpdateThreshold). */
const accessNotedEvery = 60_000

/** An empty {@link Jar}. */
export const createJar = (clock: Clock = systemClock): Jar => {
  let jar = new Map<string, Held>()
  let arrivals = 0

  const dropEnded = (): void => {
    const now = clock.now()
    for (const [key, { cookie }] of jar) if ((cookie.expires ?? Infinity) <= now) jar.delete(key)
  }

  // RFC 6265bis §5.7, step 21 to the end: an equal cookie goes. Its place in the order stays, in Chromium while its value does.
  const keep = ({ priority, ...cookie }: ReadCookie): void => {
    const [key, now] = [keyOf(cookie), clock.now()]
    const before = jar.get(key)
    const inherits = before?.cookie.value === cookie.value
    jar.delete(key)
    jar.set(key, {
      cookie,
      priority,
      site: siteOf(cookie.domain.replace(/^\./, '')),
      createdAt: inherits ? before.createdAt : now,
      place: inherits ? before.place : arrivals++,
      accessedAt: now,
    })
    evict(key)
  }

  const evict = (newest: string): void => {
    const { site, cookie: { partitioned } = {} } = jar.get(newest) ?? {}
    const ofSite = [...jar.values()].filter((held) => held.site === site && held.cookie.partitioned === partitioned)
    for (const held of evictedOfSite(ofSite)) jar.delete(keyOf(held.cookie))
    for (const held of evictedOfAll([...jar.values()])) jar.delete(keyOf(held.cookie))
  }

  // RFC 6265bis §5.7, step 18: an insecure connection may not lay its own over a Secure cookie.
  const overwritesSecure = (cookie: JarCookie, url: URL): boolean =>
    !isTrustworthy(url) &&
    [...jar.values()].some(
      (held) => held.cookie.secure && held.cookie.name === cookie.name && coversOther(held.cookie, cookie),
    )

  return {
    cookies: () => {
      dropEnded()
      return inHeaderOrder([...jar.values()]).map(({ cookie }) => cookie)
    },
    cookiesFor: (request) => {
      dropEnded()
      const at = clock.now()
      const site = siteOf(request.url.hostname)
      const ofSite = inHeaderOrder([...jar.values()].filter((held) => held.site === site))
      const judged = ofSite.map((held) => ({
        held,
        cookie: held.cookie,
        reasons: reasonsToHoldBack(held, { ...request, at }),
      }))
      const sent = judged.filter(({ reasons }) => reasons.length === 0)
      for (const { held } of sent)
        if (at - held.accessedAt >= accessNotedEvery) jar.set(keyOf(held.cookie), { ...held, accessedAt: at })
      return {
        header: cookieHeaderOf(sent.map(({ cookie }) => cookie)),
        heldBack: judged
          .filter(({ reasons }) => reasons.length > 0)
          .map(({ cookie, reasons }) => ({ cookie, reasons })),
      }
    },
    receive: (line, url, serverTime) => {
      dropEnded()
      const { verdict } = readSetCookie(line, { url, at: clock.now(), serverTime })
      if (verdict.state === 'refused') return verdict.reasons
      if (overwritesSecure(verdict.cookie, url)) return ['OverwriteSecure']
      if (verdict.state === 'ended') jar.delete(keyOf(verdict.cookie))
      else keep(verdict.cookie)
      return []
    },
    write: (cookie) => {
      dropEnded()
      const writable = writableCookie(cookie, clock.now())
      if (!writable.ok) return failure('refused', writable.failure.message)
      keep({ ...writable.value, priority: jar.get(keyOf(cookie))?.priority ?? 'medium' })
      return success(undefined)
    },
    delete: (cookie) => {
      jar.delete(keyOf(cookie))
    },
    clear: () => {
      jar = new Map()
    },
  }
}

// RFC 6265bis §5.7, step 23: what tells cookies apart. A name or a path can hold any separator but this one.
const keyOf = ({ name, domain, path, partitioned }: CookieKey): string =>
  [domain, path, name, partitioned === true ? 'partitioned' : ''].join('\0')

const coversOther = (secure: JarCookie, cookie: JarCookie): boolean => {
  const [one, other] = [secure.domain.replace(/^\./, ''), cookie.domain.replace(/^\./, '')]
  return (matchesHost(`.${one}`, other) || matchesHost(`.${other}`, one)) && matchesPath(secure.path, cookie.path)
}
