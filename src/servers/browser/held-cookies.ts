import type { Clock } from '../../shared/base/clock.ts'
import { isTrustworthy, matchesHost, siteOf } from '../../shared/cookie/cookie-host.ts'
import { matchesPath } from '../../shared/cookie/cookie-path.ts'
import { inHeaderOrder } from '../../shared/cookie/cookies-for-request.ts'
import type { ReadCookie } from '../../shared/cookie/read-set-cookie.ts'
import type { CookieKey, JarCookie } from '../../shared/stream/lab-state.ts'
import { evictedOfAll, evictedOfSite, type EvictableCookie } from './evict-cookies.ts'

/** A cookie in a jar, with what is known of its life there. */
interface Held extends EvictableCookie {
  readonly cookie: JarCookie
  readonly createdAt: number
  readonly site: string
}

/** A use is noted once a minute at most (Chromium's kDefaultAccessUpdateThreshold). */
const accessNotedEvery = 60_000

/** The cookies of a jar: none that is over, and no more than Chromium keeps. */
export class HeldCookies {
  readonly #clock: Clock
  readonly #byKey = new Map<string, Held>()
  #arrivals = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** All of them, or those of one site, in the order in which they would be sent. */
  inOrder(site?: string): Held[] {
    this.#dropEnded()
    return inHeaderOrder([...this.#byKey.values()].filter((held) => site === undefined || held.site === site))
  }

  get(key: CookieKey): Held | undefined {
    this.#dropEnded()
    return this.#byKey.get(textOf(key))
  }

  /** Takes a cookie in the place of an equal one, whose place in the order it keeps, in Chromium while its value does (RFC 6265bis §5.7, from step 21 on). */
  keep({ priority, ...cookie }: ReadCookie): void {
    const [before, now] = [this.get(cookie), this.#clock.now()]
    const inherits = before?.cookie.value === cookie.value
    const held: Held = {
      cookie,
      priority,
      site: siteOf(cookie.domain.replace(/^\./, '')),
      createdAt: inherits ? before.createdAt : now,
      place: inherits ? before.place : this.#arrivals++,
      accessedAt: now,
    }
    this.delete(cookie)
    this.#byKey.set(textOf(cookie), held)
    this.#evict(held)
  }

  /** Notes that one of them was sent. */
  noteUse(held: Held): void {
    const now = this.#clock.now()
    if (now - held.accessedAt >= accessNotedEvery) this.#byKey.set(textOf(held.cookie), { ...held, accessedAt: now })
  }

  /** Whether a cookie would lay itself over a Secure one, which an insecure connection may not (RFC 6265bis §5.7, step 18). */
  overwritesSecure(cookie: JarCookie, url: URL): boolean {
    if (isTrustworthy(url)) return false
    this.#dropEnded()
    return [...this.#byKey.values()].some(
      (held) => held.cookie.secure && held.cookie.name === cookie.name && coversOther(held.cookie, cookie),
    )
  }

  delete(key: CookieKey): void {
    this.#byKey.delete(textOf(key))
  }

  clear(): void {
    this.#byKey.clear()
  }

  #dropEnded(): void {
    const now = this.#clock.now()
    for (const [key, { cookie }] of this.#byKey) if ((cookie.expires ?? Infinity) <= now) this.#byKey.delete(key)
  }

  #evict({ site, cookie: { partitioned } }: Held): void {
    const ofSite = [...this.#byKey.values()].filter(
      (held) => held.site === site && held.cookie.partitioned === partitioned,
    )
    for (const held of evictedOfSite(ofSite)) this.delete(held.cookie)
    for (const held of evictedOfAll([...this.#byKey.values()])) this.delete(held.cookie)
  }
}

// RFC 6265bis §5.7, step 23: what tells cookies apart. A name or a path can hold any separator but this one.
const textOf = ({ name, domain, path, partitioned }: CookieKey): string =>
  [domain, path, name, partitioned === true ? 'partitioned' : ''].join('\0')

const coversOther = (secure: JarCookie, cookie: JarCookie): boolean => {
  const [one, other] = [secure.domain.replace(/^\./, ''), cookie.domain.replace(/^\./, '')]
  return (matchesHost(`.${one}`, other) || matchesHost(`.${other}`, one)) && matchesPath(secure.path, cookie.path)
}
