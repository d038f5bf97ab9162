import type { Json } from '../../base/json.ts'

/** What a part of a value is for. Whoever shows or compares parts asks for this, never for a format. */
export type CookiePartRole = 'data' | 'time' | 'signature' | 'id' | 'value'

/** A stretch of a cookie's value that means something of its own. */
export interface CookiePart {
  /** Unique within a reading, and the same in every reading of a format. */
  readonly id: string
  readonly role: CookiePartRole
  /** What the format's own documentation calls it. */
  readonly label: string
  /** Exactly as it stands in the value. */
  readonly text: string
  /** Where it begins in the value, counted in UTF-16 code units. */
  readonly at: number
  /** What it says to anybody, where that can be read without a key. */
  readonly says?: string
  /** It is zlib-compressed (RFC 1950), and is not inflated here. */
  readonly isCompressed?: boolean
}

/**
 * How sure a format is: `likely` where a value has the shape of this format and of hardly anything else, `possible` where
 * anybody's value may look like that. Nothing is proven without a key, which the panel never has.
 */
export type CookieCertainty = 'likely' | 'possible'

/** Whether the session is in the cookie, for everybody to read or not, or whether the cookie only names it. */
export type CookieKind = 'signed' | 'encrypted' | 'id' | 'opaque'

/** A cookie's value taken apart. Nothing in it is verified. */
export interface CookieReading {
  readonly format: string
  readonly certainty: CookieCertainty
  readonly kind: CookieKind
  /** In the order of the value; what separates them is in none. */
  readonly parts: readonly CookiePart[]
  /** What is in the cookie, where it can be read without a key. */
  readonly data?: Json
  /** When it was signed, in milliseconds since 1970, as the value itself says. */
  readonly signedAt?: number
  /** When it ends, in milliseconds since 1970, where the value itself says that. */
  readonly expiresAt?: number
}

/** One format of cookie values. */
export interface CookieReader {
  /** The name that readings carry; unique in the list. */
  readonly format: string
  /** The name that people know it by. */
  readonly label: string
  /** The reading of a value that has this format's shape; undefined for every other value. Never throws. */
  read(value: string): CookieReading | undefined
}

/** The first part with a role. */
export const partOf = ({ parts }: CookieReading, role: CookiePartRole): CookiePart | undefined =>
  parts.find((part) => part.role === role)
