import { Agent } from 'node:http'
import { failure, type Result } from '../../shared/base/result.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import { TunnelAgent } from '../http/tunnel-agent.ts'
import type { HoldClock } from '../http/deadline.ts'
import { browserToken } from '../observation/client-name.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { within } from '../within.ts'
import type { BrowserDriver } from './browser-driver.ts'
import { createJar, type Jar } from './cookie-jar.ts'
import { fetchPage } from './fetch-page.ts'
import { formOfButton } from './form-of-button.ts'
import { createPageLoader } from './page-loader.ts'
import { formRequest } from './page-request.ts'
import { shownText } from './shown-text.ts'
import { createToldJar } from './told-jar.ts'

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
  const connection = { agent, userAgent: `Mozilla/5.0 (simulated) ${browserToken(browser)}`, holdClock }
  const cookies = createToldJar(browser, jar, log)
  const loader = createPageLoader({
    send: async (wanted) => {
      const { response, headers } = await fetchPage(connection, wanted, cookies.cookieFor(wanted))
      cookies.receive(wanted.url, headers)
      return response
    },
    onPage: (page) => void log.append({ kind: 'page.changed', browser, page }),
  })

  return {
    open: (url) => loader.load({ method: 'GET', url }),
    reload: () => (loader.page().url === '' ? notThere('There is no page to reload yet.') : loader.again()),
    submit: (form) => {
      const { url } = loader.page()
      return url === ''
        ? notThere('There is no page yet whose form could be submitted.')
        : loader.load(formRequest(form, url))
    },
    press: (button) => {
      const { url, html = '' } = loader.page()
      const form = formOfButton(html, button)
      return form === undefined
        ? notThere(`The page has no button ${JSON.stringify(button)}.`)
        : loader.load(formRequest(form, url))
    },
    ...cookies.byHand,
    runScript: () => native('scripts'),
    openDeveloperTools: () => native('developer tools'),
    place: () => native('view to place'),
    // Who looks because of an answer would else see the page before it: the answer is in the log sooner than the page is shown.
    look: async () => {
      await within(lookPatience, loader.settled())
      const { problem, html = '' } = loader.page()
      return {
        kind: 'text',
        text: problem ?? shownText(html),
        why: 'A simulated browser draws no picture: this is the text of its page.',
      }
    },
    currentUrl: () => loader.page().url,
    close: () => {
      agent.destroy()
      return Promise.resolve()
    },
  }
}

const notThere = (problem: string): Promise<Result<never>> => Promise.resolve(failure('not-found', problem))

const native = (what: string): Promise<Result<never>> =>
  Promise.resolve(failure('unsupported', `A simulated browser has no ${what}. Start the desktop window for that.`))
