import { decodeBase64, decodeBase64Url, decodeUtf8 } from '../../base/base64url.ts'
import type { Json } from '../../base/json.ts'
import { parseJson } from '../../base/parse-json.ts'
import type { CookiePart, CookiePartRole } from './cookie-reading.ts'

type Piece = readonly [role: CookiePartRole, label: string, text: string, more?: Partial<CookiePart>]

/** Parts of a value from pieces of it, in their order; a piece is looked for behind the one before. Its label is its id unless told. */
export const partsOf = (value: string, ...pieces: readonly Piece[]): CookiePart[] => {
  let end = 0
  return pieces.map(([role, label, text, more]) => {
    const at = Math.max(end, value.indexOf(text, end))
    end = at + text.length
    return { id: label, role, label, text, at, ...more }
  })
}

/** The one part of a value that is nothing but an id. */
export const idPart = (value: string): CookiePart[] => partsOf(value, ['id', 'id', value])

/** Later than any date (ECMAScript §21.4.1.1): whoever showed it would fail. */
const latest = 8.64e15

/** Milliseconds since 1970, if they are a date. */
export const momentOf = (milliseconds: unknown): number | undefined => {
  const moment = typeof milliseconds === 'number' ? Math.round(milliseconds) : Number.NaN
  return Math.abs(moment) <= latest ? moment : undefined
}

/** The same of seconds. */
export const secondsAsMoment = (seconds: unknown): number | undefined =>
  momentOf(typeof seconds === 'number' ? seconds * 1000 : undefined)

/** A moment as a member of a reading, if there is one. */
export const at = <K extends 'signedAt' | 'expiresAt'>(
  key: K,
  moment: number | undefined,
): Partial<Record<K, number>> => (moment === undefined ? {} : ({ [key]: moment } as Record<K, number>))

/** Bytes as text and as JSON, as far as they are. */
export const saidBy = (bytes: Uint8Array | undefined): { readonly says?: string; readonly data?: Json } => {
  const says = bytes && decodeUtf8(bytes)
  if (says === undefined) return {}
  const data = parseJson(says)
  return data === undefined ? { says } : { says, data }
}

/** What base64 in either alphabet says. */
export const saidIn = (text: string, alphabet: 'standard' | 'url'): ReturnType<typeof saidBy> =>
  saidBy(alphabet === 'url' ? decodeBase64Url(text) : decodeBase64(text))

/** Whether a cookie's name says that it is a session's; `_hjSessionUser_42` and the like are not. */
export const isSessionName = (name: string): boolean => !isTokenName(name) && sessionName.test(name)

const sessionName = /sess(?:ion)?s?[_-]?(?:id|key|token|data|name)?(?:$|[._-](?!\d))|(?:^|[._-])s?sid$|^sid(?:$|[._-])/i

/** Whether a cookie's name says that it guards against forged requests. */
export const isTokenName = (name: string): boolean => /csrf|xsrf/i.test(name)
