import type { ExchangeRecord, ExchangesView } from '../../../shared/folds/exchanges.ts'
import { messagesOfExchange, type Message } from '../../../shared/exchange/messages.ts'
import { rootOf } from '../../../shared/exchange/thread.ts'
import { emptyBody } from '../../../shared/stream/body.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import type { HeldHop } from '../../../shared/stream/steps.ts'

/** Which clicks are drawn: the newest, that of the exchange that is selected, or all. */
export type SequenceScope = 'newest' | 'selected' | 'all'

type Records = Pick<ExchangesView, 'byId'>

/** A click: an exchange that nobody's request caused, with all that it caused. */
export const clickOf = (root: ExchangeRecord, view: Records): ExchangeRecord[] => [
  root,
  ...root.children.flatMap((id) => {
    const child = view.byId.get(id)
    return child === undefined ? [] : clickOf(child, view)
  }),
]

/** The messages of some clicks, and those that are held on their way, in the order in which they were sent. */
export const messagesOfClicks = (
  roots: readonly ExchangeRecord[],
  view: Records,
  held: readonly HeldHop[],
): Message[] => {
  const records = roots.flatMap((root) => clickOf(root, view))
  const ids = new Set(records.map(({ id }) => id))
  const waiting = held.flatMap((hop) => (ids.has(hop.exchange) ? heldAnswer(hop, view) : []))
  return [...records.flatMap(messagesOfExchange), ...waiting].sort((one, other) => one.sequence - other.sequence)
}

/** The roots of what is held. */
export const heldRoots = (held: readonly HeldHop[], view: Records): ExchangeRecord[] => {
  const roots = held.flatMap(({ exchange }) => {
    const record = view.byId.get(exchange)
    return record === undefined ? [] : [rootOf(record, view)]
  })
  return [...new Map(roots.map((root) => [root.id, root])).values()]
}

/** The newest click, and those before it that led to it by a redirect. What a browser fetches for its tab's icon is none. */
export const newestRoots = (view: ExchangesView): ExchangeRecord[] => {
  const found: ExchangeRecord[] = []
  for (let at = view.rows.length - 1; at >= 0 && at >= view.rows.length - lookedThrough; at -= 1) {
    const record = view.byId.get(view.rows[at] ?? 0)
    if (record === undefined || record.parent !== undefined || record.target === '/favicon.ico') continue
    const [next] = found
    if (next !== undefined && next.from !== record.from) continue
    if (next !== undefined && !isRedirect(record)) break
    found.unshift(record)
  }
  return found
}

const lookedThrough = 200

const isRedirect = ({ outcome }: ExchangeRecord): boolean =>
  outcome.state === 'answered' && [301, 302, 303, 307, 308].includes(outcome.status)

// An answer that is held was not sent, so no record has it yet.
const heldAnswer = ({ phase, exchange, answer }: HeldHop, view: Records): Message[] => {
  const record = view.byId.get(exchange)
  if (phase !== 'answer' || record === undefined) return []
  const { status, reason, headers, body = emptyBody } = answer ?? nothingKnown
  const at = record.requestedAt
  const outcome = { state: 'answered', sequence: Infinity, at, duration: 0, status, reason, headers, body } as const
  return messagesOfExchange({ ...record, outcome }).filter((message) => message.phase === 'answer')
}

const nothingKnown = { status: 0, reason: '', headers: [], body: emptyBody }

/** Which hop of its click each held message is, by the messages' keys; a click counts them from 1. */
export const heldPlaces = (
  held: readonly HeldHop[],
  messages: readonly Message[],
  view: Records,
): ReadonlyMap<string, number> => {
  const places = new Map<string, number>()
  for (const { exchange, phase } of held) {
    const record = view.byId.get(exchange)
    if (record === undefined) continue
    const ids = new Set(clickOf(rootOf(record, view), view).map(({ id }): ExchangeId => id))
    const click = messages.filter((message) => ids.has(message.record.id))
    places.set(`${exchange} ${phase}`, click.findIndex(({ key }) => key === `${exchange} ${phase}`) + 1)
  }
  return places
}
