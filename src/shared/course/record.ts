import { present } from '../base/present.ts'
import { setNewest } from '../base/bounded-map.ts'
import type { Fold } from '../stream/fold.ts'
import type { ExchangeId, SessionMode } from '../stream/changes.ts'
import type { FactKind, Observation, ObservationOf } from '../stream/observation.ts'
import type { Participant } from '../stream/participant.ts'
import { isRemoval, parseSetCookie } from '../cookie/set-cookie.ts'
import { defaultSettings, modeKey, publicSettings, type PublicSettings } from '../stream/settings.ts'

/** An exchange with all that was observed of it, and what a check must know of the moment at which it was asked. */
export interface JoinedExchange {
  readonly id: ExchangeId
  readonly requested: ObservationOf<'exchange.requested'>
  readonly opened?: ObservationOf<'session.opened'>
  readonly saved?: ObservationOf<'session.saved'>
  /** How it ended; absent while it is under way. */
  readonly end?: ObservationOf<'exchange.answered'> | ObservationOf<'exchange.failed'>
  /** Exchanges made in its course, in the order of their requests. */
  readonly children: readonly ExchangeId[]
  /** The settings in force when it was asked. */
  readonly settings: PublicSettings
  /** Counts up whenever the way in which sessions are kept changes: evidence of two epochs does not belong together. */
  readonly modeEpoch: number
  /** Who the counter took the sender for: exchanges whose cookie continues that of an earlier one have the same visitor. */
  readonly visitor?: number
}

/** Observations beside exchanges that checks look at. */
const momentKinds = [
  'settings.changed',
  'jar.changed',
  'cookie.blocked',
  'entry.written',
  'entry.deleted',
  'page.changed',
  'server.changed',
  'exercise.checked',
] as const
export type MomentKind = (typeof momentKinds)[number]
export type Moment = ObservationOf<MomentKind>

/** What the checks of points and experiments look at: the newest part of the stream, joined. */
export interface LessonRecord {
  /** In the order of their requests, oldest first. */
  readonly exchanges: readonly JoinedExchange[]
  readonly byId: ReadonlyMap<ExchangeId, JoinedExchange>
  readonly moments: readonly Moment[]
  readonly settings: PublicSettings
  readonly modeEpoch: number
}

// The fold's own side of the view, changed in place.
interface Storage extends LessonRecord {
  readonly exchanges: JoinedExchange[]
  readonly byId: Map<ExchangeId, JoinedExchange>
  readonly moments: Moment[]
  /** Where an exchange stands in `exchanges`, counted from the first that there ever was. */
  readonly places: Map<ExchangeId, number>
  readonly visitors: Map<string, number>
  /** Those that were changed by hand, and all of the click that they belong to: they are evidence for nothing. */
  readonly aside: Map<ExchangeId, JoinedExchange>
  readonly dropped: number
  readonly visitorCount: number
}

const exchangesKept = 2_000
const momentsKept = 2_000
const visitorsKept = 10_000
const asideKept = 1_000

const start = (settings: PublicSettings = publicSettings(defaultSettings), modeEpoch = 0): Storage => ({
  exchanges: [],
  byId: new Map(),
  moments: [],
  settings,
  modeEpoch,
  places: new Map(),
  visitors: new Map(),
  aside: new Map(),
  dropped: 0,
  visitorCount: 0,
})

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      return begin(storage, observation)
    case 'exchange.requested':
      return insert(storage, observation)
    case 'session.opened':
      return opened(storage, observation)
    case 'session.saved':
      return saved(storage, observation)
    case 'exchange.answered':
    case 'exchange.failed':
      return amend(storage, observation.exchange, { end: observation })
    case 'hop.changed':
      return putAside(storage, observation.exchange)
    case 'settings.changed':
      return settingsChanged(remembered(storage, observation), observation.settings)
    default:
      return isMoment(observation) ? remembered(storage, observation) : storage
  }
}

/** Folds the stream into what checks look at: the newest 2,000 exchanges and 2,000 other observations. */
export const lessonRecordFold: Fold<LessonRecord> = { start: () => start(), step }

// A log that was trimmed tells nothing new to who has read it; one that was cleared begins anew.
const begin = (storage: Storage, { cause, baseline }: ObservationOf<'log.began'>): Storage =>
  cause === 'trimmed' && storage.exchanges.length > 0 ? storage : start(baseline.settings, storage.modeEpoch + 1)

const insert = (storage: Storage, requested: ObservationOf<'exchange.requested'>): Storage => {
  const { exchange: id, parent } = requested
  const seen: JoinedExchange = { id, requested, children: [], settings: storage.settings, modeEpoch: storage.modeEpoch }
  if (parent !== undefined && storage.aside.has(parent)) return keepAside(storage, [seen])
  storage.places.set(id, storage.dropped + storage.exchanges.length)
  storage.exchanges.push(seen)
  storage.byId.set(id, seen)
  const above = parent === undefined ? undefined : storage.byId.get(parent)
  if (above !== undefined) amend(storage, above.id, { children: [...above.children, id] })
  return trimmed(storage)
}

const trimmed = (storage: Storage): Storage => {
  const { exchanges, byId, places } = storage
  if (exchanges.length <= exchangesKept) return { ...storage }
  const gone = exchanges.splice(0, Math.ceil(exchangesKept / 20))
  for (const { id } of gone) {
    byId.delete(id)
    places.delete(id)
  }
  return { ...storage, dropped: storage.dropped + gone.length }
}

// What was changed by hand, who asked for it and what it caused: none of it went as it would have gone.
const putAside = (storage: Storage, id: ExchangeId): Storage => {
  let top = storage.byId.get(id)
  if (top === undefined) return storage
  for (let above = parentIn(storage, top); above !== undefined; above = parentIn(storage, top)) top = above
  const gone = familyOf(storage, top)
  const left = storage.exchanges.filter((seen) => !gone.includes(seen))
  for (const seen of gone) storage.byId.delete(seen.id)
  storage.places.clear()
  for (const [index, seen] of left.entries()) storage.places.set(seen.id, storage.dropped + index)
  return keepAside({ ...storage, exchanges: left }, gone)
}

const parentIn = ({ byId }: Storage, { requested }: JoinedExchange): JoinedExchange | undefined =>
  requested.parent === undefined ? undefined : byId.get(requested.parent)

const familyOf = (storage: Storage, top: JoinedExchange): JoinedExchange[] => [
  top,
  ...top.children.flatMap((id) => {
    const child = storage.byId.get(id)
    return child === undefined ? [] : familyOf(storage, child)
  }),
]

const keepAside = (storage: Storage, seen: readonly JoinedExchange[]): Storage => {
  for (const one of seen) storage.aside.set(one.id, one)
  for (const id of storage.aside.keys()) if (storage.aside.size > asideKept) storage.aside.delete(id)
  return { ...storage }
}

const amend = (storage: Storage, id: ExchangeId, change: Partial<JoinedExchange>): Storage => {
  const aside = storage.aside.get(id)
  if (aside !== undefined) storage.aside.set(id, { ...aside, ...change })
  const seen = storage.byId.get(id)
  const place = storage.places.get(id)
  if (seen === undefined || place === undefined) return storage
  const amended = { ...seen, ...change }
  storage.byId.set(id, amended)
  storage.exchanges[place - storage.dropped] = amended
  return { ...storage }
}

const opened = (storage: Storage, observation: ObservationOf<'session.opened'>): Storage => {
  const { exchange, cookie, mode, outcome } = observation
  const from = known(storage, exchange)?.requested.from
  const visitor =
    cookie === undefined || from === undefined || outcome.state !== 'loaded'
      ? undefined
      : storage.visitors.get(visitorKey(mode, cookie, from))
  return amend(storage, exchange, { opened: observation, ...present({ visitor }) })
}

const saved = (storage: Storage, observation: ObservationOf<'session.saved'>): Storage => {
  const seen = known(storage, observation.exchange)
  if (seen === undefined) return storage
  const visitor = seen.visitor ?? storage.visitorCount + 1
  const cookie = parseSetCookie(observation.setCookie)
  if (!isRemoval(cookie, observation.at))
    setNewest(storage.visitors, visitorKey(observation.mode, cookie.value, seen.requested.from), visitor, visitorsKept)
  const counted = { ...storage, visitorCount: Math.max(storage.visitorCount, visitor) }
  return amend(counted, seen.id, { saved: observation, visitor })
}

// Who a visitor is follows from cookies, also from those of an exchange that is evidence for nothing.
const known = ({ byId, aside }: Storage, id: ExchangeId): JoinedExchange | undefined => byId.get(id) ?? aside.get(id)

// Two signed cookies of one second that hold the same are the same bytes, so they alone do not tell two senders apart; an id does.
const visitorKey = (mode: SessionMode, cookie: string, from: Participant): string =>
  mode === 'server-side' ? cookie : `${from} ${cookie}`

const settingsChanged = (storage: Storage, settings: PublicSettings): Storage => ({
  ...storage,
  settings,
  modeEpoch: modeKey(settings) === modeKey(storage.settings) ? storage.modeEpoch : storage.modeEpoch + 1,
})

const isMoment = (observation: Observation): observation is Moment =>
  momentKinds.some((kind: FactKind) => kind === observation.kind)

const remembered = (storage: Storage, moment: Moment): Storage => {
  storage.moments.push(moment)
  if (storage.moments.length > momentsKept) storage.moments.splice(0, Math.ceil(momentsKept / 20))
  return { ...storage }
}

/** A record that goes its own way from here on: what a fold does to one is not seen in the other. */
export const forkRecord = (record: LessonRecord): LessonRecord => {
  // What a fold made has the fold's own side.
  const storage = record as Storage
  const { exchanges, byId, moments, places, visitors, aside } = storage
  const fork: Storage = {
    ...storage,
    exchanges: [...exchanges],
    byId: new Map(byId),
    moments: [...moments],
    places: new Map(places),
    visitors: new Map(visitors),
    aside: new Map(aside),
  }
  return fork
}

/** The part of a record that was observed after a sequence; who asked before it is still known. */
export const recordAfter = (record: LessonRecord, sequence: number): LessonRecord => {
  if (sequence === 0 || (record.exchanges[0]?.requested.sequence ?? Infinity) > sequence)
    return withMomentsAfter(record, sequence)
  const exchanges = record.exchanges.filter(({ requested }) => requested.sequence > sequence)
  return { ...withMomentsAfter(record, sequence), exchanges, byId: new Map(exchanges.map((seen) => [seen.id, seen])) }
}

const withMomentsAfter = (record: LessonRecord, sequence: number): LessonRecord => {
  if ((record.moments[0]?.sequence ?? Infinity) > sequence) return record
  return { ...record, moments: record.moments.filter((moment) => moment.sequence > sequence) }
}

/** How sessions were kept when an exchange was asked. */
export const modeWhenAsked = ({ settings }: Pick<JoinedExchange, 'settings'>): SessionMode =>
  settings.USE_SESSION_STORE ? 'server-side' : 'client-side'
