import type { Fold } from '../stream/fold.ts'
import type { Body } from '../stream/body.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { Observation, ObservationOf } from '../stream/observation.ts'
import type { HeaderList } from '../stream/header-list.ts'
import { firstNodes } from '../stream/first-nodes.ts'
import type { NodeName } from '../stream/node.ts'
import type { LessonId } from '../stream/judged.ts'
import { isBrowserId, type NodeId, type Participant } from '../stream/participant.ts'
import type { HandChange } from '../stream/steps.ts'
import { createSharedHeaders, type ShareHeaders } from '../stream/shared-headers.ts'

/** How an exchange stands; `at` and `duration` in milliseconds. */
export type ExchangeOutcome =
  | { readonly state: 'pending' }
  | {
      readonly state: 'answered'
      readonly sequence: number
      readonly at: number
      readonly duration: number
      readonly status: number
      readonly reason: string
      readonly httpVersion?: string | undefined
      readonly headers: HeaderList
      readonly body: Body
    }
  | {
      readonly state: 'failed'
      readonly sequence: number
      readonly at: number
      readonly duration: number
      readonly problem: string
    }

/** Everything that is known of one exchange. */
export interface ExchangeRecord {
  readonly id: ExchangeId
  readonly parent?: ExchangeId
  /** Exchanges made in the course of this one, in the order of their requests. */
  readonly children: readonly ExchangeId[]
  readonly from: Participant
  /** The experiment for which a fresh browser stood in for the one that asked. */
  readonly standIn?: LessonId
  readonly to: NodeId
  /** The nodes that there were: what `from` and `to` are called and what they are. */
  readonly nodes: readonly NodeName[]
  readonly method: string
  readonly target: string
  readonly httpVersion: string
  /** Sequence of the request's observation. */
  readonly sequence: number
  readonly requestedAt: number
  readonly headers: HeaderList
  readonly body: Body
  /** The sender's port. */
  readonly connection?: number
  readonly outcome: ExchangeOutcome
  readonly opened?: ObservationOf<'session.opened'>
  readonly saved?: ObservationOf<'session.saved'>
  /** What was changed by hand while it was held, in this order; the rest of the record is what went on instead. */
  readonly changedByHand?: readonly HandChange[]
}

/** Rows in the order in which they are shown: oldest first, children right below their parent. */
export interface ExchangesView {
  readonly rows: readonly ExchangeId[]
  readonly byId: ReadonlyMap<ExchangeId, ExchangeRecord>
}

// The fold's own side of the view: appended to in place, since copying it at each step would cost its whole length.
interface Storage extends ExchangesView {
  readonly rows: ExchangeId[]
  readonly byId: Map<ExchangeId, ExchangeRecord>
  readonly share: ShareHeaders
  readonly nodes: readonly NodeName[]
  stage: LessonId | null
}

/** Folds the stream into the exchanges, of which the newest `keptAtMost` are kept (a hundredth of them is dropped at once). */
export const createExchangesFold = (keptAtMost: number): Fold<ExchangesView> => {
  const droppedAtOnce = Math.ceil(keptAtMost / 100)
  const start = (nodes: readonly NodeName[] = firstNodes, stage: LessonId | null = null): Storage => ({
    rows: [],
    byId: new Map(),
    share: createSharedHeaders(),
    nodes,
    stage,
  })

  const step = (storage: Storage, observation: Observation): Storage => {
    if (observation.kind === 'log.began') return start(observation.baseline.nodes, observation.baseline.stage)
    if (!advance(storage, observation)) return storage
    if (storage.rows.length > keptAtMost)
      for (const id of storage.rows.splice(0, droppedAtOnce)) storage.byId.delete(id)
    return { ...storage }
  }

  return { start: () => start(), step }
}

/** The exchanges of the panel: the newest 100,000. */
export const exchangesFold = createExchangesFold(100_000)

// Whether the observation changed anything.
const advance = (storage: Storage, observation: Observation): boolean => {
  switch (observation.kind) {
    case 'exchange.requested':
      return insert(storage, recordOf(observation, storage))
    case 'exchange.answered': {
      const { kind, exchange, ...answer } = observation
      const headers = storage.share(String(answer.status), answer.headers)
      return amend(storage, exchange, { outcome: { state: 'answered', ...answer, headers } })
    }
    case 'exchange.failed': {
      const { kind, exchange, ...failure } = observation
      return amend(storage, exchange, { outcome: { state: 'failed', ...failure } })
    }
    case 'session.opened':
      return amend(storage, observation.exchange, { opened: observation })
    case 'session.saved':
      return amend(storage, observation.exchange, { saved: observation })
    case 'hop.changed':
      return amend(storage, observation.exchange, changedBy(observation, storage.byId.get(observation.exchange)))
    case 'stage.changed':
      storage.stage = observation.lesson ?? null
      return false
    default:
      return false
  }
}

const recordOf = (
  requested: ObservationOf<'exchange.requested'>,
  { share, nodes, stage }: Pick<Storage, 'share' | 'nodes' | 'stage'>,
): ExchangeRecord => ({
  id: requested.exchange,
  ...(requested.parent === undefined ? {} : { parent: requested.parent }),
  children: [],
  from: requested.from,
  ...(stage !== null && isBrowserId(requested.from) ? { standIn: stage } : {}),
  to: requested.to,
  nodes,
  method: requested.method,
  target: requested.target,
  httpVersion: requested.httpVersion,
  sequence: requested.sequence,
  requestedAt: requested.at,
  headers: share(requested.from, requested.headers),
  body: requested.body,
  ...(requested.connection === undefined ? {} : { connection: requested.connection }),
  outcome: { state: 'pending' },
})

// Of a request that was changed, its server handled what it was changed to; how an answer was sent, its own fact says.
const changedBy = (
  { phase, was, now }: ObservationOf<'hop.changed'>,
  before: ExchangeRecord | undefined,
): Partial<ExchangeRecord> => {
  const changedByHand = [...(before?.changedByHand ?? []), { phase, was, now }]
  if (now.kind !== 'request') return { changedByHand }
  const { method, target, headers, body } = now
  return { changedByHand, method, target, headers, body }
}

const amend = ({ byId }: Storage, id: ExchangeId, change: Partial<ExchangeRecord>): boolean => {
  const record = byId.get(id)
  if (record === undefined) return false
  byId.set(id, { ...record, ...change })
  return true
}

const insert = (storage: Storage, record: ExchangeRecord): boolean => {
  const { rows, byId } = storage
  if (byId.has(record.id)) return false
  byId.set(record.id, record)
  const parent = record.parent === undefined ? undefined : byId.get(record.parent)
  if (parent === undefined) {
    rows.push(record.id)
    return true
  }
  const lastOfFamily = parent.children.at(-1) ?? parent.id
  rows.splice(rows.lastIndexOf(lastOfFamily) + 1, 0, record.id)
  byId.set(parent.id, { ...parent, children: [...parent.children, record.id] })
  return true
}
