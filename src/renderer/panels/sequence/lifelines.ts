import type { ExchangeRecord, ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { Message } from '../../../shared/messages.ts'
import { browserIds, isBrowserId, type Participant, participantLabel } from '../../../shared/participant.ts'
import { rootOf } from '../../../shared/thread.ts'

/** One vertical line of the diagram. Clients beyond the first few share one. */
export interface Lifeline {
  readonly id: string
  readonly label: string
  readonly members: readonly Participant[]
}

/** Clients that have a lifeline of their own. */
const ownClients = 3

const lifelineOf = (participant: Participant): Lifeline => ({ id: participant, label: participantLabel(participant), members: [participant] })

/** The lifelines in their order: the two browsers, other clients by their first message, the servers. */
export const lifelinesOf = (messages: readonly Message[], others: (count: number) => string): Lifeline[] => {
  const clients = new Set<Participant>()
  for (const { phase, from } of messages) if (phase === 'request' && from !== 'counter' && !isBrowserId(from)) clients.add(from)
  const inOrder = [...clients]
  const own = inOrder.length > ownClients + 1 ? inOrder.slice(0, ownClients) : inOrder
  const rest = inOrder.slice(own.length)
  const shared: Lifeline[] = rest.length === 0 ? [] : [{ id: 'others', label: others(rest.length), members: rest }]
  return [...browserIds.map(lifelineOf), ...own.map(lifelineOf), ...shared, lifelineOf('counter'), lifelineOf('kv')]
}

/** The messages that remain when some lifelines are hidden: none of theirs, and none that was sent in the course of theirs. */
export const visibleMessages = (messages: readonly Message[], lifelines: readonly Lifeline[], hidden: ReadonlySet<string>, view: ExchangesView): readonly Message[] => {
  if (hidden.size === 0) return messages
  const gone = new Set(lifelines.flatMap(({ id, members }) => (hidden.has(id) ? members : [])))
  const isGone = (record: ExchangeRecord): boolean => gone.has(record.from) || gone.has(record.to) || gone.has(rootOf(record, view).from)
  return messages.filter(({ record }) => !isGone(record))
}
