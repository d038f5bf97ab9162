import type { CookiePurpose, CookieReading } from '../../shared/cookie/readers/cookie-reading.ts'
import type { Json } from '../../shared/base/json.ts'
import type { Secret } from './secret.ts'

/** What a secret is tried on. */
export interface Trial {
  readonly name: string
  /** As it was sent, without quotes around it. */
  readonly value: string
  /** The same percent-decoded, for what libraries write encoded; the same again where nothing is. */
  readonly decoded: string
  /** The value of the cookie `NAME.sig`. */
  readonly signature?: string | undefined
  readonly reading: CookieReading
  readonly secret: Secret
  /** All that were given: some formats take two. */
  readonly secrets: readonly Secret[]
  /** The text that a framework mixes into its key, as given; frameworks' own are tried without. */
  readonly salts: readonly string[]
  /** The stored hash of the user's password, where the format takes it. */
  readonly passwordHash?: string | undefined
  /** Nobody gave the secret: it is one of many, so what takes long is left out. */
  readonly isGuess?: boolean | undefined
}

/** What the secret opened. */
export interface Opened {
  /** Where the fit proves another format than the shape suggested. */
  readonly format?: string
  readonly purpose?: CookiePurpose
  /** How the key is made of the secret, and what it signs or encrypts. */
  readonly derivation: string
  readonly data?: Json
  readonly notDecoded?: string
  readonly signedAt?: number
  readonly expiresAt?: number
  /** The secret fits, and still the library that wrote this would not accept it here, for this reason. */
  readonly refusal?: string
}

/** One way, or several of one library, in which a secret may vouch for a cookie. Undefined where the shape or the secret does not fit. */
export type Derivation = (trial: Trial) => Opened | undefined

/** One that takes its time. */
export type SlowDerivation = (trial: Trial) => Promise<Opened | undefined>

/** The first of some results that there is. */
export const firstOf = <T, R>(items: Iterable<T>, attempt: (item: T) => R | undefined): R | undefined => {
  for (const item of items) {
    const result = attempt(item)
    if (result !== undefined) return result
  }
  return undefined
}
