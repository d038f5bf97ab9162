import { readCookieDate } from '../cookie/cookie-date.ts'
import { isUntold } from '../cookie/cookie-refusals.ts'
import { readSetCookie, type SetCookieReading } from '../cookie/read-set-cookie.ts'
import { readCookie } from '../cookie/readers/cookie-readers.ts'
import type { ExchangeRecord } from '../folds/exchanges.ts'
import { headerValue, headerValues } from '../stream/header-list.ts'
import { isBrowserId } from '../stream/participant.ts'
import { urlOf } from '../stream/url-of.ts'
import type { Brought, Kept, SetLine, SetRole } from './story.ts'
import type { StorySource } from './story-source.ts'

/** What a request without a Host was for, which no browser sends. */
const nowhere = new URL('http://localhost/')

/** The Set-Cookie lines of an answer, what each is to the session, and what became of it. */
export const linesSetBy = (record: ExchangeRecord, brought: Brought, source: StorySource): readonly SetLine[] => {
  const { outcome } = record
  if (outcome.state !== 'answered') return []
  const { headers, at } = outcome
  const reception = {
    url: urlOf(record) ?? nowhere,
    at,
    serverTime: readCookieDate(headerValue(headers, 'Date') ?? ''),
  }
  return headerValues(headers, 'Set-Cookie').map((raw, place) => {
    const reading = readSetCookie(raw, reception)
    const isAsBrought = isBrought(reading, brought)
    return {
      raw,
      reading,
      value: readCookie(reading.line.value, { name: reading.line.name }),
      role: roleIn(record, raw, isAsBrought),
      isAsBrought,
      kept: keptOf(record, place, reading, source),
    }
  })
}

const isBrought = ({ line: { name, value } }: SetCookieReading, { session, others }: Brought): boolean =>
  [...(session === undefined ? [] : [session]), ...others].some((one) => one.name === name && one.value === value)

const roleIn = ({ saved, opened }: ExchangeRecord, raw: string, isAsBrought: boolean): SetRole => {
  if (saved?.setCookie !== raw) return opened === undefined ? 'unknown' : 'other'
  if (saved.data === undefined) return 'deletes'
  if (saved.mode === 'client-side') return 'data'
  return isAsBrought ? 'same-id' : 'new-id'
}

const keptOf = (
  { id, from }: ExchangeRecord,
  place: number,
  { verdict }: SetCookieReading,
  { facts, from: source }: StorySource,
): Kept => {
  if (source === 'file') return { isUnknown: 'file' }
  if (!isBrowserId(from)) return { by: from, isBrowser: false }
  const seen = facts.kept.keptOf(id, place) ?? { state: 'unseen' }
  // Of these refusals a browser says nothing.
  const isUntoldRefusal = verdict.state === 'refused' && verdict.reasons.every(isUntold)
  if (seen.state === 'unseen' && isUntoldRefusal)
    return { by: from, isBrowser: true, seen: { state: 'refused', reasons: verdict.reasons } }
  return { by: from, isBrowser: true, seen }
}
