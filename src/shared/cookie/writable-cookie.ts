import { isLocalUrl } from '../base/address.ts'
import { explainRefusal } from './cookie-refusals.ts'
import type { JarCookie } from '../stream/lab-state.ts'
import { failure, success, type Result } from '../base/result.ts'
import { checkConnection, checkPair, checkPromises, hasControl } from './check-cookie.ts'
import { cookieDomainOf } from './cookie-host.ts'
import { octetLength } from '../base/octets.ts'
import { lifetimeAtMost } from './read-attributes.ts'
import { trimmed } from './split-set-cookie.ts'

/** Octets that a path may have, as in a Set-Cookie line. */
const pathAtMost = 1024

/**
 * A cookie that somebody writes into a jar by hand at the moment `now`, as the jar will hold it: just so, but for a
 * lifetime over 400 days, which browsers cut. What a jar could not hold as it stands there is a failure in words; nothing
 * is mended silently.
 */
export const writableCookie = (cookie: JarCookie, now: number): Result<JarCookie> => {
  const problem =
    textProblem(cookie) ?? domainProblem(cookie.domain) ?? expiryProblem(cookie, now) ?? rulesProblem(cookie)
  if (problem !== undefined) return failure('refused', `The jar did not take the cookie: ${problem}.`)
  const { expires, ...rest } = cookie
  return success(expires === undefined ? rest : { ...rest, expires: Math.min(expires, now + lifetimeAtMost * 1000) })
}

const textProblem = ({ name, value, path }: JarCookie): string | undefined => {
  if (name.includes('=')) return 'the character = ends the name of a cookie, so it cannot be part of it'
  for (const [what, text] of [
    ['name', name],
    ['value', value],
    ['path', path],
  ] as const) {
    if (text.includes(';')) return `the character ; ends the ${what}, so it cannot be part of it`
    if (hasControl(text)) return `its ${what} holds a control character, which no cookie may hold`
    if (text !== trimmed(text)) return `its ${what} begins or ends with a space, which browsers take off`
    if (loneHalf.test(text)) return `its ${what} holds half of a character, which has no bytes in UTF-8`
  }
  if (!path.startsWith('/')) return `its Path ${JSON.stringify(path)} does not begin with a slash, such as / or /app`
  return octetLength(path) > pathAtMost ? `its Path is longer than ${pathAtMost} bytes` : undefined
}

// Halves of pairs, but for those that stand for an octet that is no UTF-8.
const loneHalf = /[\ud800-\udc7f\udd00-\udfff]/u

const domainProblem = (domain: string): string | undefined => {
  const host = domain.replace(/^\./, '')
  if (host === '') return 'its Domain is empty; name the host that it is for, such as localhost'
  const url = `http://${host}/`
  if (!isLocalUrl(url))
    return `its Domain ${JSON.stringify(domain)} is not this machine; the lab's browsers open localhost, 127.0.0.1 and [::1] only`
  const { hostname } = new URL(url)
  if (host !== hostname) return `its Domain ${JSON.stringify(domain)} is not how browsers write that host: ${hostname}`
  const kept = cookieDomainOf(domain, hostname)
  return kept === domain || domain === hostname
    ? undefined
    : `its Domain ${JSON.stringify(domain)} has no hosts below it that could share a cookie: write ${hostname}, without the dot`
}

const expiryProblem = ({ expires = Infinity }: JarCookie, now: number): string | undefined =>
  expires > now ? undefined : 'it would be over already: a browser drops such a cookie at once'

const rulesProblem = (cookie: JarCookie): string | undefined => {
  const { domain, path } = cookie
  const url = new URL(`http://${domain.replace(/^\./, '')}/`)
  const pair = checkPair(cookie)
  const reasons =
    pair.length > 0
      ? pair
      : [...checkPromises({ ...cookie, path, hasDomain: domain.startsWith('.') }, url), ...checkConnection(cookie, url)]
  return reasons.length === 0 ? undefined : reasons.map((reason) => explainRefusal(reason).text).join('; ')
}
