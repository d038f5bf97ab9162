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
  return (hostname) => isLoopback(hostname) || own.has(hostname) || (!local && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
}

// The hostname of a Host header: without its port, in lower case; an IPv6 address keeps its brackets.
const hostnameOf = (host: string): string => host.replace(/:\d*$/, '').toLowerCase()

/** Refuses a foreign `Host` with 403. A request without one (HTTP/1.0) comes from no browser and passes. */
export const guardHost = (isAllowed: AllowedHosts): RequestHandler => {
  // Nearly every request asks for the same name as the one before.
  let allowedBefore: string | undefined
  return (request, _response, next) => {
    const { host } = request.headers
    if (host === undefined || host === allowedBefore) return next()
    if (isAllowed(hostnameOf(host))) {
      allowedBefore = host
      return next()
    }
    next(new HttpProblem(403, `This server does not answer to the name ${JSON.stringify(host)}. Ask for localhost instead.`))
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses, with 403, a writing request that a browser sent on behalf of a page of another site (`Origin`, RFC 6454 §7).
 * Ports do not make another site: the counter's page and the panel may write.
 */
export const guardOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers
  if (origin === undefined || safeMethods.has(request.method) || isSameSite(origin, host)) return next()
  next(new HttpProblem(403, `A page of ${origin} may not write here. Send the request from this server's own site or from a script.`))
}

const isSameSite = (origin: string, host: string | undefined): boolean =>
  host !== undefined && URL.canParse(origin) && new URL(origin).hostname === hostnameOf(host)
