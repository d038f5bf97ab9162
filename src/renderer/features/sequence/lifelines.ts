import type { Message } from '../../../shared/exchange/messages.ts'
import { isOneOf, participantLabel, type NodeName } from '../../../shared/stream/node.ts'
import { browserIds, isBrowserId, type Participant } from '../../../shared/stream/participant.ts'
import { participantColour } from '../../widgets/who.tsx'

/** One vertical line of the diagram. Clients beyond the first few share one. */
export interface Lifeline {
  readonly id: string
  readonly label: string
  readonly members: readonly Participant[]
  /** What `data-participant` says of it. */
  readonly colour: string
}

/** Clients, and hosts, that have a lifeline of their own. */
const ownAtMost = 3

const lifelineOf =
  (nodes: readonly NodeName[]) =>
  (participant: Participant): Lifeline => ({
    id: participant,
    label: participantLabel(participant, nodes),
    members: [participant],
    colour: participantColour(participant, nodes),
  })

/** The lifelines in their order: the two browsers, other clients by their first message, the lab's nodes, hosts of other machines. */
export const lifelinesOf = (
  messages: readonly Message[],
  nodes: readonly NodeName[],
  others: (count: number) => string,
  otherHosts: (count: number) => string,
): Lifeline[] => {
  const clients = new Set<Participant>()
  const hosts = new Set<Participant>()
  for (const { phase, from, to } of messages) {
    if (phase !== 'request') continue
    if (!isOneOf(nodes, from) && !isBrowserId(from)) clients.add(from)
    if (!isOneOf(nodes, to)) hosts.add(to)
  }
  const lifeline = lifelineOf(nodes)
  return [
    ...browserIds.map(lifeline),
    ...bundled([...clients].map(lifeline), 'others', others),
    ...nodes.map(({ id }) => lifeline(id)),
    ...bundled([...hosts].map(lifeline), 'hosts', otherHosts),
  ]
}

// Those beyond the first few share one line.
const bundled = (inOrder: readonly Lifeline[], id: string, label: (count: number) => string): Lifeline[] => {
  const own = inOrder.length > ownAtMost + 1 ? inOrder.slice(0, ownAtMost) : inOrder
  const rest = inOrder.slice(own.length)
  const [first] = rest
  if (first === undefined) return [...own]
  const members = rest.flatMap((lifeline) => lifeline.members)
  return [...own, { id, label: label(rest.length), members, colour: first.colour }]
}

/** The lifelines of those who sent or received one of the messages. */
export const takingPart = (lifelines: readonly Lifeline[], messages: readonly Message[]): Lifeline[] => {
  const seen = new Set<Participant>(messages.flatMap(({ from, to }) => [from, to]))
  return lifelines.filter(({ members }) => members.some((member) => seen.has(member)))
}

/** The names of those who are known and have none of these lifelines. */
export const leftOut = (known: readonly Lifeline[], drawn: readonly Lifeline[]): string[] => {
  const seen = new Set(drawn.flatMap(({ members }) => members))
  return known.filter(({ members }) => members.every((member) => !seen.has(member))).map(({ label }) => label)
}
