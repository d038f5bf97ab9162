import { z } from 'zod'
import { isBrowserId, ownNodeIdSchema, panelId, type BrowserId, type NodeId, type Participant } from './participant.ts'

/** How a server is doing. */
export const serverStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('listening'), url: z.string() }),
  z.object({ state: z.literal('stopped'), problem: z.string().optional() }),
])
export type ServerState = z.infer<typeof serverStateSchema>

const nodeRoleSchema = z.enum(['app', 'store', 'other'])

/** What a node is to the lab: the application that sessions are of, where that one keeps them, or neither. */
export type NodeRole = z.infer<typeof nodeRoleSchema>

/** One end of exchanges: a server that the lab watches. Code asks for its role, never for an id that it knows. */
export const labNodeSchema = z.object({
  id: ownNodeIdSchema,
  label: z.string(),
  role: nodeRoleSchema,
  /** Where it listens, or last did; empty before it first does. */
  url: z.string(),
  state: z.enum(['listening', 'stopped']),
  /** Why it is stopped, in words, where that was not asked for. */
  problem: z.string().optional(),
})
export type LabNode = z.infer<typeof labNodeSchema>

/** What a node is called and what it is, which does not change while it runs. */
export type NodeName = Readonly<Pick<LabNode, 'id' | 'label' | 'role'>>

/** A node before it first listens. */
export const notYetListening = ({ id, label, role }: NodeName): LabNode => ({
  id,
  label,
  role,
  url: '',
  state: 'stopped',
})

/** What a node is; a host that is none of the lab's is `other`. */
export const roleOf = (nodes: readonly NodeName[], id: NodeId): NodeRole => nodeOf(nodes, id)?.role ?? 'other'

/** Whether a participant is one of these nodes, and not a browser, a client or a foreign host. */
export const isOneOf = (nodes: readonly NodeName[], participant: Participant): boolean =>
  nodeOf(nodes, participant) !== undefined

const nodeOf = (nodes: readonly NodeName[], id: string): NodeName | undefined => nodes.find((node) => node.id === id)

/** Nodes after one of them began to listen, or stopped. */
export const withServerState = (nodes: readonly LabNode[], id: NodeId, state: ServerState): LabNode[] =>
  nodes.map((node) => (node.id === id ? { ...notYetListening(node), url: node.url, ...state } : node))

const browserLabels: Readonly<Record<BrowserId, string>> = { 'browser-a': 'Browser A', 'browser-b': 'Browser B' }

interface ParticipantLabel {
  (browser: BrowserId): string
  (participant: Participant, nodes: readonly NodeName[]): string
}

/** The name that a participant goes by everywhere in the panel. Those of nodes are data. */
export const participantLabel: ParticipantLabel = (participant: Participant, nodes: readonly NodeName[] = []) => {
  if (isBrowserId(participant)) return browserLabels[participant]
  if (participant === panelId) return panelId
  return nodeOf(nodes, participant)?.label ?? participant.slice(participant.indexOf(':') + 1)
}
