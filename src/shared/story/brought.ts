import { readCookie } from '../cookie/readers/cookie-readers.ts'
import { trimmed } from '../cookie/split-set-cookie.ts'
import type { ExchangeRecord } from '../folds/exchanges.ts'
import { headerValues } from '../stream/header-list.ts'
import type { CookiePair } from './cookie-setters.ts'
import type { Brought, BroughtCookie } from './story.ts'
import type { StorySource } from './story-source.ts'

/** Cookies of one request that are looked at. */
const cookiesAtMost = 200

/** What a request carried, and what was held back from it. */
export const broughtIn = (record: ExchangeRecord, { facts }: StorySource): Brought => {
  const pairs = cookiesOf(record)
  const heldBack = facts.blocked.byExchange.get(record.id)?.heldBack ?? []
  const asker = { from: record.from, standIn: record.standIn, sequence: record.sequence }
  const read = (pair: CookiePair): BroughtCookie => {
    const origin = facts.origins.originOf(pair, asker)
    return {
      ...pair,
      reading: readCookie(pair.value, { name: pair.name }),
      ...(origin === undefined ? {} : { origin }),
    }
  }
  const value = record.opened?.cookie
  // The application tells the value as it read it, which may be without quotes; its name is the header's.
  const at = value === undefined ? -1 : pairs.findIndex((pair) => pair.value === value || pair.value === `"${value}"`)
  const session = value === undefined || value === '' ? undefined : { name: pairs[at]?.name ?? '', value }
  return {
    ...(session === undefined ? {} : { session: read(session) }),
    others: pairs.filter((_, index) => index !== at).map(read),
    heldBack,
  }
}

/** The cookies of a request's Cookie lines (RFC 6265 §4.2.1), in their order. */
export const cookiesOf = ({ headers }: Pick<ExchangeRecord, 'headers'>): CookiePair[] =>
  headerValues(headers, 'Cookie')
    .flatMap((line) => line.split(';'))
    .slice(0, cookiesAtMost)
    .flatMap((text) => {
      const equals = text.indexOf('=')
      const pair = { name: trimmed(text.slice(0, Math.max(0, equals))), value: trimmed(text.slice(equals + 1)) }
      return pair.name === '' && pair.value === '' ? [] : [pair]
    })
