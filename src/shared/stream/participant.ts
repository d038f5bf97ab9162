import { z } from 'zod'

/** The two browsers of the window, native or simulated. */
export const browserIds = ['browser-a', 'browser-b'] as const
export const browserIdSchema = z.enum(browserIds)
export type BrowserId = (typeof browserIds)[number]

/** The servers of the lab. */
export const serverIds = ['counter', 'kv'] as const
export const serverIdSchema = z.enum(serverIds)
export type ServerId = (typeof serverIds)[number]

/** A host that is none of the lab's servers, as the archives of other programs name them: `host:app.example`. */
export type HostId = `host:${string}`
export const hostId = (host: string): HostId => `host:${host}`

/** What an exchange goes to: a server of the lab, or, in an archive that was opened, any host. */
export type NodeId = ServerId | HostId
export const nodeIdSchema = z.union([serverIdSchema, z.templateLiteral(['host:', z.string()])])

/** What a node is to the lab. Code asks for this, never "is it the store, else it is the counter". */
export type NodeRole = 'app' | 'store' | 'other'
const roles: Readonly<Record<ServerId, NodeRole>> = { counter: 'app', kv: 'store' }

export const isServerId = (node: string): node is ServerId => serverIds.some((server) => server === node)
export const roleOf = (node: NodeId): NodeRole => (isServerId(node) ? roles[node] : 'other')

/** The panel itself, where its user edits or composes something. */
export const panelId = 'panel'

/** One end of an exchange. A client that is not ours is named from its User-Agent: `client:HTTPie 3.2.1`. */
export type Participant = BrowserId | NodeId | typeof panelId | `client:${string}`
export const participantSchema = z.union([
  browserIdSchema,
  nodeIdSchema,
  z.literal(panelId),
  z.templateLiteral(['client:', z.string()]),
])

export const isBrowserId = (participant: string): participant is BrowserId =>
  browserIds.some((browser) => browser === participant)

/** The other one of the two browsers. */
export const otherBrowser = (browser: BrowserId): BrowserId => (browser === 'browser-a' ? 'browser-b' : 'browser-a')

const labels: Record<BrowserId | ServerId | typeof panelId, string> = {
  'browser-a': 'Browser A',
  'browser-b': 'Browser B',
  counter: 'counter',
  kv: 'key-value',
  panel: 'panel',
}

/** The name that a participant goes by everywhere in the panel. */
export const participantLabel = (participant: Participant): string =>
  Object.hasOwn(labels, participant)
    ? labels[participant as keyof typeof labels]
    : participant.slice(participant.indexOf(':') + 1)
