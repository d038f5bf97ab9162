import { hostId, type NodeId } from '../stream/participant.ts'

/** Where each node of the lab listens. */
export type ServerUrls = Readonly<Record<NodeId, string>>

/** What a request went to, and what it asked for there. */
export interface HarAddress {
  readonly to: NodeId
  readonly target: string
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Takes the address of an entry apart; undefined for what is none of HTTP or a WebSocket. A server of this lab is
 * known by its port on this machine, or by what a file of the lab's own says (`claims`). Any other host is a node of
 * its own, and what was asked of one on another machine keeps its whole address.
 */
export const addressOf = (url: string, urls: ServerUrls, claims?: NodeId): HarAddress | undefined => {
  const claimed = claims !== undefined && Object.hasOwn(urls, claims) ? claims : undefined
  const [, scheme = '', authority = '', rest = ''] = /^(https?|wss?):\/\/([^/?#\\]*)([^#]*)/i.exec(url) ?? []
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const secure = /^(https|wss)$/i.test(scheme) ? 's' : ''
  const origin = `http${secure}://${host}`
  if (host === '' || !URL.canParse(origin)) return undefined
  const parsed = new URL(origin)
  const path = rest.startsWith('/') ? rest : `/${rest}`
  // A server of the lab that was stopped when its exchanges were written has an address made up of its own name.
  const isHere = secure === '' && (loopback.test(parsed.hostname) || (claimed !== undefined && parsed.host === claimed))
  const server = isHere
    ? (claimed ?? Object.keys(urls).find((id) => portOf(urls[id] ?? '') === portOf(origin)))
    : undefined
  return { to: server ?? hostNode(parsed), target: isHere ? path : `${scheme}://${host}${path}` }
}

// A host that is called like something of the lab's is told apart from it by its port.
const hostNode = ({ host, port, protocol }: URL): NodeId => {
  const isTaken = port === '' && !/[.:]/.test(host)
  return hostId(isTaken && host !== 'localhost' ? `${host}:${protocol === 'https:' ? 443 : 80}` : host)
}

/** What a tunnel is asked for (RFC 9110 §9.3.6): a host and its port, however a program writes it down. */
export const tunnelOf = (url: string): HarAddress | undefined => {
  const [, host] = /^(?:[a-z]+:\/\/)?([^\s/?#@]+:\d{1,5})\/?$/i.exec(url) ?? []
  return host === undefined ? undefined : { to: hostId(host), target: host }
}

const portOf = (url: string): string | undefined =>
  URL.canParse(url) && loopback.test(new URL(url).hostname) ? new URL(url).port || '80' : undefined
