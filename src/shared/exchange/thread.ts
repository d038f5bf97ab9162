import type { ExchangeRecord, ExchangesView } from '../folds/exchanges.ts'
import { headerValue } from '../stream/header-list.ts'
import type { SessionRefusal } from '../stream/changes.ts'
import { answeredValue, readKvRequest } from './kv-request.ts'
import { summaryOf, type ExchangeSummary } from './exchange-summary.ts'
import type { Participant } from '../stream/participant.ts'

/** What a request brings along: no session cookie, an id, the session itself, or a cookie that is refused. */
export type CarriedSession = 'nothing' | 'id' | 'session' | 'refused-cookie'

/** What is done in one hop of a thread. */
export type HopDeed =
  | { readonly kind: 'asks'; readonly method: string; readonly target: string; readonly brings?: CarriedSession }
  | { readonly kind: 'reads-cookie'; readonly data: string }
  | { readonly kind: 'refuses-cookie'; readonly reason: SessionRefusal; readonly detail?: string }
  | { readonly kind: 'asks-store'; readonly key: string }
  | { readonly kind: 'store-answers'; readonly value: string }
  | { readonly kind: 'store-writes'; readonly value: string }
  | { readonly kind: 'store-deletes'; readonly key: string }
  | { readonly kind: 'store-other'; readonly method: string; readonly target: string }
  | { readonly kind: 'store-fails'; readonly problem: string }
  | { readonly kind: 'signs'; readonly data: string }
  | { readonly kind: 'clears-cookie' }
  | { readonly kind: 'answers'; readonly status: number; readonly summary: ExchangeSummary }
  | { readonly kind: 'fails'; readonly problem: string }

/** One hop of a thread: who did what, and when in milliseconds after the click. */
export interface Hop {
  readonly participant: Participant
  readonly offset: number
  readonly deed: HopDeed
}

/** The thread of one click: from the request through session and store and back to the answer. */
export const threadOf = (root: ExchangeRecord, { byId }: Pick<ExchangesView, 'byId'>): Hop[] => {
  const children = root.children.flatMap((id) => byId.get(id) ?? [])
  const hops = [...asked(root), ...sessionHops(root), ...children.flatMap(storeHops), ...answered(root)]
  return hops
    .sort((one, other) => one.fact.sequence - other.fact.sequence)
    .map(({ fact, ...hop }) => ({ ...hop, offset: Math.max(0, fact.at - root.requestedAt) }))
}

/** The exchange at the top of the family that an exchange belongs to. */
export const rootOf = (record: ExchangeRecord, view: Pick<ExchangesView, 'byId'>): ExchangeRecord => {
  let root = record
  for (let parent = parentOf(root, view); parent !== undefined; parent = parentOf(root, view)) root = parent
  return root
}

const parentOf = ({ parent }: ExchangeRecord, { byId }: Pick<ExchangesView, 'byId'>): ExchangeRecord | undefined =>
  parent === undefined ? undefined : byId.get(parent)

// A hop with the fact that it follows from: what orders and times it.
interface FactualHop {
  readonly participant: Participant
  readonly fact: { readonly sequence: number; readonly at: number }
  readonly deed: HopDeed
}

const requestFact = ({ sequence, requestedAt }: ExchangeRecord): FactualHop['fact'] => ({ sequence, at: requestedAt })

const asked = (root: ExchangeRecord): FactualHop[] => {
  const { from, method, target, opened } = root
  // Where no session was opened, nobody looked for a cookie.
  const brings = opened === undefined ? {} : { brings: carriedSession(root) }
  return [{ participant: from, fact: requestFact(root), deed: { kind: 'asks', method, target, ...brings } }]
}

/** What a request brought along, as the session that was opened for it says. */
export const carriedSession = ({ opened }: ExchangeRecord): CarriedSession => {
  if (opened?.cookie === undefined) return 'nothing'
  if (opened.outcome.state === 'refused') return 'refused-cookie'
  return opened.mode === 'server-side' ? 'id' : 'session'
}

const sessionHops = ({ to, opened, saved }: ExchangeRecord): FactualHop[] => {
  const hops: FactualHop[] = []
  if (opened?.outcome.state === 'refused') {
    const { reason, detail } = opened.outcome
    hops.push({
      participant: to,
      fact: opened,
      deed: { kind: 'refuses-cookie', reason, ...(detail === undefined ? {} : { detail }) },
    })
  }
  if (opened?.outcome.state === 'loaded' && opened.mode === 'client-side') {
    hops.push({
      participant: to,
      fact: opened,
      deed: { kind: 'reads-cookie', data: JSON.stringify(opened.outcome.data) },
    })
  }
  if (saved !== undefined && saved.data === undefined)
    hops.push({ participant: to, fact: saved, deed: { kind: 'clears-cookie' } })
  if (saved?.data !== undefined && saved.mode === 'client-side') {
    hops.push({ participant: to, fact: saved, deed: { kind: 'signs', data: JSON.stringify(saved.data) } })
  }
  return hops
}

const storeHops = (call: ExchangeRecord): FactualHop[] => {
  const request = readKvRequest(call)
  const asks = { participant: call.from, fact: requestFact(call) }
  switch (request.verb) {
    case 'read':
      return [{ ...asks, deed: { kind: 'asks-store', key: request.key } }, ...storeAnswer(call, request.key)]
    case 'write': {
      const value = Object.values(request.values)
        .map((one) => JSON.stringify(one))
        .join(', ')
      return [{ ...asks, deed: { kind: 'store-writes', value } }, ...storeProblem(call)]
    }
    case 'delete':
      return [{ ...asks, deed: { kind: 'store-deletes', key: request.key } }, ...storeProblem(call)]
    case 'list':
    case 'other':
      return [
        { ...asks, deed: { kind: 'store-other', method: call.method, target: call.target } },
        ...storeProblem(call),
      ]
  }
}

const storeAnswer = (call: ExchangeRecord, key: string): FactualHop[] => {
  const value = call.outcome.state === 'answered' ? answeredValue(call.outcome.body.text, key) : undefined
  if (call.outcome.state === 'pending' || value === undefined) return storeProblem(call)
  return [{ participant: call.to, fact: call.outcome, deed: { kind: 'store-answers', value } }]
}

const storeProblem = ({ to, outcome }: ExchangeRecord): FactualHop[] => {
  if (outcome.state === 'failed')
    return [{ participant: to, fact: outcome, deed: { kind: 'store-fails', problem: outcome.problem } }]
  if (outcome.state === 'pending' || outcome.status < 400) return []
  return [
    { participant: to, fact: outcome, deed: { kind: 'store-fails', problem: `${outcome.status} ${outcome.reason}` } },
  ]
}

const answered = (root: ExchangeRecord): FactualHop[] => {
  const { from, outcome } = root
  if (outcome.state === 'pending') return []
  if (outcome.state === 'failed')
    return [{ participant: from, fact: outcome, deed: { kind: 'fails', problem: outcome.problem } }]
  return [
    {
      participant: from,
      fact: outcome,
      deed: { kind: 'answers', status: outcome.status, summary: answerSummary(root) },
    },
  ]
}

// A cleared cookie has a hop of its own; what remains to be said is where the answer leads.
const answerSummary = (root: ExchangeRecord): ExchangeSummary => {
  const summary = summaryOf(root)
  const location = root.outcome.state === 'answered' ? headerValue(root.outcome.headers, 'Location') : undefined
  return summary.kind === 'cookie-cleared' && location !== undefined ? { kind: 'redirect', location } : summary
}
