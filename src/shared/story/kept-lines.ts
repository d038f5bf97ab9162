import { setNewest } from '../base/bounded-map.ts'
import { readCookieDate } from '../cookie/cookie-date.ts'
import { readSetCookie } from '../cookie/read-set-cookie.ts'
import type { Fold } from '../stream/fold.ts'
import { headerValue, headerValues } from '../stream/header-list.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { CookieKey, JarCookie } from '../stream/lab-state.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import { browserIds, isBrowserId, type BrowserId } from '../stream/participant.ts'
import { urlOf } from '../stream/url-of.ts'

/** What was seen of a Set-Cookie line in the jar of the browser that received it. */
export type KeptLine =
  /** The jar held the cookie with this value after the answer; `instead` of the value that it had before. */
  | { readonly state: 'held'; readonly instead?: string }
  /** The jar held this very value already. */
  | { readonly state: 'held-already' }
  /** A line that deletes: the jar had the cookie, with this value where it was seen, and then no more. */
  | { readonly state: 'gone'; readonly value?: string }
  /** A line that deletes, of which the jar had nothing. */
  | { readonly state: 'nothing-to-delete' }
  /** The browser said that it does not keep it, by Chromium's names of the reasons. */
  | { readonly state: 'refused'; readonly reasons: readonly string[] }
  /** A later line of the same answer is about the same cookie. */
  | { readonly state: 'overruled' }
  /** Nothing was seen of it, so far or because the jar changed again before anybody looked. */
  | { readonly state: 'unseen' }

export interface KeptLinesView {
  /** By the place of the line among the Set-Cookie lines of its answer; undefined for whoever is no browser of the lab. */
  readonly keptOf: (exchange: ExchangeId, place: number) => KeptLine | undefined
}

interface PendingLine {
  readonly exchange: ExchangeId
  readonly place: number
  readonly raw: string
  readonly key: CookieKey
  readonly value: string
  readonly isRemoval: boolean
  /** What the jar held when the answer came; unknown while an earlier line about the same cookie has not been seen in it. */
  readonly before: 'unknown' | { readonly value: string | undefined }
  readonly at: number
}

// The fold's own side of the view, changed in place.
interface Storage extends KeptLinesView {
  readonly kept: Map<ExchangeId, readonly KeptLine[]>
  readonly askers: Map<ExchangeId, { readonly browser: BrowserId; readonly url: URL | undefined }>
  jars: Readonly<Record<BrowserId, readonly JarCookie[]>>
  readonly pending: Record<BrowserId, PendingLine[]>
  /** Refusals whose answer is not observed yet. */
  early: readonly ObservationOf<'cookie.blocked'>[]
}

const exchangesKept = 20_000
const askersKept = 2_000
const pendingKept = 200
const earlyKept = 100

/** Milliseconds that a verdict and the answer that it is about may lie apart: they come by different ways. */
const apart = 5_000

const start = (jars: Storage['jars'] = { 'browser-a': [], 'browser-b': [] }): Storage => {
  const kept = new Map<ExchangeId, readonly KeptLine[]>()
  return {
    kept,
    askers: new Map(),
    jars,
    pending: { 'browser-a': [], 'browser-b': [] },
    early: [],
    keptOf: (exchange, place) => kept.get(exchange)?.[place],
  }
}

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      return start(observation.baseline.jars)
    case 'exchange.requested':
      if (isBrowserId(observation.from))
        setNewest(
          storage.askers,
          observation.exchange,
          { browser: observation.from, url: urlOf(observation) },
          askersKept,
        )
      return storage
    case 'exchange.failed':
      storage.askers.delete(observation.exchange)
      return storage
    case 'exchange.answered':
      return answered(storage, observation)
    case 'jar.changed':
      return jarChanged(storage, observation)
    case 'cookie.blocked':
      return observation.occasion === 'answer' ? blocked(storage, observation) : storage
    case 'stage.changed':
      // The jars that are seen from now on are those of other browsers.
      for (const browser of browserIds) storage.pending[browser] = []
      return storage
    default:
      return storage
  }
}

/** Folds the stream into what became of each Set-Cookie line in its browser's jar, as far as that was seen. */
export const keptLinesFold: Fold<KeptLinesView> = { start: () => start(), step }

const answered = (storage: Storage, { exchange, at, headers }: ObservationOf<'exchange.answered'>): Storage => {
  const asker = storage.askers.get(exchange)
  storage.askers.delete(exchange)
  const raws = asker === undefined ? [] : headerValues(headers, 'Set-Cookie')
  if (asker === undefined || raws.length === 0) return storage
  const { browser, url = new URL('http://localhost/') } = asker
  const serverTime = readCookieDate(headerValue(headers, 'Date') ?? '')
  const jar = storage.jars[browser]
  const lines = raws.map((raw, place): PendingLine => {
    const { key, line, verdict } = readSetCookie(raw, { url, at, serverTime })
    const isUnknown = storage.pending[browser].some((earlier) => isSameKey(earlier.key, key))
    const before = isUnknown ? 'unknown' : { value: jar.find((cookie) => isOf(cookie, key))?.value }
    return { exchange, place, raw, key, value: line.value, isRemoval: verdict.state === 'ended', before, at }
  })
  setNewest(
    storage.kept,
    exchange,
    lines.map((line) => atOnce(line, lines)),
    exchangesKept,
  )
  storage.pending[browser] = [...storage.pending[browser], ...lines].slice(-pendingKept)
  for (const verdict of storage.early) blocked(storage, verdict)
  return { ...storage, early: storage.early.filter((verdict) => !isAbout(verdict, browser, lines)) }
}

// What can be said before the jar is seen again.
const atOnce = (line: PendingLine, all: readonly PendingLine[]): KeptLine => {
  if (all.some(({ place, key }) => place > line.place && isSameKey(key, line.key))) return { state: 'overruled' }
  if (line.before === 'unknown') return { state: 'unseen' }
  const { value } = line.before
  if (line.isRemoval) return value === undefined ? { state: 'nothing-to-delete' } : { state: 'unseen' }
  return value === line.value ? { state: 'held-already' } : { state: 'unseen' }
}

const jarChanged = (storage: Storage, { browser, cookies, at }: ObservationOf<'jar.changed'>): Storage => {
  storage.jars = { ...storage.jars, [browser]: cookies }
  const waiting = storage.pending[browser].filter((line) => at - line.at <= apart)
  if (waiting.length === 0) {
    storage.pending[browser] = []
    return storage
  }
  const seen = waiting.map((line) => seenIn(cookies, line, storage.kept.get(line.exchange)?.[line.place]))
  for (const [index, what] of seen.entries()) if (what !== undefined) note(storage, waiting[index], what)
  // What the jar shows of a cookie now is no sign any more of a line that came before the one that it shows.
  storage.pending[browser] = waiting.filter(
    ({ key }, index) =>
      !waiting.some((later, at) => at >= index && seen[at] !== undefined && isSameKey(later.key, key)),
  )
  return { ...storage }
}

// What a jar shows of a line; undefined where the jar may be one of before the line.
const seenIn = (jar: readonly JarCookie[], line: PendingLine, known: KeptLine | undefined): KeptLine | undefined => {
  if (known?.state !== 'unseen') return known
  const now = jar.find((cookie) => isOf(cookie, line.key))?.value
  const before = line.before === 'unknown' ? undefined : line.before.value
  if (line.isRemoval)
    return now === undefined ? { state: 'gone', ...(before === undefined ? {} : { value: before }) } : undefined
  if (now !== line.value) return undefined
  return { state: 'held', ...(before === undefined ? {} : { instead: before }) }
}

const blocked = (storage: Storage, verdict: ObservationOf<'cookie.blocked'>): Storage => {
  const { browser, text, at, reasons } = verdict
  const pending = storage.pending[browser]
  const place = pending.findLastIndex((line) => line.raw === text && Math.abs(line.at - at) <= apart)
  const line = pending[place]
  if (line === undefined) {
    if (!storage.early.includes(verdict)) storage.early = [...storage.early, verdict].slice(-earlyKept)
    return storage
  }
  storage.pending[browser] = pending.filter((one) => one !== line)
  note(storage, line, { state: 'refused', reasons })
  return { ...storage }
}

const isAbout = (
  verdict: ObservationOf<'cookie.blocked'>,
  browser: BrowserId,
  lines: readonly PendingLine[],
): boolean =>
  verdict.browser === browser && lines.some(({ raw, at }) => raw === verdict.text && Math.abs(at - verdict.at) <= apart)

const note = ({ kept }: Storage, line: PendingLine | undefined, seen: KeptLine): void => {
  if (line === undefined) return
  const { exchange, place } = line
  const lines = kept.get(exchange)
  if (lines !== undefined) kept.set(exchange, lines.with(place, seen))
}

const isOf = (cookie: JarCookie, key: CookieKey): boolean =>
  cookie.name === key.name &&
  bare(cookie.domain) === bare(key.domain) &&
  cookie.path === key.path &&
  (cookie.partitioned ?? false) === (key.partitioned ?? false)

const isSameKey = (one: CookieKey, other: CookieKey): boolean =>
  one.name === other.name &&
  one.domain === other.domain &&
  one.path === other.path &&
  (one.partitioned ?? false) === (other.partitioned ?? false)

// With a leading dot a cookie is for the hosts below, too; that makes it no other one.
const bare = (domain: string): string => (domain.startsWith('.') ? domain.slice(1) : domain)
