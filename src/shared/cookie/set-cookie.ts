import { readAttributes, readingOf, type AttributeReading } from './read-attributes.ts'
import { expiryOfReadings as expiryIn } from './read-set-cookie.ts'
import { splitSetCookie, type SetCookie } from './split-set-cookie.ts'

/** Takes a Set-Cookie line apart; what its attributes come to is asked of the functions below, or of `readSetCookie`. */
export const parseSetCookie = (raw: string): SetCookie => splitSetCookie(raw)

/** Whether an attribute of a line counts: it can be read, and no other one goes before it. */
export const hasAttribute = (cookie: SetCookie, says: AttributeReading['says']): boolean =>
  readingOf(readAttributes(cookie), says) !== undefined

/**
 * When a cookie that came at the moment `at` is over, both in milliseconds since 1970; undefined for one that ends with the
 * browser (RFC 6265bis §5.7, step 6).
 */
export const expiryOf = (cookie: SetCookie, at: number): number | undefined => expiryIn(readAttributes(cookie), { at })

/** Whether the line tells a browser to drop the cookie: it is over at the moment `at` (milliseconds since 1970). */
export const isRemoval = (cookie: SetCookie, at: number): boolean => (expiryOf(cookie, at) ?? Infinity) <= at
