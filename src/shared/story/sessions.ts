import { present } from '../base/present.ts'
import { setNewest } from '../base/bounded-map.ts'
import { splitSetCookie } from '../cookie/split-set-cookie.ts'
import type { Fold } from '../stream/fold.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import type { LessonId } from '../stream/judged.ts'
import { isBrowserId, type Participant } from '../stream/participant.ts'
import type { Holder, LifeEvent, SessionKey, SessionLife } from './session-life.ts'

/** The sessions that the application told of, and which exchanges were of them. */
export interface SessionsView {
  /** The newest five thousand. */
  readonly byKey: ReadonlyMap<SessionKey, SessionLife>
  /** The sessions that an exchange brought or was given, each once; of a store call those of the request behind it. */
  readonly ofExchange: (exchange: ExchangeId) => readonly SessionKey[]
  /** The session that a cookie's value stands for; of two with the same bytes that of this participant, or the newest. */
  readonly ofCookie: (value: string, participant?: Participant) => SessionKey | undefined
}

interface Given {
  readonly key: SessionKey
  readonly to: Participant
}

interface Asked {
  readonly from: Participant
  /** Who that is, to tell of. */
  readonly who: Holder
  readonly parent?: ExchangeId
  opened?: ObservationOf<'session.opened'>
}

// The fold's own side of the view, changed in place.
interface Storage extends SessionsView {
  readonly byKey: Map<SessionKey, SessionLife>
  /** By a cookie's value: whom it was given to, as part of which session. */
  readonly given: Map<string, readonly Given[]>
  readonly keys: Map<ExchangeId, readonly SessionKey[]>
  readonly parents: Map<ExchangeId, ExchangeId>
  readonly asked: Map<ExchangeId, Asked>
  stage: LessonId | null
}

const sessionsKept = 5_000
const valuesKept = 20_000
const exchangesKept = 100_000
const askedKept = 10_000
const eventsKept = 200
const holdersKept = 50
const none: readonly SessionKey[] = []

const start = (stage: LessonId | null = null): Storage => {
  const given = new Map<string, readonly Given[]>()
  const keys = new Map<ExchangeId, readonly SessionKey[]>()
  const parents = new Map<ExchangeId, ExchangeId>()
  return {
    byKey: new Map(),
    given,
    keys,
    parents,
    asked: new Map(),
    stage,
    ofExchange: (exchange) => keys.get(exchange) ?? keys.get(parents.get(exchange) ?? exchange) ?? none,
    ofCookie: (value, participant) => chosen(given.get(value), participant)?.key,
  }
}

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      return start(observation.baseline.stage)
    case 'stage.changed':
      storage.stage = observation.lesson ?? null
      return storage
    case 'exchange.requested':
      return requested(storage, observation)
    case 'session.opened':
      return opened(storage, observation)
    case 'session.saved':
      return saved(storage, observation)
    case 'entry.deleted':
      return entryGone(storage, observation)
    default:
      return storage
  }
}

/** Folds the stream into the life of each session: by what the application said of it, never by who asked before. */
export const sessionsFold: Fold<SessionsView> = { start: () => start(), step }

const requested = (
  storage: Storage,
  { exchange, from, parent, target }: ObservationOf<'exchange.requested'>,
): Storage => {
  setNewest(
    storage.asked,
    exchange,
    { from, who: holderOf(storage, from), ...(parent === undefined ? {} : { parent }) },
    askedKept,
  )
  if (parent !== undefined) {
    setNewest(storage.parents, exchange, parent, exchangesKept)
    return storage
  }
  // Whoever asks the store for an id by hand.
  const key = `id:${target.slice(1)}` as const
  if (!storage.byKey.has(key)) return storage
  join(storage, exchange, key)
  return { ...storage }
}

const opened = (storage: Storage, fact: ObservationOf<'session.opened'>): Storage => {
  const { exchange, at, mode, cookie, outcome } = fact
  const asked = storage.asked.get(exchange)
  // A request whose save lost a race opens its session anew: that is no second visit.
  const isAgain = asked?.opened !== undefined
  if (asked === undefined) return storage
  asked.opened = fact
  if (isAgain || cookie === undefined || outcome.state === 'none') return storage
  const { from } = asked
  const known = chosen(storage.given.get(cookie), from)?.key
  if (outcome.state === 'refused') {
    if (known === undefined) return storage
    join(storage, exchange, known)
    return tell(storage, known, { kind: 'refused', at, exchange, ...asked.who, reason: outcome.reason })
  }
  const key = mode === 'server-side' ? (`id:${cookie}` as const) : (known ?? (`signed:${exchange}` as const))
  join(storage, exchange, key)
  const life = storage.byKey.get(key)
  give(storage, cookie, { key, to: from })
  if (life === undefined) {
    begin(storage, { key, mode, ...(mode === 'server-side' ? { id: cookie } : {}) })
    return tell(storage, key, { kind: 'first-seen', at, exchange, ...asked.who })
  }
  if (!life.holders.some((holder) => isSame(holder, asked.who)))
    return tell(storage, key, { kind: 'brought-by-another', at, exchange, ...asked.who })
  return life.hasEnded ? tell(storage, key, { kind: 'came-back', at, exchange, ...asked.who }) : { ...storage }
}

const saved = (storage: Storage, fact: ObservationOf<'session.saved'>): Storage => {
  const { exchange, at, mode, id, data, setCookie } = fact
  const asked = storage.asked.get(exchange)
  if (asked === undefined) return storage
  const carried = carriedKey(storage, asked)
  if (data === undefined)
    return carried === undefined
      ? storage
      : tell(storage, carried, { kind: 'emptied', at, exchange, ...asked.who }, true)
  const { value } = splitSetCookie(setCookie)
  const key = mode === 'server-side' ? (`id:${id ?? value}` as const) : (carried ?? (`signed:${exchange}` as const))
  join(storage, exchange, key)
  give(storage, value, { key, to: asked.from })
  if (storage.byKey.has(key)) return { ...storage }
  begin(storage, { key, mode, ...(mode === 'server-side' ? { id: id ?? value } : {}) })
  return tell(storage, key, { kind: 'began', at, exchange, ...asked.who })
}

// The session that the request of an exchange brought, where that was accepted.
const carriedKey = ({ given }: Storage, { from, opened: fact }: Asked): SessionKey | undefined => {
  if (fact?.cookie === undefined || fact.outcome.state !== 'loaded') return undefined
  return fact.mode === 'server-side' ? `id:${fact.cookie}` : chosen(given.get(fact.cookie), from)?.key
}

const entryGone = (storage: Storage, { at, key: id, cause, exchange }: ObservationOf<'entry.deleted'>): Storage => {
  const key = `id:${id}` as const
  const life = storage.byKey.get(key)
  // What the application deletes in the course of a request it tells of itself.
  const isOwn = exchange !== undefined && storage.asked.get(exchange)?.parent !== undefined
  if (life === undefined || life.hasEnded || isOwn) return storage
  return tell(storage, key, { kind: 'entry-gone', at, cause }, true)
}

const chosen = (given: readonly Given[] | undefined, participant: Participant | undefined): Given | undefined =>
  given?.findLast(({ to }) => to === participant) ?? given?.at(-1)

const give = ({ given }: Storage, value: string, one: Given): void => {
  const others = (given.get(value) ?? []).filter(({ key, to }) => key !== one.key || to !== one.to)
  setNewest(given, value, [...others, one].slice(-holdersKept), valuesKept)
}

const join = ({ keys }: Storage, exchange: ExchangeId, key: SessionKey): void => {
  const known = keys.get(exchange) ?? none
  if (!known.includes(key)) setNewest(keys, exchange, [...known, key], exchangesKept)
}

const begin = ({ byKey }: Storage, life: Pick<SessionLife, 'key' | 'mode' | 'id'>): void => {
  setNewest(byKey, life.key, { ...life, events: [], holders: [], hasEnded: false }, sessionsKept)
}

const tell = (storage: Storage, key: SessionKey, event: LifeEvent, hasEnded?: boolean): Storage => {
  const life = storage.byKey.get(key)
  if (life === undefined) return storage
  const events = [...life.events, event]
  // The first one says where it came from.
  if (events.length > eventsKept) events.splice(1, 1)
  const who = 'with' in event && event.kind !== 'refused' ? event : undefined
  const isNew = who !== undefined && !life.holders.some((holder) => isSame(holder, who))
  const holders = isNew
    ? [...life.holders, { with: who.with, ...present({ standIn: who.standIn }) }].slice(-holdersKept)
    : life.holders
  storage.byKey.set(key, {
    ...life,
    events,
    holders,
    hasEnded: hasEnded ?? (life.hasEnded && event.kind === 'refused'),
  })
  return { ...storage }
}

const holderOf = ({ stage }: Storage, from: Participant): Holder =>
  stage !== null && isBrowserId(from) ? { with: from, standIn: stage } : { with: from }

const isSame = (one: Holder, other: Holder): boolean => one.with === other.with && one.standIn === other.standIn
