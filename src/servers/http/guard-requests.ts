import { isIP } from 'node:net'
import type { RequestHandler } from 'express'
import { HttpProblem } from './http-problem.ts'

/** The names under which a server may be asked: its `Host` header must be one of them. */
export type AllowedHosts = (hostname: string) => boolean

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))

/**
 * Which `Host` names a server that listens on `bound` answers to. A page of another site that has its own name point
 * at this machine (DNS rebinding) sends that name, so a name that is not ours is refused; an address cannot be rebound.
 */
export const allowedHosts = (bound: string, ownNames: readonly string[] = []): AllowedHosts => {
  const local = isLoopback(bound) || bound === '::1'
  const own = new Set(ownNames.map((name) => name.toLowerCase()))
  return (hostname) =>
    isLoopback(hostname) || own.has(hostname) || (!local && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
}

// The hostname of a Host header: without its port, in lower case; an IPv6 address keeps its brackets.
const hostnameOf = (host: string): string => host.replace(/:\d*$/, '').toLowerCase()

/**
 * Refuses a foreign `Host` with 403, and with 400 a request of which it cannot be said for whom it is (RFC 9112 §3.2): two `Host`
 * lines, one that is no host, or a target in absolute form that names another. A request without any (HTTP/1.0) comes from no
 * browser and passes.
 */
export const guardHost = (isAllowed: AllowedHosts): RequestHandler => {
  // Nearly every request asks for the same name as the one before.
  let allowedBefore: string | undefined
  return (request, _response, next) => {
    const { host } = request.headers
    if (hostLines(request.rawHeaders) > 1)
      return next(new HttpProblem(400, 'A request has one Host line. This one has more.'))
    const named = authorityOf(request.url)
    if (named !== undefined && !isSameHost(named, host)) {
      return next(
        new HttpProblem(
          400,
          `The request is for ${JSON.stringify(named)} by its target and for ${JSON.stringify(host ?? '')} by its Host line. They must be the same.`,
        ),
      )
    }
    const asked = host ?? named
    if (asked === undefined || asked === allowedBefore) return next()
    if (!hostForm.test(asked))
      return next(
        new HttpProblem(400, `${JSON.stringify(asked)} is no host: expected a name or an address, and perhaps a port.`),
      )
    if (isAllowed(hostnameOf(asked))) {
      allowedBefore = asked
      return next()
    }
    next(
      new HttpProblem(
        403,
        `This server does not answer to the name ${JSON.stringify(asked)}. Ask for localhost instead.`,
      ),
    )
  }
}

// `uri-host [ ":" port ]` (RFC 9110 §7.2, RFC 3986 §3.2.2). It may be empty.
const hostForm = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i

// Node keeps the first of several and says nothing of the others.
const hostLines = (rawHeaders: readonly string[]): number => {
  let lines = 0
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') lines += 1
  return lines
}

// The host and port of a target in absolute form, without user information; undefined for any other target.
const authorityOf = (target: string): string | undefined =>
  target.startsWith('/') ? undefined : /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(target)?.[1]

const isSameHost = (one: string, other: string | undefined): boolean =>
  other === undefined || withoutUsualPort(one) === withoutUsualPort(other)

const withoutUsualPort = (host: string): string => host.replace(/:(?:80)?$/, '').toLowerCase()

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses, with 403, a writing request that a browser sent on behalf of a page of another site (`Origin`, RFC 6454 §7).
 * Ports do not make another site: the counter's page and the panel may write.
 */
export const guardOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers
  if (origin === undefined || safeMethods.has(request.method) || isSameSite(origin, host)) return next()
  next(
    new HttpProblem(
      403,
      `A page of ${origin} may not write here. Send the request from this server's own site or from a script.`,
    ),
  )
}

const isSameSite = (origin: string, host: string | undefined): boolean =>
  host !== undefined && URL.canParse(origin) && new URL(origin).hostname === hostnameOf(host)
