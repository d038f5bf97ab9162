import { setNewest } from '../base/bounded-map.ts'
import { splitSetCookie } from '../cookie/split-set-cookie.ts'
import type { Fold } from '../stream/fold.ts'
import { headerValues } from '../stream/header-list.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { LessonId } from '../stream/judged.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import { isBrowserId, type Participant } from '../stream/participant.ts'

/** An answer that set a cookie to a value. */
export interface CookieSetter {
  readonly exchange: ExchangeId
  readonly to: Participant
  /** The experiment for which a fresh browser stood in for the one that received it. */
  readonly standIn?: LessonId
  /** Sequence of the answer's observation. */
  readonly sequence: number
}

/** Which answers set which cookies. */
export interface CookieSettersView {
  /**
   * The answer that set this very name and value last, before the asker's request: the last that the asker received, or
   * else the last that anybody did.
   */
  readonly originOf: (pair: CookiePair, asker: CookieAsker) => CookieSetter | undefined
}

/** Who asks, and when. */
export interface CookieAsker {
  readonly from: Participant
  readonly standIn?: LessonId | undefined
  /** Sequence of the request's observation. */
  readonly sequence: number
}

/** A cookie as a request carries it. */
export interface CookiePair {
  readonly name: string
  readonly value: string
}

// The fold's own side of the view, changed in place.
interface Storage extends CookieSettersView {
  readonly byPair: Map<string, readonly CookieSetter[]>
  readonly askers: Map<ExchangeId, Pick<CookieSetter, 'to' | 'standIn'>>
  stage: LessonId | null
}

const pairsKept = 20_000
const originsKept = 50
const askersKept = 10_000

const start = (stage: LessonId | null = null): Storage => {
  const byPair = new Map<string, readonly CookieSetter[]>()
  return {
    byPair,
    askers: new Map(),
    stage,
    originOf: (pair, asker) => {
      const earlier = (byPair.get(pairText(pair)) ?? []).filter(({ sequence }) => sequence < asker.sequence)
      return earlier.findLast(({ to, standIn }) => to === asker.from && standIn === asker.standIn) ?? earlier.at(-1)
    },
  }
}

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      return start(observation.baseline.stage)
    case 'stage.changed':
      storage.stage = observation.lesson ?? null
      return storage
    case 'exchange.requested': {
      const { exchange, from } = observation
      const { stage } = storage
      const standIn = stage !== null && isBrowserId(from) ? { standIn: stage } : {}
      setNewest(storage.askers, exchange, { to: from, ...standIn }, askersKept)
      return storage
    }
    case 'exchange.answered':
      return answered(storage, observation)
    default:
      return storage
  }
}

/** Folds the stream into the answers that set each value of a cookie. */
export const cookieSettersFold: Fold<CookieSettersView> = { start, step }

const answered = (storage: Storage, { exchange, sequence, headers }: ObservationOf<'exchange.answered'>): Storage => {
  const asker = storage.askers.get(exchange)
  storage.askers.delete(exchange)
  const raws = asker === undefined ? [] : headerValues(headers, 'Set-Cookie')
  if (asker === undefined || raws.length === 0) return storage
  for (const raw of raws) {
    const text = pairText(splitSetCookie(raw))
    const known = storage.byPair.get(text) ?? []
    setNewest(storage.byPair, text, [...known, { exchange, ...asker, sequence }].slice(-originsKept), pairsKept)
  }
  return { ...storage }
}

const pairText = ({ name, value }: CookiePair): string => `${name}=${value}`
