import { setNewest } from '../base/bounded-map.ts'
import type { Baseline } from '../stream/baseline/baseline.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Fold } from '../stream/fold.ts'
import type { JarCookie } from '../stream/lab-state.ts'
import type { LessonId } from '../stream/judged.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import { browserIds, isBrowserId, type BrowserId, type Participant } from '../stream/participant.ts'

/** A client that had to do with a session. What it keeps cannot be seen; what it brought, and was given, can. */
export interface SessionClient {
  readonly client: Participant
  readonly how: 'brought' | 'given'
  /** In which exchange, the last time. */
  readonly exchange: ExchangeId
}

/** A session as the application named it. */
export interface NamedSession {
  /** Its first moment is in the stream, so that nobody can have it from before. */
  readonly hasBegunHere: boolean
  /** In the order in which they came. */
  readonly clients: readonly SessionClient[]
  /** Who is about to be given it: the answer is not sent yet. */
  readonly underWay?: { readonly to: Participant; readonly exchange: ExchangeId }
}

/** Who holds the id of a session. */
export interface HoldersView {
  /** What is known of a session; undefined for a key that the application did not name as one. */
  readonly sessionOf: (id: string) => NamedSession | undefined
  /** The browsers whose jar holds this now, as the value of a session cookie. */
  readonly browsersWith: (id: string) => readonly BrowserId[]
  /** The experiment whose stand-ins' jars these are; null where they are the browsers' own. */
  readonly stage: LessonId | null
  /** Whether both jars are known: those of stand-ins are not before they are there. */
  readonly areJarsKnown: boolean
}

type Jars = Readonly<Record<BrowserId, readonly JarCookie[] | undefined>>

// The fold's own side of the view, changed in place.
interface Storage extends HoldersView {
  readonly cookieName: string
  readonly jars: Jars
  readonly sessions: Map<string, NamedSession>
  /** Who asked in an exchange that is not answered yet, and the session that it is about to be given. */
  readonly asked: Map<ExchangeId, { readonly from: Participant; readonly gives?: string }>
}

const sessionsKept = 20_000
const askedKept = 20_000
const clientsKept = 20
const nobody: readonly BrowserId[] = []
const noJars: Jars = { 'browser-a': undefined, 'browser-b': undefined }

const storageOf = (
  { jars, stage, settings }: Pick<Baseline, 'jars' | 'stage'> & { settings: { SESSION_COOKIE_NAME: string } },
  sessions: Storage['sessions'],
): Storage =>
  withJars({
    sessionOf: (id) => sessions.get(id),
    browsersWith: () => nobody,
    stage,
    areJarsKnown: true,
    cookieName: settings.SESSION_COOKIE_NAME,
    jars,
    sessions,
    asked: new Map(),
  })

const nothingKnown = { jars: { 'browser-a': [], 'browser-b': [] }, stage: null, settings: { SESSION_COOKIE_NAME: '' } }
const noSessions = (): Storage['sessions'] => new Map()
const start = (): Storage => storageOf(nothingKnown, noSessions())

const step = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'log.began':
      // A cleared log forgets exchanges, not whose session an id is.
      return storageOf(observation.baseline, observation.cause === 'start' ? noSessions() : settled(storage.sessions))
    case 'settings.changed': {
      const cookieName = observation.settings.SESSION_COOKIE_NAME
      return cookieName === storage.cookieName ? storage : withJars({ ...storage, cookieName })
    }
    case 'stage.changed':
      // The stand-ins' jars are told of once those are there; one's own were told of before they are back.
      return withJars({
        ...storage,
        stage: observation.lesson ?? null,
        jars: observation.lesson === undefined ? storage.jars : noJars,
      })
    case 'jar.changed':
      return withJars({ ...storage, jars: { ...storage.jars, [observation.browser]: observation.cookies } })
    case 'entry.written':
      return observation.isElsewhere === true ? elsewhere(storage, observation.entry.key) : storage
    default:
      return inExchange(storage, observation)
  }
}

/** Folds the stream into who holds each session: by the jars as they are, and by what clients were seen to bring. */
export const holdersFold: Fold<HoldersView> = { start, step }

const withJars = (storage: Storage): Storage => {
  const { jars, cookieName } = storage
  const byValue = new Map<string, readonly BrowserId[]>()
  for (const browser of browserIds)
    for (const { name, value } of jars[browser] ?? []) {
      const others = byValue.get(value) ?? nobody
      if (name === cookieName && !others.includes(browser)) byValue.set(value, [...others, browser])
    }
  return {
    ...storage,
    browsersWith: (id) => byValue.get(id) ?? nobody,
    areJarsKnown: browserIds.every((browser) => jars[browser] !== undefined),
  }
}

const inExchange = (storage: Storage, observation: Observation): Storage => {
  switch (observation.kind) {
    case 'exchange.requested':
      setNewest(storage.asked, observation.exchange, { from: observation.from }, askedKept)
      return storage
    case 'session.opened':
      return opened(storage, observation)
    case 'session.saved':
      return saved(storage, observation)
    case 'exchange.answered':
    case 'exchange.failed':
      return ended(storage, observation.exchange)
    default:
      return storage
  }
}

const opened = (storage: Storage, { exchange, id, outcome }: ObservationOf<'session.opened'>): Storage => {
  const from = storage.asked.get(exchange)?.from
  if (id === undefined || from === undefined || outcome.state !== 'loaded') return storage
  const known = storage.sessions.get(id)
  const session = known ?? { hasBegunHere: false, clients: [] }
  return name(storage, id, withClient(session, { client: from, how: 'brought', exchange }), known)
}

const saved = (storage: Storage, { exchange, id, data }: ObservationOf<'session.saved'>): Storage => {
  const from = storage.asked.get(exchange)?.from
  if (id === undefined || data === undefined || from === undefined) return storage
  const known = storage.sessions.get(id)
  const session = withClient(known ?? { hasBegunHere: true, clients: [] }, { client: from, how: 'given', exchange })
  storage.asked.set(exchange, { from, gives: id })
  return name(storage, id, known === undefined ? { ...session, underWay: { to: from, exchange } } : session, known)
}

const ended = (storage: Storage, exchange: ExchangeId): Storage => {
  const id = storage.asked.get(exchange)?.gives
  storage.asked.delete(exchange)
  const known = id === undefined ? undefined : storage.sessions.get(id)
  if (id === undefined || known?.underWay?.exchange !== exchange) return storage
  return name(storage, id, withoutAnswer(known), known)
}

const elsewhere = (storage: Storage, id: string): Storage => {
  const known = storage.sessions.get(id)
  return known?.hasBegunHere === true ? name(storage, id, { ...known, hasBegunHere: false }, known) : storage
}

const name = (storage: Storage, id: string, session: NamedSession, known: NamedSession | undefined): Storage => {
  if (session === known) return storage
  setNewest(storage.sessions, id, session, sessionsKept)
  return { ...storage }
}

// Whoever brought it once is told as that; what browsers hold is seen in their jars.
const withClient = (session: NamedSession, one: SessionClient): NamedSession => {
  if (isBrowserId(one.client)) return session
  const before = session.clients.find(({ client }) => client === one.client)
  if (before === undefined) return { ...session, clients: [...session.clients, one].slice(-clientsKept) }
  if (before.how === 'brought' && one.how === 'given') return session
  return { ...session, clients: session.clients.map((other) => (other === before ? one : other)) }
}

const withoutAnswer = ({ underWay: _, ...session }: NamedSession): NamedSession => session

const settled = (sessions: Storage['sessions']): Storage['sessions'] =>
  new Map(Array.from(sessions, ([id, session]) => [id, withoutAnswer(session)]))
