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
  /** It is zlib-compressed (RFC 1950). */
  readonly isCompressed?: boolean
  /** The cookie that it is in, where that is not the one that was read: a signature has one of its own in some formats. */
  readonly cookie?: string
}

/**
 * How sure a format is: `likely` where a value has the shape of this format and of hardly anything else, `possible` where
 * anybody's value may look like that, or where only the cookie's name tells. Nothing is proven without a key.
 */
export type CookieCertainty = 'likely' | 'possible'

/**
 * Whether the session is in the cookie, signed or encrypted, or whether the cookie only names it. `plain` is data that nothing
 * protects: whoever has the cookie may read it and write another. Of an `opaque` value nothing is known.
 */
export type CookieKind = 'signed' | 'encrypted' | 'id' | 'plain' | 'opaque'

/** What a cookie is there for, where its format or its name says so. A token against forged requests is no session. */
export type CookiePurpose = 'session' | 'remember' | 'csrf'

/** A cookie's value taken apart. Nothing in it is verified. */
export interface CookieReading {
  readonly format: string
  readonly certainty: CookieCertainty
  readonly kind: CookieKind
  readonly purpose?: CookiePurpose
  /** In the order of the value; what separates them is in none. */
  readonly parts: readonly CookiePart[]
  /** What is in the cookie, where it can be read without a key. */
  readonly data?: Json
  /** Why `data` is not all that is in the cookie, or is missing although it is readable. */
  readonly notDecoded?: string
  /** When it was signed, in milliseconds since 1970, as the value itself says. */
  readonly signedAt?: number
  /** When it ends, in milliseconds since 1970, where the value itself says that. */
  readonly expiresAt?: number
  /** Other formats that have the very same shape. */
  readonly alsoLike?: readonly string[]
  /** What the shape shows and what only the secret can prove, where several frameworks share a library. */
  readonly proof?: string
}

/** What is known of a cookie besides its value. */
export interface CookieContext {
  /** Empty where it is not known. */
  readonly name: string
  /** The value of the cookie `NAME.sig` beside it. */
  readonly signature?: string
  /** The value was percent-encoded when it was sent. */
  readonly isUrlEncoded?: boolean
  /** The value was put together from the chunks of several cookies. */
  readonly isChunked?: boolean
}

/** One format of cookie values, or a family of formats that share their shape. */
export interface CookieReader {
  /** The name that readings carry; unique in the list. */
  readonly format: string
  /** The name that people know it by. */
  readonly label: string
  /** The other formats of the family, by the name that readings carry. */
  readonly variants?: Readonly<Record<string, string>>
  /** The reading of a value that has this format's shape; undefined for every other value. Never throws. */
  read(value: string, context?: CookieContext): CookieReading | undefined
}

/** The first part with a role. */
export const partOf = ({ parts }: CookieReading, role: CookiePartRole): CookiePart | undefined =>
  parts.find((part) => part.role === role)
