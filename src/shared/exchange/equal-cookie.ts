import { partOf } from '../cookie/readers/cookie-reading.ts'
import { readCookie } from '../cookie/readers/cookie-readers.ts'
import type { CookieOriginsView } from '../folds/cookie-origins.ts'
import type { JarsView } from '../folds/jars.ts'
import type { ExchangeId } from '../stream/changes.ts'
import type { JarCookie } from '../stream/lab-state.ts'
import { otherBrowser, type BrowserId } from '../stream/participant.ts'

/** Why the other browser's jar holds the very same cookie. */
export type EqualCookie =
  /** Each was set by an answer of its own. `signedAt`: it is signed, and the second in which it was, as it says itself. */
  | {
      readonly how: 'set-separately'
      readonly here: ExchangeId
      readonly there: ExchangeId
      readonly signedAt?: number | undefined
    }
  | { readonly how: 'copied-here'; readonly there: ExchangeId }
  | { readonly how: 'copied-there'; readonly here: ExchangeId }
  /** No answer set it anywhere. */
  | { readonly how: 'never-set' }
  /** One of them had it before the log began. */
  | { readonly how: 'not-known' }

/**
 * Why both jars hold a cookie of the same name and value; undefined where they do not, where it is just being answered, and
 * for a value of no known format: anybody may have chosen that twice.
 */
export const equalCookieOf = (
  jars: JarsView,
  origins: CookieOriginsView,
  browser: BrowserId,
  cookie: JarCookie,
): EqualCookie | undefined => {
  const other = otherBrowser(browser)
  if (!jars[other].some(({ name, value }) => name === cookie.name && value === cookie.value)) return undefined
  const reading = readCookie(cookie.value)
  if (reading.kind === 'opaque') return undefined
  const [here, there] = [origins.originOf(browser, cookie), origins.originOf(other, cookie)]
  if (here.state === 'open' || there.state === 'open') return undefined
  if (here.state === 'earlier' || there.state === 'earlier') return { how: 'not-known' }
  if (here.state === 'set' && there.state === 'set') {
    const signedAt = partOf(reading, 'signature') === undefined ? undefined : reading.signedAt
    return { how: 'set-separately', here: here.exchange, there: there.exchange, signedAt }
  }
  if (there.state === 'set') return { how: 'copied-here', there: there.exchange }
  return here.state === 'set' ? { how: 'copied-there', here: here.exchange } : { how: 'never-set' }
}
