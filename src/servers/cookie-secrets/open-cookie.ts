import { readCookie } from '../../shared/cookie/readers/cookie-readers.ts'
import type { CookieCertainty, CookieReading } from '../../shared/cookie/readers/cookie-reading.ts'
import type { JoinedCookie } from '../../shared/cookie/readers/join-cookies.ts'
import { meantBy } from '../../shared/cookie/readers/written-value.ts'
import { derivations } from './derivations.ts'
import type { Secret } from './secret.ts'
import type { Opened, Trial } from './trial.ts'

/** What somebody gives to open cookies with. */
export interface CookieKeys {
  readonly secrets: readonly Secret[]
  /** The text that a framework mixes into its key, where an application chose it. */
  readonly salts?: readonly string[] | undefined
  /** The stored hash of the user's password, which WordPress' cookies take. */
  readonly passwordHash?: string | undefined
  /** The secrets are guesses: what takes long is left out. */
  readonly isGuess?: boolean | undefined
}

/** A cookie's reading, with what the secrets made of it. */
export interface OpenedReading extends Omit<CookieReading, 'certainty'> {
  /** `proven` where a secret fits: nothing else could have written it. */
  readonly certainty: CookieCertainty | 'proven'
  /** Undefined where nobody gave a secret, or there is nothing to verify. */
  readonly verified?: boolean
  /** How the secret fits. */
  readonly derivation?: string
  /** The secret fits, and still the library would not accept the cookie, for this reason. */
  readonly refusal?: string
  /** The secret that fits, where it was one of those that everybody knows. */
  readonly secret?: Secret
}

/** Reads a cookie and tries every secret on it in every way that its shape allows. */
export const openCookie = async (cookie: JoinedCookie, keys: CookieKeys): Promise<OpenedReading> => {
  const reading = readCookie(cookie.value, cookie)
  const hasSomethingToVerify =
    reading.kind === 'signed' || reading.kind === 'encrypted' || reading.parts.some(({ role }) => role === 'signature')
  for (const secret of keys.secrets) {
    const opened = await tryOn(cookie, reading, secret, keys)
    if (opened !== undefined) return openedReading(reading, opened, secret, keys)
  }
  return keys.secrets.length > 0 && hasSomethingToVerify ? { ...reading, verified: false } : reading
}

const tryOn = async (
  { name, value: sent, signature }: JoinedCookie,
  reading: CookieReading,
  secret: Secret,
  { secrets, salts = [], passwordHash, isGuess }: CookieKeys,
): Promise<Opened | undefined> => {
  const { value, decoded } = meantBy(sent)
  // Every library writes capitals; other spellings mean the same, and nobody's library wrote them.
  const isOwn = !/%(?:[a-f].|.[a-f])/.test(value)
  const trial: Trial = {
    ...{ name, value, decoded: isOwn ? decoded : value, signature, reading },
    ...{ secret, secrets, salts, passwordHash, isGuess },
  }
  for (const derivation of derivations) {
    const opened = await derivation(trial)
    if (opened !== undefined) return opened
  }
  return undefined
}

const openedReading = (reading: CookieReading, opened: Opened, secret: Secret, keys: CookieKeys): OpenedReading => {
  const { notDecoded, alsoLike: _alsoLike, proof: _proof, ...rest } = reading
  const isRead = opened.data !== undefined || opened.notDecoded !== undefined
  return {
    ...rest,
    ...(isRead || notDecoded === undefined ? {} : { notDecoded }),
    ...opened,
    certainty: 'proven',
    verified: opened.refusal === undefined,
    ...(keys.isGuess === true ? { secret } : {}),
  }
}
