import type { HeldCookie } from '../../shared/cookie/cookies-for-request.ts'
import type { CookiePriority } from '../../shared/cookie/read-attributes.ts'

/** What eviction goes by, beside the cookie itself. */
export interface EvictableCookie extends HeldCookie {
  readonly priority: CookiePriority
  /** When it was last set or sent, in milliseconds since 1970. */
  readonly accessedAt: number
  /** Counts up with each cookie that comes. */
  readonly place: number
}

// As Chromium has it (net/cookies/cookie_monster.h): a site that goes over its bound is brought down well below it.
const perSite = { atMost: 180, leaves: 150 } as const
const inAll = { atMost: 3300, leaves: 3000 } as const

/** How many cookies of each priority a site keeps whatever happens to the others. */
const quotas: Readonly<Record<CookiePriority, number>> = { low: 30, medium: 50, high: 70 }

// The order in which cookies go: by what their server said they are worth, and those that are not Secure before those that are.
const rounds: readonly { readonly priority: CookiePriority; readonly sparesSecure: boolean }[] = [
  { priority: 'low', sparesSecure: true },
  { priority: 'low', sparesSecure: false },
  { priority: 'medium', sparesSecure: true },
  { priority: 'high', sparesSecure: true },
  { priority: 'medium', sparesSecure: false },
  { priority: 'high', sparesSecure: false },
]

/** The cookies of one site that have to go: those least recently used, as Chromium chooses them; none while there is room. */
export const evictedOfSite = <C extends EvictableCookie>(cookies: readonly C[]): ReadonlySet<C> => {
  const evicted = new Set<C>()
  if (cookies.length <= perSite.atMost) return evicted
  const oldestFirst = byUse(cookies)
  let goal = cookies.length - perSite.leaves
  for (const { priority, sparesSecure } of rounds) {
    const there = oldestFirst.filter((held) => held.priority === priority && !evicted.has(held))
    const secure = sparesSecure ? there.filter(({ cookie }) => cookie.secure).length : 0
    const going = there.filter(({ cookie }) => !sparesSecure || !cookie.secure)
    const count = Math.max(0, Math.min(goal, there.length - Math.max(secure, quotas[priority]), going.length))
    for (const held of going.slice(0, count)) evicted.add(held)
    goal -= count
  }
  return evicted
}

/** The cookies of a whole jar that have to go. Chromium would spare those used within 30 days, which no lab outlives. */
export const evictedOfAll = <C extends EvictableCookie>(cookies: readonly C[]): ReadonlySet<C> => {
  if (cookies.length <= inAll.atMost) return new Set()
  const ordered = byUse(cookies)
  const [insecure, secure] = [
    ordered.filter(({ cookie }) => !cookie.secure),
    ordered.filter(({ cookie }) => cookie.secure),
  ]
  return new Set([...insecure, ...secure].slice(0, cookies.length - inAll.leaves))
}

const byUse = <C extends EvictableCookie>(cookies: readonly C[]): C[] =>
  [...cookies].sort((one, other) => one.accessedAt - other.accessedAt || one.place - other.place)
