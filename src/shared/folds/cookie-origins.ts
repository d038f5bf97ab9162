import { setNewest } from '../base/bounded-map.ts'
import { splitSetCookie } from '../cookie/split-set-cookie.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Fold } from '../stream/fold.ts'
import { headerValues, type HeaderList } from '../stream/header-list.ts'
import type { JarCookie } from '../stream/lab-state.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import { browserIds, isBrowserId, type BrowserId } from '../stream/participant.ts'

/** How a browser came by a cookie of this value. */
export type CookieOrigin =
  /** An answer set it, to a request that did not bring it. */
  | { readonly state: 'set'; readonly exchange: ExchangeId }
  /** No answer did that was seen. */
  | { readonly state: 'not-set' }
  /** It had it before the log began. */
  | { readonly state: 'earlier' }
  /** It is being answered just now. */
  | { readonly state: 'open' }

/** How each browser came by what it holds. */
export interface CookieOriginsView {
  readonly originOf: (browser: BrowserId, cookie: Pick<JarCookie, 'name' | 'value'>) => CookieOrigin
}

// Of one browser: by name and value, and of all else.
interface Known {
  readonly byPair: Map<string, CookieOrigin>
  readonly otherwise: CookieOrigin
}
type Origins = Readonly<Record<BrowserId, Known>>

// The fold's own side of the view, changed in place.
interface Storage extends CookieOriginsView {
  readonly hasBegun: boolean
  readonly origins: Origins
  /** Those of the student's own browsers while others stand in for them. */
  readonly own?: Origins
  readonly asked: Map<ExchangeId, { readonly browser: BrowserId; readonly brought: ReadonlySet<string> }>
}

const valuesKept = 2_000
const askedKept = 2_000
const notSet: CookieOrigin = { state: 'not-set' }
const earlier: CookieOrigin = { state: 'earlier' }
const open: CookieOrigin = { state: 'open' }
const allAre = (otherwise: CookieOrigin): Origins => ({
  'browser-a': { byPair: new Map(), otherwise },
  'browser-b': { byPair: new Map(), otherwise },
})

const storageOf = (
  origins: Origins,
  { hasBegun, asked }: Pick<Storage, 'hasBegun' | 'asked'>,
  own?: Origins,
): Storage => {
  const isAsking = (browser: BrowserId): boolean => [...asked.values()].some((one) => one.browser === browser)
  return {
    hasBegun,
    origins,
    ...(own === undefined ? {} : { own }),
    asked,
    originOf: (browser, cookie) => {
      const { byPair, otherwise } = origins[browser]
      return byPair.get(pairOf(cookie)) ?? (isAsking(browser) ? open : otherwise)
    },
  }
}

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      return begin(storage, observation)
    case 'stage.changed':
      return observation.lesson === undefined
        ? storageOf(storage.own ?? storage.origins, storage)
        : storageOf(allAre(notSet), storage, storage.own ?? storage.origins)
    case 'exchange.requested': {
      const { exchange, from, headers } = observation
      if (!isBrowserId(from)) return storage
      setNewest(storage.asked, exchange, { browser: from, brought: broughtBy(headers) }, askedKept)
      return { ...storage }
    }
    case 'exchange.failed':
      return storage.asked.delete(observation.exchange) ? { ...storage } : storage
    case 'exchange.answered':
      return answered(storage, observation)
    default:
      return storage
  }
}

/** Folds the stream into how browsers came by their cookies. */
export const cookieOriginsFold: Fold<CookieOriginsView> = {
  start: () => storageOf(allAre(notSet), { hasBegun: false, asked: new Map() }),
  step,
}

// What was there when the log began came from before it. A log that is cleared while it is read tells nothing new.
const begin = (before: Storage, { cause, baseline }: ObservationOf<'log.began'>): Storage => {
  if (before.hasBegun && cause !== 'start') return before
  const origins = allAre(notSet)
  for (const browser of browserIds)
    for (const cookie of baseline.jars[browser]) origins[browser].byPair.set(pairOf(cookie), earlier)
  return storageOf(origins, { hasBegun: true, asked: new Map() }, baseline.stage === null ? undefined : allAre(earlier))
}

const answered = (storage: Storage, { exchange, headers }: ObservationOf<'exchange.answered'>): Storage => {
  const asked = storage.asked.get(exchange)
  storage.asked.delete(exchange)
  if (asked === undefined) return storage
  for (const raw of headerValues(headers, 'Set-Cookie')) {
    const pair = pairOf(splitSetCookie(raw))
    if (!asked.brought.has(pair))
      setNewest(storage.origins[asked.browser].byPair, pair, { state: 'set', exchange }, valuesKept)
  }
  return { ...storage }
}

const pairOf = ({ name, value }: Pick<JarCookie, 'name' | 'value'>): string => `${name}=${value}`

const broughtBy = (headers: HeaderList): ReadonlySet<string> =>
  new Set(headerValues(headers, 'Cookie').flatMap((line) => line.split(';').map((pair) => pair.trim())))
