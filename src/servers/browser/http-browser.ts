import axios, { type AxiosResponse } from 'axios'
import { Agent, request as openRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { isLocalUrl } from '../../shared/base/address.ts'
import { readCookieDate } from '../../shared/cookie/cookie-date.ts'
import { decodeOctets, encodeOctets } from '../../shared/base/octets.ts'
import { isUntold } from '../../shared/cookie/cookie-refusals.ts'
import type { SubmittedForm } from '../../shared/wire/contract.ts'
import { fromRawHeaders, headerValue, headerValues, type HeaderList } from '../../shared/stream/header-list.ts'
import type { Page } from '../../shared/stream/lab-state.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { TunnelAgent } from '../http/tunnel-agent.ts'
import { startDeadline, type HoldClock } from '../http/deadline.ts'
import { browserToken } from '../observation/client-name.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { BrowserDriver } from './browser-driver.ts'
import { createJar, type Jar } from './cookie-jar.ts'
import { formOfButton } from './form-of-button.ts'
import { within } from '../within.ts'
import { shownText } from './shown-text.ts'
import { titleOf } from './title-of.ts'

interface HttpBrowserOptions {
  readonly browser: BrowserId
  readonly log: Pick<ObservationLog, 'append'>
  /** Shared by the tabs of one browser. */
  readonly jar?: Jar
  /** Time in which an answer is held on purpose does not count as waiting for it. */
  readonly holdClock?: HoldClock
  /** The port of the proxy through which it goes; it goes directly unless told. */
  readonly proxy?: number | undefined
}

interface Wanted {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: string
  /** The page that causes the request; absent where its user typed the address. */
  readonly initiator?: URL | undefined
}

/** Redirects that are followed in a row, as in Chromium. */
const redirectsAtMost = 20
const pageAtMost = 1_048_576
const patience = 30_000
/** Milliseconds for which a look waits for the page that is loading: an answer may be held on purpose. */
const lookPatience = 2_000

/**
 * A {@link BrowserDriver} without a rendering engine: real HTTP, a cookie jar like Chromium's (RFC 6265bis),
 * redirects and forms, no scripts. The panel draws the page that it got.
 */
export const createHttpBrowser = ({
  browser,
  log,
  jar = createJar(),
  holdClock,
  proxy,
}: HttpBrowserOptions): BrowserDriver => {
  const agent = proxy === undefined ? new Agent({ keepAlive: true }) : new TunnelAgent(proxy, { keepAlive: true })
  const userAgent = `Mozilla/5.0 (simulated) ${browserToken(browser)}`
  let page: Page = { url: '', title: '', state: 'blank' }
  let jarText = '[]'
  // A page that is asked for again counts as caused by whatever caused it (RFC 6265bis §5.2).
  let initiator: URL | undefined
  // The newest page that was asked for; done when it is shown or has failed.
  let loading: Promise<unknown> = Promise.resolve()

  const show = (next: Page): void => {
    page = next
    log.append({ kind: 'page.changed', browser, page })
  }

  const tellJar = (): void => {
    const cookies = jar.cookies()
    const text = JSON.stringify(cookies)
    if (text === jarText) return
    jarText = text
    log.append({ kind: 'jar.changed', browser, cookies })
  }

  const cookieFor = ({ method, url, initiator: from }: Wanted): Readonly<Record<string, string>> => {
    const { header, heldBack } = jar.cookiesFor({ method, url: new URL(url), initiator: from })
    for (const {
      cookie: { name, value },
      reasons,
    } of heldBack) {
      log.append({
        kind: 'cookie.blocked',
        browser,
        url,
        occasion: 'request',
        text: `${name}=${value}`,
        reasons: [...reasons],
      })
    }
    return header === '' ? {} : { Cookie: encodeOctets(header) }
  }

  const takeCookies = (url: string, headers: HeaderList): void => {
    const serverTime = readCookieDate(headerValue(headers, 'Date') ?? '')
    for (const line of headerValues(headers, 'Set-Cookie')) {
      const reasons = jar.receive(line, new URL(url), serverTime).filter((reason) => !isUntold(reason))
      if (reasons.length > 0)
        log.append({ kind: 'cookie.blocked', browser, url, occasion: 'answer', text: line, reasons })
    }
    tellJar()
  }

  const send = async (wanted: Wanted): Promise<AxiosResponse<string>> => {
    const { method, url, body } = wanted
    const cookie = cookieFor(wanted)
    const deadline = startDeadline(patience, holdClock)
    let raw: readonly string[] = []
    const response = await axios
      .request<string>({
        method,
        url,
        data: body,
        httpAgent: agent,
        proxy: false,
        signal: deadline.signal,
        maxContentLength: pageAtMost,
        maxRedirects: 0,
        // Browsers read an answer whose header holds a control character, to refuse the cookie there; Node would drop all of it.
        insecureHTTPParser: true,
        // axios cleans headers of what it takes for a mistake; the jar judges them as they came.
        transport: {
          request: (options: RequestOptions, respond: (answer: IncomingMessage) => void) =>
            openRequest(options, (answer) => {
              raw = answer.rawHeaders
              respond(answer)
            }),
        },
        responseType: 'text',
        transformResponse: (text: string) => text,
        validateStatus: () => true,
        headers: {
          'User-Agent': userAgent,
          Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
          ...cookie,
          ...(body === undefined
            ? {}
            : {
                'Content-Type': 'application/x-www-form-urlencoded',
                Origin: (wanted.initiator ?? new URL(url)).origin,
              }),
        },
      })
      .catch((thrown: unknown) => {
        throw new NoAnswer(axios.isCancel(thrown) ? `nothing came in ${patience / 1000} s` : messageOf(thrown))
      })
      .finally(deadline.end)
    takeCookies(url, fromRawHeaders(raw))
    return response
  }

  const visit = async (wanted: Wanted, redirects = 0): Promise<Result<undefined>> => {
    const response = await send(wanted)
    const target = redirectTarget(response, wanted.url)
    if (target === undefined) {
      show({ url: wanted.url, state: 'shown', ...drawn(response) })
      return success(undefined)
    }
    if (redirects >= redirectsAtMost) return fail(wanted.url, `${wanted.url} redirected too many times.`)
    if (!isLocalUrl(target))
      return fail(wanted.url, `${wanted.url} redirects to ${target}, which is not on this machine.`)
    // RFC 9110 §15.4.3, as browsers do it: after 301, 302 and 303 the next request is a GET.
    const keepsMethod = response.status === 307 || response.status === 308
    return visit(
      keepsMethod ? { ...wanted, url: target } : { method: 'GET', url: target, initiator: wanted.initiator },
      redirects + 1,
    )
  }

  const fail = (url: string, problem: string): Result<undefined> => {
    show({ url, title: '', state: 'failed', problem })
    return failure('unavailable', problem)
  }

  const go = (wanted: Wanted): Promise<Result<undefined>> => {
    const going = load(wanted)
    loading = going.catch(() => undefined)
    return going
  }

  const load = async (wanted: Wanted): Promise<Result<undefined>> => {
    if (!isLocalUrl(wanted.url)) return failure('refused', 'A simulated browser only opens pages of this machine.')
    show({ ...page, url: wanted.url, state: 'loading' })
    initiator = wanted.initiator
    try {
      return await visit(wanted)
    } catch (thrown) {
      if (thrown instanceof NoAnswer) return fail(wanted.url, `${wanted.url} did not answer: ${thrown.message}`)
      // It did; what went wrong is the browser's own, and whoever guards it tells of that.
      fail(wanted.url, `The simulated browser failed on what ${wanted.url} answered: ${messageOf(thrown)}`)
      throw thrown
    }
  }

  const native = (what: string) =>
    Promise.resolve(failure('unsupported', `A simulated browser has no ${what}. Start the desktop window for that.`))

  return {
    open: (url) => go({ method: 'GET', url }),
    reload: () =>
      page.url === ''
        ? Promise.resolve(failure('not-found', 'There is no page to reload yet.'))
        : go({ method: 'GET', url: page.url, initiator }),
    submit: (form) =>
      page.url === ''
        ? Promise.resolve(failure('not-found', 'There is no page yet whose form could be submitted.'))
        : go(formRequest(form, page.url)),
    press: (button) => {
      const form = formOfButton(page.html ?? '', button)
      return form === undefined
        ? Promise.resolve(failure('not-found', `The page has no button ${JSON.stringify(button)}.`))
        : go(formRequest(form, page.url))
    },
    cookies: () => Promise.resolve(jar.cookies()),
    clearCookies: () => {
      jar.clear()
      tellJar()
      return Promise.resolve(success(undefined))
    },
    writeCookie: (cookie) => {
      const written = jar.write(cookie)
      tellJar()
      return Promise.resolve(written)
    },
    deleteCookie: (cookie) => {
      jar.delete(cookie)
      tellJar()
      return Promise.resolve(success(undefined))
    },
    runScript: () => native('scripts'),
    openDeveloperTools: () => native('developer tools'),
    place: () => native('view to place'),
    // Who looks because of an answer would else see the page before it: the answer is in the log sooner than the page is shown.
    look: async () => {
      await within(lookPatience, loading)
      return {
        kind: 'text',
        text: page.problem ?? shownText(page.html ?? ''),
        why: 'A simulated browser draws no picture: this is the text of its page.',
      }
    },
    currentUrl: () => page.url,
    close: () => {
      agent.destroy()
      return Promise.resolve()
    },
  }
}

/** Nothing came that HTTP would take for an answer. */
class NoAnswer extends Error {}

const redirectTarget = ({ status, headers }: AxiosResponse<string>, base: string): string | undefined => {
  const octets: unknown = headers['location']
  if (status < 300 || status > 399 || typeof octets !== 'string') return undefined
  const location = decodeOctets(octets)
  return URL.canParse(location, base) ? new URL(location, base).href : undefined
}

const drawn = ({ data, headers }: AxiosResponse<string>): Pick<Page, 'title' | 'html'> => {
  const isHtml = String(headers['content-type'] ?? '').startsWith('text/html')
  const html = isHtml ? data : `<pre>${data.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
  return { title: isHtml ? titleOf(html) : '', html }
}

// HTML, "Form submission algorithm": a GET form's fields replace the query, a POST form's are the body.
const formRequest = ({ method, action, fields }: SubmittedForm, base: string): Wanted => {
  const url = URL.canParse(action, base) ? new URL(action, base) : new URL(base)
  const encoded = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString()
  const initiator = new URL(base)
  if (method === 'post') return { method: 'POST', url: url.href, body: encoded, initiator }
  url.search = encoded
  return { method: 'GET', url: url.href, initiator }
}
