import { headerValue, headerValues } from '../../stream/header-list.ts'
import type { ObservationOf } from '../../stream/observation.ts'
import { isJsonObject } from '../../base/parse-json.ts'
import { parseSetCookie } from '../../cookie/set-cookie.ts'
import { readCookie } from '../../cookie/readers/cookie-readers.ts'
import { partOf } from '../../cookie/readers/cookie-reading.ts'
import type { JoinedExchange } from '../record.ts'
import { cookieSet, isAnswered, type Answered } from '../exchange-queries.ts'

// What the checks of experiments ask of the cookies that requests bring and answers set.

/** A request to the counter that brought a session cookie, answered. */
export interface RequestWithCookie extends Answered {
  readonly opened: ObservationOf<'session.opened'>
  readonly cookie: string
}

/** The requests for the session of a cookie, in the order in which they were asked. */
export const requestsWithCookie = (exchanges: readonly JoinedExchange[]): RequestWithCookie[] =>
  exchanges.flatMap((seen) => {
    const { opened } = seen
    return isAnswered(seen) && opened?.cookie !== undefined ? [{ ...seen, opened, cookie: opened.cookie }] : []
  })

/** The cookie was accepted. */
export const isLoaded = ({ opened }: RequestWithCookie): boolean => opened.outcome.state === 'loaded'

/** Why the cookie was refused, if it was. */
export const refusalReason = ({ opened }: Pick<RequestWithCookie, 'opened'>) =>
  opened.outcome.state === 'refused' ? opened.outcome.reason : undefined

/** Each value that the counter set, with the answer that set it first. */
export const issuedIn = (exchanges: readonly JoinedExchange[]): ReadonlyMap<string, JoinedExchange> => {
  const issued = new Map<string, JoinedExchange>()
  for (const seen of exchanges) {
    const value = cookieSet(seen)
    if (value !== undefined && value !== '' && !issued.has(value)) issued.set(value, seen)
  }
  return issued
}

/** The signature in a cookie's value; undefined where it has none. */
export const signatureOf = (value: string): string | undefined => partOf(readCookie(value), 'signature')?.text

/** The count that a signed cookie says, to anybody who reads it. */
export const readableCount = (value: string): number | undefined => {
  const { data } = readCookie(value)
  const count = isJsonObject(data) ? data['count'] : undefined
  return typeof count === 'number' ? count : undefined
}

/** The count that was in the session when it was opened. */
export const countOpened = ({ opened }: RequestWithCookie): number | undefined => {
  const count = opened.outcome.state === 'loaded' ? opened.outcome.data['count'] : undefined
  return typeof count === 'number' ? count : undefined
}

/** The value of a cookie in the Cookie header of a request; undefined where it is not there. */
export const cookieSent = ({ requested }: JoinedExchange, name: string): string | undefined => {
  const pairs = headerValues(requested.headers, 'Cookie').flatMap((line) => line.split(';'))
  return pairs.map((pair) => parseSetCookie(pair.trim())).find((cookie) => cookie.name === name)?.value
}

/** Whether an answer sets any cookie. */
export const setsCookie = ({ end }: Answered): boolean => headerValue(end.headers, 'Set-Cookie') !== undefined

/** Whether two exchanges were under way at the same time. */
export const isAtOnce = (one: Answered, other: Answered): boolean =>
  one.requested.sequence < other.end.sequence && other.requested.sequence < one.end.sequence
