import { isUuid } from '../base/uuid.ts'
import { pageHeading } from '../exchange/page-heading.ts'
import { headerValue } from '../stream/header-list.ts'
import { readKvRequest, type KvRequest } from '../exchange/kv-request.ts'
import type { SessionMode } from '../stream/changes.ts'
import type { ObservationOf } from '../stream/observation.ts'
import { parseJsonObject } from '../base/parse-json.ts'
import { isBrowserId } from '../stream/participant.ts'
import { parseSetCookie } from '../cookie/set-cookie.ts'
import { perExchange } from './per-exchange.ts'
import { modeWhenAsked, type LessonRecord, type JoinedExchange } from './record.ts'
import type { Evidence } from '../stream/verdict.ts'

// What checks ask of exchanges, in their own words.

/** An exchange that was answered. */
export type Answered = JoinedExchange & { readonly end: ObservationOf<'exchange.answered'> }

export const isAnswered = (seen: JoinedExchange): seen is Answered => seen.end?.kind === 'exchange.answered'

/** A page of the counter with its count, and the session cookie that came with it. */
export interface CountedPage extends Answered {
  readonly count: number
  /** The value of the session cookie that was set. */
  readonly value: string
  readonly visitor: number
}

/** The count that a page shows. */
export const countOn = ({ end }: Answered): number | undefined => {
  const count = /^Count: (\d+)$/.exec(pageHeading(end.body.text) ?? '')?.[1]
  return count === undefined ? undefined : Number(count)
}

/** The value of the session cookie that an answer sets; undefined where it sets none. */
export const cookieSet = ({ saved }: JoinedExchange): string | undefined =>
  saved === undefined ? undefined : parseSetCookie(saved.setCookie).value

const asCountedPage = perExchange((seen: JoinedExchange): CountedPage[] => {
  if (!isAnswered(seen) || seen.requested.to !== 'counter' || seen.end.status !== 200) return []
  const count = countOn(seen)
  const value = cookieSet(seen)
  return count === undefined || value === undefined || seen.visitor === undefined
    ? []
    : [{ ...seen, count, value, visitor: seen.visitor }]
})

/** The exchanges of the newest epoch of a mode: nothing from before a switch. */
export const newestEpoch = ({ exchanges }: LessonRecord, mode: SessionMode): readonly JoinedExchange[] => {
  const newest = exchanges.findLast((seen) => modeWhenAsked(seen) === mode && seen.requested.to === 'counter')
  return newest === undefined ? [] : exchanges.filter(({ modeEpoch }) => modeEpoch === newest.modeEpoch)
}

/** How the session of the newest request to the counter was kept, if there was one. */
export const newestMode = ({ exchanges }: LessonRecord): SessionMode | undefined => {
  const newest = exchanges.findLast(({ requested }) => requested.to === 'counter')
  return newest === undefined ? undefined : modeWhenAsked(newest)
}

/** The counted pages among exchanges, in the order in which they were asked. */
export const countedPages = (exchanges: readonly JoinedExchange[]): CountedPage[] => exchanges.flatMap(asCountedPage)

/** Pages of each visitor, in the order of the visitors' first. */
export const byVisitor = (pages: readonly CountedPage[]): CountedPage[][] => {
  const visitors = new Map<number, CountedPage[]>()
  for (const page of pages) {
    const known = visitors.get(page.visitor)
    if (known === undefined) visitors.set(page.visitor, [page])
    else known.push(page)
  }
  return [...visitors.values()]
}

/** The newest run of pages of one visitor in which each count is one more than the one before; empty where there is none. */
export const countingUp = (pages: readonly CountedPage[], length: number): CountedPage[] => {
  for (let end = pages.length; end >= length; end -= 1) {
    const run = pages.slice(end - length, end)
    if (run.every((page, index) => index === 0 || page.count === (run[index - 1]?.count ?? 0) + 1)) return run
  }
  return []
}

/** What an exchange with the key-value service asked for. */
export const kvRequestOf = perExchange(({ requested }: JoinedExchange): KvRequest => readKvRequest(requested))

/** The JSON object that an exchange was answered with. */
export const answeredObject = perExchange(
  ({ end }: Answered): Readonly<Record<string, unknown>> => parseJsonObject(end.body.text) ?? {},
)

/** The newest of what may be the beginning of something: enough for anybody's hand, and no crowd makes it dear. */
export const newestFew = <T>(beginnings: readonly T[]): readonly T[] => beginnings.slice(-20)

/** Whether an exchange was made by somebody who uses the servers, not by the counter itself or by the panel's own editing. */
export const isByHand = ({ requested: { from } }: JoinedExchange): boolean =>
  from !== 'counter' && from !== 'kv' && from !== 'panel'

/** Whether two exchanges may have come from two browsers: two of the lab's are told apart by name, other clients by their cookies alone. */
export const mayBeTwoBrowsers = (one: JoinedExchange, other: JoinedExchange): boolean =>
  one.requested.from !== other.requested.from || !isBrowserId(one.requested.from)

/** Whether an answer sends its reader on to the counter with the session cleared. */
export const isReset = (seen: JoinedExchange): seen is Answered =>
  isAnswered(seen) &&
  seen.requested.method === 'POST' &&
  seen.requested.target === '/reset' &&
  seen.end.status === 302 &&
  headerValue(seen.end.headers, 'Location') === '/'

const valueShown = 22

/** A value as far as it fits on a line. */
export const shortValue = (text: string, length = valueShown): string =>
  text.length > length ? `${text.slice(0, length)}…` : text

/** A page as evidence: its cookie and its count. */
export const pageEvidence = ({ id, value, count }: CountedPage): Evidence => ({
  exchange: id,
  note: `Count: ${count}  session=${shortValue(value, isUuid(value) ? 8 : 20)}`,
})

/** Any exchange as evidence. */
export const exchangeEvidence = ({ id, requested, end }: JoinedExchange, note?: string): Evidence => {
  const answer = end?.kind === 'exchange.answered' ? String(end.status) : 'no answer'
  return { exchange: id, note: note ?? `${requested.method} ${shortValue(requested.target)}  ${answer}` }
}
