import { z } from 'zod'
import type { ExchangeRecord } from '../folds/exchanges.ts'
import { headerListSchema, headerValue, type HeaderList } from '../stream/header-list.ts'
import type { JarCookie } from '../stream/lab-state.ts'
import { firstNodes } from '../stream/first-nodes.ts'
import { isOneOf, type NodeName } from '../stream/node.ts'
import { browserIdSchema, ownNodeIdSchema, type BrowserId, type NodeId } from '../stream/participant.ts'
import type { ComposedRequest } from './composed-request.ts'
import { contentTypeOf } from './content-type.ts'
import { cookieHeaderFor } from '../cookie/cookie-header.ts'
import { isOfConnection } from './request-rules.ts'

/** A request while it is being put together: anything may stand in it. */
export const draftSchema = z.object({
  server: ownNodeIdSchema,
  method: z.string(),
  target: z.string(),
  headers: headerListSchema,
  body: z.string(),
  /** Whose cookies go along. */
  cookies: z.union([z.literal('none'), browserIdSchema]),
})
export type Draft = z.infer<typeof draftSchema>

const applicationOf = (nodes: readonly NodeName[]): NodeId | undefined => nodes.find(({ role }) => role === 'app')?.id

/** Where a draft can be sent: to its own server, or, where there is none of that id, to the application. */
export const serverOf = ({ server }: Pick<Draft, 'server'>, nodes: readonly NodeName[]): NodeId =>
  isOneOf(nodes, server) ? server : (applicationOf(nodes) ?? server)

/** What the composer begins with: the application's page, asked for without a cookie. */
export const emptyDraft: Draft = {
  server: applicationOf(firstNodes) ?? '',
  method: 'GET',
  target: '/',
  headers: [],
  body: '',
  cookies: 'none',
}

interface DraftSurroundings {
  readonly hostname: string
  readonly jars: Readonly<Record<BrowserId, readonly JarCookie[]>>
}

/** The request that a draft stands for now: with the cookies it asks for, and the type that its body looks like. */
export const composeDraft = (draft: Draft, { hostname, jars }: DraftSurroundings): ComposedRequest => {
  const { server, method, target, body, cookies } = draft
  const own = draft.headers.filter(([name, value]) => name !== '' || value !== '')
  const cookie =
    cookies === 'none' ? undefined : cookieHeaderFor(jars[cookies], { hostname, path: target.split('?', 1)[0] ?? '' })
  const headers = [...own, ...missing(own, 'Cookie', cookie), ...missing(own, 'Content-Type', contentTypeOf(body))]
  return { server, method, target, headers, body }
}

// What the draft says itself goes before what would be filled in.
const missing = (headers: HeaderList, name: string, value: string | undefined): HeaderList =>
  value === undefined || headerValue(headers, name) !== undefined ? [] : [[name, value]]

/** What of an exchange could not be taken over into a draft. */
export type DraftLoss = 'cut-body' | 'binary-body'

/** A draft of the request of an exchange, and what it had to leave out. */
export interface DraftOfExchange {
  readonly draft: Draft
  readonly loss?: DraftLoss
  /** Names of the headers that the lab writes anew. */
  readonly leftOut: readonly string[]
}

/** Headers that say who sends, over which connection, and as part of what: a new request has its own. */
const ofSender = new Set(['host', 'user-agent', 'accept-encoding', 'traceparent', 'tracestate'])

const isLeftOut = (name: string): boolean => isOfConnection(name) || ofSender.has(name.toLowerCase())

/**
 * The request of an exchange as a draft to be changed and sent again. Undefined for one that went to another host, of an
 * archive that was opened: the Console asks the lab's own servers and nobody else.
 */
export const draftOf = ({ to, nodes, method, target, headers, body }: ExchangeRecord): DraftOfExchange | undefined => {
  if (!isOneOf(nodes, to)) return undefined
  const loss = body.encoding === 'base64' ? 'binary-body' : body.truncated ? 'cut-body' : undefined
  return {
    draft: {
      server: to,
      method,
      target,
      headers: headers.filter(([name]) => !isLeftOut(name)),
      body: loss === 'binary-body' ? '' : body.text,
      cookies: 'none',
    },
    leftOut: headers.flatMap(([name]) => (isLeftOut(name) ? [name] : [])),
    ...(loss === undefined ? {} : { loss }),
  }
}
