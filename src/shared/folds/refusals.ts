import { setNewest } from '../base/bounded-map.ts'
import { isUntold } from '../cookie/cookie-refusals.ts'
import type { Fold } from '../stream/fold.ts'
import { headerValues } from '../stream/header-list.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { CookieKey, JarCookie } from '../stream/lab-state.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import type { LessonId } from '../stream/judged.ts'
import { isBrowserId, type BrowserId } from '../stream/participant.ts'
import type { SetCookieLine } from './set-cookie-lines.ts'

/** A cookie that a browser refused to keep or to send along. */
export interface Refusal {
  readonly id: number
  readonly browser: BrowserId
  /** When it was last refused so, in milliseconds since 1970. */
  readonly at: number
  readonly url: string
  readonly occasion: 'answer' | 'request'
  /** The Set-Cookie line, or `name=value` of a cookie that was not sent along. */
  readonly text: string
  readonly reasons: readonly string[]
  /** The exchange whose answer carried the line. */
  readonly exchange?: ExchangeId
  /** How often it was refused so, where that is more than once. */
  readonly times?: number
  /** The experiment whose stand-in refused it, and the observation with which that came on stage. */
  readonly stage?: RefusalStage
}

/** Stand-in browsers, by their experiment and the observation with which they came. */
export interface RefusalStage {
  readonly lesson: LessonId
  readonly since: number
}

export interface RefusalsView {
  /** Oldest first; the newest two hundred. Those of stand-ins are among them. */
  readonly refusals: readonly Refusal[]
  /** The stand-ins that are on stage. */
  readonly stage?: RefusalStage | undefined
  /** Whether each browser says why it refuses. */
  readonly areReasonsKnown: Readonly<Record<BrowserId, boolean>>
}

// A Set-Cookie line that was answered, until a verdict on it came.
interface Line {
  readonly browser: BrowserId
  readonly exchange: ExchangeId
  readonly raw: string
  readonly at: number
}

// The fold's own side of the view, changed in place.
interface Storage extends RefusalsView {
  readonly askers: Map<ExchangeId, BrowserId>
  readonly lines: Line[]
}

const refusalsKept = 200
const linesKept = 500
const askersKept = 2_000

/** Milliseconds that a verdict and the line that it is about may lie apart: they come by different ways. */
const apart = 5_000

const start = (): Storage => ({
  refusals: [],
  areReasonsKnown: { 'browser-a': true, 'browser-b': true },
  askers: new Map(),
  lines: [],
})

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began': {
      const { areReasonsKnown, stage } = observation.baseline
      return { ...start(), areReasonsKnown, stage: stageOf(stage ?? undefined, observation.sequence) }
    }
    case 'stage.changed':
      return { ...storage, stage: stageOf(observation.lesson, observation.sequence) }
    case 'verdicts.changed':
      return {
        ...storage,
        areReasonsKnown: { ...storage.areReasonsKnown, [observation.browser]: observation.areReasonsKnown },
      }
    case 'exchange.requested':
      if (isBrowserId(observation.from)) setNewest(storage.askers, observation.exchange, observation.from, askersKept)
      return storage
    case 'exchange.failed':
      storage.askers.delete(observation.exchange)
      return storage
    case 'exchange.answered':
      return answered(storage, observation)
    case 'cookie.blocked':
      return refused(storage, observation)
    default:
      return storage
  }
}

/** Folds the stream into what the browsers refused, each matched to the exchange that brought it. */
export const refusalsFold: Fold<RefusalsView> = { start, step }

/** What the browsers that are in the window now refused: their own, or, while stand-ins are on stage, those. */
export const refusalsOfNow = ({ refusals, stage }: RefusalsView, browser: BrowserId): readonly Refusal[] =>
  refusals.filter((refusal) => refusal.browser === browser && refusal.stage?.since === stage?.since)

const stageOf = (lesson: LessonId | undefined, since: number): RefusalStage | undefined =>
  lesson === undefined ? undefined : { lesson, since }

/** That a browser did not keep a line, and why. */
export type LineRefusal = Pick<Refusal, 'browser' | 'occasion' | 'reasons'>

/** What became of a Set-Cookie line, where its browser refused it: as the browser said, or where none says so as it is read. */
export const refusalOf = (
  refusals: readonly Refusal[],
  {
    exchange,
    participant,
    cookie,
    reading: { verdict },
  }: Pick<SetCookieLine, 'exchange' | 'participant' | 'cookie' | 'reading'>,
): LineRefusal | undefined => {
  const told = refusals.find((one) => one.exchange === exchange && one.occasion === 'answer' && one.text === cookie.raw)
  if (
    told !== undefined ||
    verdict.state !== 'refused' ||
    !isBrowserId(participant) ||
    !verdict.reasons.every(isUntold)
  )
    return told
  return { browser: participant, occasion: 'answer', reasons: verdict.reasons }
}

/** The newest line of each cookie that is not in the jar, though it should be: what is known of refusals where no reasons are. */
export const missingFrom = (jar: readonly JarCookie[], lines: readonly SetCookieLine[]): SetCookieLine[] => {
  const newest = new Map(lines.map((line) => [keyText(line.reading.key), line]))
  return [...newest.values()].filter(
    ({ cookie: { name, value }, isRemoval }) =>
      !isRemoval && !jar.some((kept) => kept.name === name && kept.value === value),
  )
}

const keyText = ({ name, domain, path, partitioned }: CookieKey): string =>
  [name, domain, path, String(partitioned)].join('\0')

const answered = (storage: Storage, { exchange, headers, at }: ObservationOf<'exchange.answered'>): Storage => {
  const browser = storage.askers.get(exchange)
  storage.askers.delete(exchange)
  if (browser === undefined) return storage
  let { refusals } = storage
  for (const raw of headerValues(headers, 'Set-Cookie')) {
    const early = refusals.findIndex((one) => isUnmatched(one) && isSame(one, { browser, raw, at }))
    if (early < 0) storage.lines.push({ browser, exchange, raw, at })
    else refusals = refusals.map((one, index) => (index === early ? { ...one, exchange } : one))
  }
  storage.lines.splice(0, storage.lines.length - linesKept)
  return refusals === storage.refusals ? storage : { ...storage, refusals }
}

const refused = (
  storage: Storage,
  { sequence, at, browser, url, occasion, text, reasons }: ObservationOf<'cookie.blocked'>,
): Storage => {
  const { stage } = storage
  const refusal: Refusal = { id: sequence, browser, at, url, occasion, text, reasons, ...(stage && { stage }) }
  if (occasion === 'request') return { ...storage, refusals: kept(withRepeated(storage.refusals, refusal)) }
  const place = storage.lines.findLastIndex((line) => isSame(refusal, line))
  const [line] = place < 0 ? [] : storage.lines.splice(place, 1)
  return {
    ...storage,
    refusals: kept([...storage.refusals, line === undefined ? refusal : { ...refusal, exchange: line.exchange }]),
  }
}

const kept = (refusals: readonly Refusal[]): readonly Refusal[] => refusals.slice(-refusalsKept)

const isUnmatched = ({ occasion, exchange }: Refusal): boolean => occasion === 'answer' && exchange === undefined

const isSame = (refusal: Refusal, { browser, raw, at }: Omit<Line, 'exchange'>): boolean =>
  refusal.browser === browser && refusal.text === raw && Math.abs(refusal.at - at) <= apart

// The same cookie is held back at every request; it is told once.
const withRepeated = (refusals: readonly Refusal[], refusal: Refusal): readonly Refusal[] => {
  const before = refusals.find((one) => isRepeated(one, refusal))
  if (before === undefined) return [...refusals, refusal]
  return [...refusals.filter((one) => one !== before), { ...refusal, times: (before.times ?? 1) + 1 }]
}

const isRepeated = (one: Refusal, other: Refusal): boolean =>
  one.occasion === other.occasion &&
  one.stage?.since === other.stage?.since &&
  one.browser === other.browser &&
  one.text === other.text &&
  one.reasons.join() === other.reasons.join()
