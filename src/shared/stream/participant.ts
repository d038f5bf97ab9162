import { z } from 'zod'

/** The two browsers of the window, native or simulated. */
export const browserIds = ['browser-a', 'browser-b'] as const
export const browserIdSchema = z.enum(browserIds)
export type BrowserId = (typeof browserIds)[number]

/** The panel itself, where its user edits or composes something. */
export const panelId = 'panel'

const isNoNode = (id: string): boolean => id === panelId || isBrowserId(id)

/** The id of a node of the lab's subject: small letters, digits and hyphens, and nothing that names another participant. */
export const ownNodeIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .refine((id) => !isNoNode(id), 'This is the id of another participant.')

/**
 * What an exchange goes to: a node of the lab's subject, which its baseline lists, or, in an archive that was opened, a
 * host that is none of them (`host:app.example`).
 */
export const nodeIdSchema = z.union([ownNodeIdSchema, z.templateLiteral(['host:', z.string()])])
export type NodeId = z.infer<typeof nodeIdSchema>

/** The node that a host of another machine or program is. */
export const hostId = (host: string): NodeId => `host:${host}`

/** One end of an exchange. A client that is not ours is named from its User-Agent: `client:HTTPie 3.2.1`. */
export const participantSchema = z.union([
  browserIdSchema,
  z.literal(panelId),
  z.templateLiteral(['client:', z.string()]),
  nodeIdSchema,
])
export type Participant = z.infer<typeof participantSchema>

export const isBrowserId = (participant: string): participant is BrowserId =>
  browserIds.some((browser) => browser === participant)

/** The other one of the two browsers. */
export const otherBrowser = (browser: BrowserId): BrowserId => (browser === 'browser-a' ? 'browser-b' : 'browser-a')
