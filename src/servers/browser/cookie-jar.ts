import { systemClock, type Clock } from '../../shared/base/clock.ts'
import { siteOf } from '../../shared/cookie/cookie-host.ts'
import { cookieHeaderOf, reasonsToHoldBack, type CookieRequest } from '../../shared/cookie/cookies-for-request.ts'
import { readSetCookie } from '../../shared/cookie/read-set-cookie.ts'
import { writableCookie } from '../../shared/cookie/writable-cookie.ts'
import type { CookieKey, JarCookie } from '../../shared/stream/lab-state.ts'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { HeldCookies } from './held-cookies.ts'

/** A cookie that did not go along with a request, and why, by Chromium's names. */
interface HeldBack {
  readonly cookie: JarCookie
  readonly reasons: readonly string[]
}

/** What a jar gives for a request. */
export interface CookiesForRequest {
  /** The value of the `Cookie` header as text; empty when there is nothing to send. */
  readonly header: string
  /** Cookies of the same site that stay. */
  readonly heldBack: readonly HeldBack[]
}

/** The jar of a simulated browser: keeps and sends cookies as Chromium does (RFC 6265bis §5.7, §5.8). */
export interface Jar {
  /** In the order in which they would be sent. */
  cookies(): JarCookie[]
  cookiesFor(request: Omit<CookieRequest, 'at'>): CookiesForRequest
  /**
   * Takes a Set-Cookie line, as text, as the answer to a request brought it; returns why it was refused, empty when it was
   * not. `serverTime` is what the answer's Date header says, in milliseconds since 1970.
   */
  receive(line: string, url: URL, serverTime?: number): readonly string[]
  /** Puts a cookie there by hand; one that it could not hold just so is refused in words. */
  write(cookie: JarCookie): Result<undefined>
  delete(cookie: CookieKey): void
  clear(): void
}

/** An empty {@link Jar}. */
export const createJar = (clock: Clock = systemClock): Jar => {
  const held = new HeldCookies(clock)
  return {
    cookies: () => held.inOrder().map(({ cookie }) => cookie),
    cookiesFor: (request) => {
      const judged = held
        .inOrder(siteOf(request.url.hostname))
        .map((one) => ({ ...one, held: one, reasons: reasonsToHoldBack(one, { ...request, at: clock.now() }) }))
      const sent = judged.filter(({ reasons }) => reasons.length === 0)
      for (const one of sent) held.noteUse(one.held)
      return {
        header: cookieHeaderOf(sent.map(({ cookie }) => cookie)),
        heldBack: judged
          .filter(({ reasons }) => reasons.length > 0)
          .map(({ cookie, reasons }) => ({ cookie, reasons })),
      }
    },
    receive: (line, url, serverTime) => {
      const { verdict } = readSetCookie(line, { url, at: clock.now(), serverTime })
      if (verdict.state === 'refused') return verdict.reasons
      if (held.overwritesSecure(verdict.cookie, url)) return ['OverwriteSecure']
      if (verdict.state === 'ended') held.delete(verdict.cookie)
      else held.keep(verdict.cookie)
      return []
    },
    write: (cookie) => {
      const writable = writableCookie(cookie, clock.now())
      if (!writable.ok) return failure('refused', writable.failure.message)
      held.keep({ ...writable.value, priority: held.get(cookie)?.priority ?? 'medium' })
      return success(undefined)
    },
    delete: (cookie) => {
      held.delete(cookie)
    },
    clear: () => {
      held.clear()
    },
  }
}
