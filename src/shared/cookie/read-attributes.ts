import type { JarCookie } from '../stream/lab-state.ts'
import { readCookieDate } from './cookie-date.ts'
import { octetLength } from '../base/octets.ts'
import type { SetCookie, SetCookieAttribute } from './split-set-cookie.ts'

/** Seconds that a cookie lasts at most, whatever its line says (RFC 6265bis §5.5): 400 days. */
export const lifetimeAtMost = 400 * 86_400

/** Octets that the value of an attribute may have (RFC 6265bis §5.6, step 6). */
const attributeAtMost = 1024

export type CookiePriority = 'low' | 'medium' | 'high'

/** The attributes that browsers know, in lower case. */
const knownAttributes = [
  'path',
  'domain',
  'expires',
  'max-age',
  'secure',
  'httponly',
  'samesite',
  'partitioned',
  'priority',
] as const
export type KnownAttribute = (typeof knownAttributes)[number]

/** Why an attribute says nothing: the same one follows, it is over 1024 octets, browsers do not know it or cannot read it, or Max-Age goes before it. */
export type Ignored = 'repeated' | 'too-long' | 'unknown' | 'unreadable' | 'overruled'

/** What the reading made of one attribute. */
export type AttributeReading =
  | { readonly says: 'path'; readonly path: string }
  | { readonly says: 'domain'; readonly domain: string }
  /** `seconds` as they count: at most 400 days; zero or less for a cookie that is to go. */
  | { readonly says: 'max-age'; readonly seconds: number; readonly isCapped: boolean }
  /** `at` in milliseconds since 1970, as it was written. */
  | { readonly says: 'expires'; readonly at: number }
  | { readonly says: 'same-site'; readonly sameSite: JarCookie['sameSite'] }
  | { readonly says: 'priority'; readonly priority: CookiePriority }
  | { readonly says: 'secure' }
  | { readonly says: 'http-only' }
  | { readonly says: 'partitioned' }
  | { readonly says: 'nothing'; readonly why: Ignored; readonly of?: KnownAttribute }

/**
 * Reads the attributes of a line (RFC 6265bis §5.6.1 to §5.6.7), one reading each, in their order. Of equal ones the last
 * counts; one that is too long is as if it were not there.
 */
export const readAttributes = ({ attributes }: Pick<SetCookie, 'attributes'>): AttributeReading[] => {
  const winners = new Map<KnownAttribute, number>()
  attributes.forEach((attribute, place) => {
    const known = knownName(attribute)
    if (known !== undefined && !isTooLong(attribute)) winners.set(known, place)
  })
  const readings = attributes.map((attribute, place) => readOne(attribute, winners, place))
  const hasMaxAge = readings.some(({ says }) => says === 'max-age')
  return readings.map((reading) =>
    reading.says === 'expires' && hasMaxAge ? { says: 'nothing', why: 'overruled', of: 'expires' } : reading,
  )
}

const readOne = (
  attribute: SetCookieAttribute,
  winners: ReadonlyMap<KnownAttribute, number>,
  place: number,
): AttributeReading => {
  const known = knownName(attribute)
  if (known === undefined) return { says: 'nothing', why: isTooLong(attribute) ? 'too-long' : 'unknown' }
  if (isTooLong(attribute)) return { says: 'nothing', why: 'too-long', of: known }
  if (winners.get(known) !== place) return { says: 'nothing', why: 'repeated', of: known }
  return readers[known](attribute.value ?? '') ?? { says: 'nothing', why: 'unreadable', of: known }
}

const inLowerCase = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const knownName = ({ name }: SetCookieAttribute): KnownAttribute | undefined => {
  const lower = inLowerCase(name)
  return knownAttributes.find((known) => known === lower)
}

const isTooLong = ({ value = '' }: SetCookieAttribute): boolean =>
  value.length > attributeAtMost || octetLength(value) > attributeAtMost

const readMaxAge = (text: string): AttributeReading | undefined => {
  const [, sign = '', digits = '', rest = ''] = /^([+-]?)(\d*)(.*)$/s.exec(text) ?? []
  const seconds = Number(`${sign}${digits}`)
  // Chromium takes what no 64 bits hold for the longest or shortest time, whatever follows; else it must be a whole number.
  const isImmense = digits !== '' && Math.abs(seconds) >= 2 ** 63
  if (digits === '' || (rest !== '' && !isImmense)) return undefined
  return {
    says: 'max-age',
    seconds: Math.max(Math.min(seconds, lifetimeAtMost), -lifetimeAtMost),
    isCapped: seconds > lifetimeAtMost,
  }
}

const readExpires = (text: string): AttributeReading | undefined => {
  const at = readCookieDate(text)
  return at === undefined ? undefined : { says: 'expires', at }
}

const readSameSite = (text: string): AttributeReading | undefined => {
  const sameSite = inLowerCase(text)
  return sameSite === 'lax' || sameSite === 'strict' || sameSite === 'none'
    ? { says: 'same-site', sameSite }
    : undefined
}

const readPriority = (text: string): AttributeReading | undefined => {
  const priority = inLowerCase(text)
  return priority === 'low' || priority === 'medium' || priority === 'high' ? { says: 'priority', priority } : undefined
}

const readers: Readonly<Record<KnownAttribute, (value: string) => AttributeReading | undefined>> = {
  path: (path) => (path.startsWith('/') ? { says: 'path', path } : undefined),
  domain: (domain) => (domain === '' ? undefined : { says: 'domain', domain }),
  'max-age': readMaxAge,
  expires: readExpires,
  samesite: readSameSite,
  priority: readPriority,
  // Whatever their value: `Secure=false` is Secure.
  secure: () => ({ says: 'secure' }),
  httponly: () => ({ says: 'http-only' }),
  partitioned: () => ({ says: 'partitioned' }),
}

/** The reading of one kind among those of a line. */
export const readingOf = <S extends AttributeReading['says']>(readings: readonly AttributeReading[], says: S) =>
  readings.find((reading): reading is Extract<AttributeReading, { says: S }> => reading.says === says)
