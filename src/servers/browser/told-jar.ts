import { encodeOctets } from '../../shared/base/octets.ts'
import { success, type Result } from '../../shared/base/result.ts'
import { readCookieDate } from '../../shared/cookie/cookie-date.ts'
import { isUntold } from '../../shared/cookie/cookie-refusals.ts'
import { headerValue, headerValues, type HeaderList } from '../../shared/stream/header-list.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { BrowserDriver } from './browser-driver.ts'
import type { Jar } from './cookie-jar.ts'
import type { PageRequest } from './page-request.ts'

/** A jar of whose changes and refusals the log is told. */
export interface ToldJar {
  /** The value of the `Cookie` header for a request, as octets; empty for none. */
  cookieFor(request: PageRequest): string
  /** Takes the Set-Cookie lines of an answer. */
  receive(url: string, headers: HeaderList): void
  /** What a driver does with its jar by hand. */
  readonly byHand: Pick<BrowserDriver, 'cookies' | 'clearCookies' | 'writeCookie' | 'deleteCookie'>
}

/** A {@link ToldJar} of one browser. */
export const createToldJar = (browser: BrowserId, jar: Jar, log: Pick<ObservationLog, 'append'>): ToldJar => {
  let told = '[]'
  const tell = (): void => {
    const cookies = jar.cookies()
    const text = JSON.stringify(cookies)
    if (text === told) return
    told = text
    log.append({ kind: 'jar.changed', browser, cookies })
  }
  const tellAfter = (done: Result<undefined>): Promise<Result<undefined>> => {
    tell()
    return Promise.resolve(done)
  }

  return {
    cookieFor: ({ method, url, initiator }) => {
      const { header, heldBack } = jar.cookiesFor({ method, url: new URL(url), initiator })
      for (const { cookie, reasons } of heldBack) {
        const text = `${cookie.name}=${cookie.value}`
        log.append({ kind: 'cookie.blocked', browser, url, occasion: 'request', text, reasons: [...reasons] })
      }
      return encodeOctets(header)
    },
    receive: (url, headers) => {
      const serverTime = readCookieDate(headerValue(headers, 'Date') ?? '')
      for (const line of headerValues(headers, 'Set-Cookie')) {
        const reasons = jar.receive(line, new URL(url), serverTime).filter((reason) => !isUntold(reason))
        if (reasons.length > 0)
          log.append({ kind: 'cookie.blocked', browser, url, occasion: 'answer', text: line, reasons })
      }
      tell()
    },
    byHand: {
      cookies: () => Promise.resolve(jar.cookies()),
      clearCookies: () => {
        jar.clear()
        return tellAfter(success(undefined))
      },
      writeCookie: (cookie) => tellAfter(jar.write(cookie)),
      deleteCookie: (cookie) => {
        jar.delete(cookie)
        return tellAfter(success(undefined))
      },
    },
  }
}
