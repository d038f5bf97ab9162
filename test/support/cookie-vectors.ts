import type { Json } from '../../src/shared/base/json.ts'
import { joinCookies, type JoinedCookie, type NamedCookie } from '../../src/shared/cookie/readers/join-cookies.ts'
import own from '../cookies/own-cookies.json' with { type: 'json' }
import others from '../cookies/session-cookies.json' with { type: 'json' }

/** A cookie that a real library wrote, with what is in it and what opens it. */
export interface CookieVector {
  readonly format: string
  readonly library: string
  readonly version: string
  /** Empty where nothing signs or encrypts it. */
  readonly secret: string
  readonly cookieName: string
  readonly cookieValue: string
  readonly decoded: Json
  /** What is said of random members is no more than that they are there. */
  readonly decodedIsPartial?: boolean
  readonly signature?: string
  readonly chunks?: readonly NamedCookie[]
  readonly salt?: string
  readonly userPassword?: string
}

/** Of some sixty libraries, frozen. */
export const cookieVectors: readonly CookieVector[] = others

/** Of the libraries that this project has at hand; `npm run cookies` writes them anew. */
export const ownCookieVectors: readonly CookieVector[] = own

/** The cookie of a vector, put together of all that belong to it. */
export const cookieOf = ({ cookieName, cookieValue, signature, chunks }: CookieVector): JoinedCookie => {
  const all = chunks ?? [
    { name: cookieName, value: cookieValue },
    ...(signature === undefined ? [] : [{ name: `${cookieName}.sig`, value: signature }]),
  ]
  const [cookie, ...more] = joinCookies(all)
  if (cookie === undefined || more.length > 0) throw new Error('A vector is one cookie.')
  return cookie
}

/** Whether data is what a vector says; `…` and the like stand for what is different each time. */
export const isData = (data: Json | undefined, { decoded, decodedIsPartial = false }: CookieVector): boolean =>
  isLike(data, decoded, decodedIsPartial)

const isLike = (data: Json | undefined, expected: Json, isPartial: boolean): boolean => {
  if (typeof expected === 'string' && /^(?:…|<hmac>|see decode)$/.test(expected)) return data !== undefined
  if (typeof expected !== 'object' || expected === null || typeof data !== 'object' || data === null)
    return data === expected
  const members = Object.entries(expected)
  const isWhole = isPartial || members.length === Object.keys(data).length
  return isWhole && members.every(([key, value]) => isLike((data as Record<string, Json>)[key], value, isPartial))
}
