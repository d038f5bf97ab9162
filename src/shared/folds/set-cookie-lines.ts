import { setNewest } from '../base/bounded-map.ts'
import type { Fold } from '../stream/fold.ts'
import { headerValue, headerValues } from '../stream/header-list.ts'
import type { JsonObject } from '../base/json.ts'
import type { SetCookie } from '../cookie/split-set-cookie.ts'
import type { ExchangeId, SessionMode } from '../stream/changes.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import { firstNodes } from '../stream/first-nodes.ts'
import { isOneOf, type NodeName } from '../stream/node.ts'
import type { LessonId } from '../stream/judged.ts'
import { isBrowserId, type Participant } from '../stream/participant.ts'
import { readSetCookie, type SetCookieReading } from '../cookie/read-set-cookie.ts'
import { readCookieDate } from '../cookie/cookie-date.ts'
import { urlOf } from '../stream/url-of.ts'

/** A Set-Cookie line that somebody received, with what the counter said it had saved. */
export interface SetCookieLine {
  /** Unique within a log. */
  readonly id: string
  readonly exchange: ExchangeId
  /** Its place among the Set-Cookie lines of its answer, from 0. */
  readonly place: number
  readonly participant: Participant
  /** The experiment for which a fresh browser stood in for the one that received it. */
  readonly standIn?: LessonId
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number
  readonly cookie: SetCookie
  /** What a browser makes of the line. */
  readonly reading: SetCookieReading
  readonly isRemoval: boolean
  /** How the session behind it was saved; absent where the line is not the session's. */
  readonly session?: { readonly mode: SessionMode; readonly data?: JsonObject }
}

export interface SetCookieLinesView {
  /** Oldest first; the newest thousand. */
  readonly lines: readonly SetCookieLine[]
}

interface PendingExchange {
  readonly from: Participant
  readonly standIn?: LessonId
  readonly url: URL
  readonly saved?: ObservationOf<'session.saved'>
}

// The fold's own side of the view, changed in place.
interface Storage extends SetCookieLinesView {
  readonly nodes: readonly NodeName[]
  stage: LessonId | null
  /** Exchanges of browsers and clients that were not answered yet. */
  readonly pending: Map<ExchangeId, PendingExchange>
}

const linesKept = 1_000

/** What a request without a Host was for, which no browser sends. */
const nowhere = new URL('http://localhost/')
const pendingKept = 10_000

const start = (nodes: readonly NodeName[] = firstNodes, stage: LessonId | null = null): Storage => ({
  nodes,
  stage,
  lines: [],
  pending: new Map(),
})

const step = (storage: Storage, observation: Observation): Storage => {
  const { pending } = storage
  switch (observation.kind) {
    case 'log.began':
      return start(observation.baseline.nodes, observation.baseline.stage)
    case 'stage.changed':
      storage.stage = observation.lesson ?? null
      return storage
    case 'exchange.requested':
      // What the nodes send each other carries no cookies of anybody's.
      if (isOneOf(storage.nodes, observation.from)) return storage
      setNewest(
        pending,
        observation.exchange,
        {
          from: observation.from,
          ...(storage.stage !== null && isBrowserId(observation.from) ? { standIn: storage.stage } : {}),
          url: urlOf(observation) ?? nowhere,
        },
        pendingKept,
      )
      return storage
    case 'session.saved': {
      const exchange = pending.get(observation.exchange)
      if (exchange !== undefined) pending.set(observation.exchange, { ...exchange, saved: observation })
      return storage
    }
    case 'exchange.failed':
      pending.delete(observation.exchange)
      return storage
    case 'exchange.answered':
      return answered(storage, observation)
    default:
      return storage
  }
}

/** Folds the stream into the Set-Cookie lines that browsers and clients received. */
export const setCookieLinesFold: Fold<SetCookieLinesView> = { start: () => start(), step }

const answered = (storage: Storage, observation: ObservationOf<'exchange.answered'>): Storage => {
  const exchange = storage.pending.get(observation.exchange)
  storage.pending.delete(observation.exchange)
  const raws = exchange === undefined ? [] : headerValues(observation.headers, 'Set-Cookie')
  if (exchange === undefined || raws.length === 0) return storage
  const lines = raws.map((raw, place) => lineOf(exchange, observation, raw, place))
  return { ...storage, lines: [...storage.lines, ...lines].slice(-linesKept) }
}

const lineOf = (
  { from, standIn, url, saved }: PendingExchange,
  { exchange, at, headers }: ObservationOf<'exchange.answered'>,
  raw: string,
  place: number,
): SetCookieLine => {
  const reading = readSetCookie(raw, { url, at, serverTime: readCookieDate(headerValue(headers, 'Date') ?? '') })
  const session =
    saved?.setCookie === raw
      ? { mode: saved.mode, ...(saved.data === undefined ? {} : { data: saved.data }) }
      : undefined
  return {
    id: `${exchange}:${place}`,
    exchange,
    place,
    participant: from,
    ...(standIn === undefined ? {} : { standIn }),
    at,
    cookie: reading.line,
    reading,
    isRemoval: reading.verdict.state === 'ended',
    ...(session === undefined ? {} : { session }),
  }
}
