import type { ExchangeId } from '../stream/changes.ts'
import type { Fold } from '../stream/fold.ts'
import { headerValues, type HeaderList } from '../stream/header-list.ts'
import type { JarCookie } from '../stream/lab-state.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import { isBrowserId, type BrowserId } from '../stream/participant.ts'
import { urlOf } from '../stream/url-of.ts'

/** A cookie that its browser did not keep, or did not send along; `text` and `reasons` as in `cookie.blocked`. */
export type BlockedCookie = Pick<ObservationOf<'cookie.blocked'>, 'text' | 'reasons'>

/** What a browser said of the cookies of one exchange: each `Set-Cookie` line that it refused, each cookie that it held back. */
export interface BlockedCookies {
  readonly notKept: readonly BlockedCookie[]
  readonly heldBack: readonly BlockedCookie[]
}

/** By exchange, for those with a verdict; the newest ten thousand. */
export type BlockedCookiesView = { readonly byExchange: ReadonlyMap<ExchangeId, BlockedCookies> }

type Told = ObservationOf<'cookie.blocked'>

// With its address as URLs are compared.
type Verdict = Told & { readonly href: string | undefined }

// A request that a browser made.
interface Request {
  readonly exchange: ExchangeId
  readonly browser: BrowserId
  readonly at: number
  readonly url: string | undefined
  /** As `name=value`: what it brought, and what the browser's jar held by then. */
  readonly cookies: ReadonlySet<string>
  readonly jar: ReadonlySet<string>
  readonly isOver: boolean
}

// A Set-Cookie line that a browser was sent, until a verdict on it came.
interface Line {
  readonly exchange: ExchangeId
  readonly browser: BrowserId
  readonly at: number
  readonly raw: string
}

// The fold's own side of the view, changed in place.
interface Storage extends BlockedCookiesView {
  readonly byExchange: Map<ExchangeId, BlockedCookies>
  readonly jars: Readonly<Record<BrowserId, ReadonlySet<string>>>
  readonly requests: Map<ExchangeId, Request>
  readonly lines: Line[]
  /** Verdicts that came before what they are about. */
  readonly early: Verdict[]
}

const exchangesKept = 10_000
const requestsKept = 1_000
const linesKept = 500
const earlyKept = 200

/** Milliseconds that a verdict and what it is about may lie apart, since they come by different ways. */
const apart = { answer: 5_000, request: 2_000 } as const

const none: BlockedCookies = { notKept: [], heldBack: [] }

const start = (
  jars: Readonly<Record<BrowserId, readonly JarCookie[]>> = { 'browser-a': [], 'browser-b': [] },
): Storage => ({
  byExchange: new Map(),
  jars: { 'browser-a': textsOf(jars['browser-a']), 'browser-b': textsOf(jars['browser-b']) },
  requests: new Map(),
  lines: [],
  early: [],
})

const textsOf = (jar: readonly JarCookie[]): ReadonlySet<string> =>
  new Set(jar.map(({ name, value }) => `${name}=${value}`))

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      return start(observation.baseline.jars)
    case 'jar.changed':
      return { ...storage, jars: { ...storage.jars, [observation.browser]: textsOf(observation.cookies) } }
    case 'exchange.requested':
      return requested(storage, observation)
    case 'exchange.failed':
      end(storage, observation.exchange)
      return storage
    case 'exchange.answered':
      return answered(storage, observation)
    case 'cookie.blocked':
      return blocked(storage, observation)
    default:
      return storage
  }
}

/**
 * Folds the stream into the browsers' verdicts on the cookies of each exchange. A verdict that cannot be told to be about
 * a certain exchange is about none: of a request it must have the browser and the address, and the request must have come without
 * the cookie. Of one that was answered by then it must be known that the cookie was in the jar: it was held back, that is to say.
 */
export const blockedCookiesFold: Fold<BlockedCookiesView> = { start, step }

const requested = (storage: Storage, fact: ObservationOf<'exchange.requested'>): Storage => {
  const { exchange, from: browser, at, headers } = fact
  if (!isBrowserId(browser)) return storage
  const [cookies, jar] = [cookiesIn(headers), storage.jars[browser]]
  const request: Request = { exchange, browser, at, url: urlOf(fact)?.href, cookies, jar, isOver: false }
  storage.requests.set(exchange, request)
  forgetOldest(storage.requests, requestsKept)
  const about = takeEarly(storage, (verdict) => verdict.occasion === 'request' && isHeldBackFrom(request, verdict))
  return about.reduce((before, verdict) => noted(before, exchange, verdict), storage)
}

const end = ({ requests }: Storage, exchange: ExchangeId): Request | undefined => {
  const request = requests.get(exchange)
  if (request !== undefined) requests.set(exchange, { ...request, isOver: true })
  return request
}

const answered = (storage: Storage, { exchange, headers, at }: ObservationOf<'exchange.answered'>): Storage => {
  const browser = end(storage, exchange)?.browser
  if (browser === undefined) return storage
  let after = storage
  for (const raw of headerValues(headers, 'Set-Cookie')) {
    const line: Line = { exchange, browser, at, raw }
    const [verdict] = takeEarly(storage, (one) => one.occasion === 'answer' && isOfLine(line, one), 1)
    if (verdict === undefined) storage.lines.push(line)
    else after = noted(after, exchange, verdict)
  }
  if (storage.lines.length > linesKept) storage.lines.splice(0, storage.lines.length - linesKept)
  return after
}

const blocked = (storage: Storage, told: Told): Storage => {
  const verdict: Verdict = { ...told, href: URL.canParse(told.url) ? new URL(told.url).href : undefined }
  const exchange = verdict.occasion === 'answer' ? takeLine(storage, verdict) : requestOf(storage, verdict)
  if (exchange !== undefined) return noted(storage, exchange, verdict)
  storage.early.push(verdict)
  if (storage.early.length > earlyKept) storage.early.shift()
  return storage
}

const takeLine = ({ lines }: Storage, verdict: Verdict): ExchangeId | undefined => {
  const place = lines.findLastIndex((line) => isOfLine(line, verdict))
  return place < 0 ? undefined : lines.splice(place, 1)[0]?.exchange
}

// Of several requests alike each has a verdict of its own.
const requestOf = ({ requests, byExchange }: Storage, verdict: Verdict): ExchangeId | undefined =>
  [...requests.values()].find(
    (request) =>
      isHeldBackFrom(request, verdict) &&
      (!request.isOver || request.jar.has(verdict.text)) &&
      !byExchange.get(request.exchange)?.heldBack.some(({ text }) => text === verdict.text),
  )?.exchange

const isOfLine = ({ browser, raw, at }: Line, verdict: Verdict): boolean =>
  verdict.browser === browser && verdict.text === raw && Math.abs(verdict.at - at) <= apart.answer

const isHeldBackFrom = ({ browser, url, at, cookies }: Request, verdict: Verdict): boolean =>
  verdict.browser === browser &&
  Math.abs(verdict.at - at) <= apart.request &&
  !cookies.has(verdict.text) &&
  url !== undefined &&
  url === verdict.href

const cookiesIn = (headers: HeaderList): ReadonlySet<string> =>
  new Set(headerValues(headers, 'Cookie').flatMap((line) => line.split(';').map((pair) => pair.trim())))

const takeEarly = ({ early }: Storage, isAbout: (verdict: Verdict) => boolean, atMost = Infinity): Verdict[] => {
  const taken = early.filter(isAbout).slice(0, atMost)
  for (const verdict of taken) early.splice(early.indexOf(verdict), 1)
  return taken
}

const noted = (storage: Storage, exchange: ExchangeId, { text, reasons, occasion }: Verdict): Storage => {
  const { notKept, heldBack } = storage.byExchange.get(exchange) ?? none
  const cookie: BlockedCookie = { text, reasons }
  storage.byExchange.set(
    exchange,
    occasion === 'answer' ? { notKept: [...notKept, cookie], heldBack } : { notKept, heldBack: [...heldBack, cookie] },
  )
  forgetOldest(storage.byExchange, exchangesKept)
  return { ...storage }
}

const forgetOldest = <K>(map: Map<K, unknown>, bound: number): void => {
  if (map.size <= bound) return
  const oldest = map.keys().next()
  if (oldest.done !== true) map.delete(oldest.value)
}
