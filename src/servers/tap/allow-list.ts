import { isIPv4 } from 'node:net'
import { failure, success, type Result } from '../../shared/base/result.ts'

/** A place that a client of the tap wants to reach. */
export interface TapTarget {
  readonly host: string
  readonly port: number
}

/** Where the tap leads. */
export interface AllowList {
  /** The ports of this machine that the user named. */
  readonly ports: () => ReadonlySet<number>
  /** Those of the lab itself, which stay out of reach whatever is named. */
  readonly ownPorts: () => ReadonlySet<number>
}

/**
 * The place, if the tap leads there: an address of this machine in its usual spelling, and a port that the user named.
 * Everything else is refused in words, whatever it might resolve to.
 */
export const allowed = ({ ports, ownPorts }: AllowList, { host, port }: TapTarget): Result<TapTarget> => {
  const name = host.toLowerCase()
  if (!isLoopback(name))
    return failure(
      'refused',
      `${host} is not a name of this machine that Sessionscope goes by: it only leads to localhost.`,
    )
  if (ownPorts().has(port)) return failure('refused', `Port ${port} is Sessionscope's own, and not watched.`)
  if (!ports().has(port))
    return failure('refused', `Port ${port} is not watched: Sessionscope was not told to lead there.`)
  return success({ host: name, port })
}

// One spelling each: `0x7f.1`, `2130706433`, `localhost.` and IPv4 within IPv6 would lead past whoever compares texts.
const isLoopback = (host: string): boolean =>
  host === '::1' ||
  /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*localhost$/.test(host) ||
  // Node takes no leading zeros, so no octal number either.
  (isIPv4(host) && host.startsWith('127.'))

/** Host and port as a URL or a `Host` line has them: `localhost:8000`, `[::1]:8000`. */
export const parsePlace = (authority: string, normalPort?: number): TapTarget | undefined => {
  const [, ipv6, name, digits] = /^(?:\[([\da-f:.]+)\]|([^\s:@/?#[\]]+))(?::(\d{1,5}))?$/i.exec(authority) ?? []
  const port = digits === undefined ? normalPort : Number(digits)
  const host = ipv6 ?? name
  return host === undefined || port === undefined || port < 1 || port > 65_535 ? undefined : { host, port }
}

/** The same as text. */
export const placeText = ({ host, port }: TapTarget): string => `${host.includes(':') ? `[${host}]` : host}:${port}`
