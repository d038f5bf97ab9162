import { session, type BrowserWindow, type Input, type Session, type WebContents } from 'electron'
import { isLocalUrl } from '../shared/base/address.ts'
import type { BrowserId } from '../shared/stream/participant.ts'
import { failure, messageOf, success, type Result } from '../shared/base/result.ts'
import type { BrowserDriver } from '../servers/browser/browser-driver.ts'
import { browserToken } from '../servers/observation/client-name.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import { openNativeJar } from './native-jar.ts'
import { openNativePage } from './native-page.ts'
import { pressButton } from './press-button.ts'
import { untilLoaded } from './until-loaded.ts'
import { confineSession } from './view-policy.ts'
import { aborted } from './watch-page.ts'
import { whilePageLives } from './while-page-lives.ts'

interface NativeBrowserOptions {
  readonly window: BrowserWindow
  readonly browser: BrowserId
  /** Views of one partition are tabs of one browser: they share its jar. */
  readonly partition: string
  /** The port of the tap through which it goes; it goes directly unless told. */
  readonly proxy?: number | undefined
  readonly log: Pick<ObservationLog, 'append'>
  /** Told of each key before the page is; says whether it was meant for the window. */
  readonly onKey: (input: Input) => boolean
}

/** A {@link BrowserDriver} that is a real Chromium view, with a partition of its own that is empty at each start. */
export const createNativeBrowser = ({
  window,
  browser,
  partition: name,
  proxy,
  log,
  onKey,
}: NativeBrowserOptions): BrowserDriver => {
  const partition = session.fromPartition(name)
  confineSession(partition)
  const ready = proxy === undefined ? undefined : goThrough(partition, proxy)
  const userAgent = partition.getUserAgent()
  // Who comes by a tap of its own is known by that, and an application that is not the lab's gets what Chromium sends.
  if (proxy === undefined && !userAgent.includes(browserToken(browser)))
    partition.setUserAgent(`${userAgent} ${browserToken(browser)}`)

  const jar = openNativeJar(partition, browser, log)
  const page = openNativePage(window, partition, {
    onKey,
    onPage: (shown) => void log.append({ kind: 'page.changed', browser, page: shown }),
    onCrash: (crash) => void log.append({ kind: 'page.crashed', of: browser, ...crash }),
    onBlocked: (blocked) => void log.append({ kind: 'cookie.blocked', browser, ...blocked }),
    onChange: (areReasonsKnown) => void log.append({ kind: 'verdicts.changed', browser, areReasonsKnown }),
  })

  return {
    ...jar.byHand,
    open: (url) =>
      page.use(async (contents) => {
        await ready
        return load(contents, url)
      }),
    reload: () => page.use(reload),
    openDeveloperTools: () =>
      page.use((contents) => {
        contents.openDevTools({ mode: 'detach' })
        return Promise.resolve(success(undefined))
      }),
    press: (button) => page.use((contents) => pressButton(contents, button)),
    runScript: (code) => page.use((contents) => runScript(contents, code)),
    submit: () => Promise.resolve(failure('unsupported', 'A native browser submits its forms by itself.')),
    close: () => {
      jar.stop()
      return page.close()
    },
    place: (bounds) => page.place(bounds),
    look: () => page.look(),
    currentUrl: () => page.currentUrl(),
  }
}

// Chromium lets what is on this machine pass every proxy unless it is told not to. Through SOCKS it sends what it sends directly.
const goThrough = async (partition: Session, proxy: number): Promise<void> => {
  await partition.setProxy({
    mode: 'fixed_servers',
    proxyRules: `socks5://127.0.0.1:${proxy}`,
    proxyBypassRules: '<-loopback>',
  })
}

const reload = async (contents: WebContents): Promise<Result<undefined>> => {
  if (contents.getURL() === '') return failure('not-found', 'There is no page to reload yet.')
  const loaded = untilLoaded(contents)
  contents.reload()
  await loaded.done
  return success(undefined)
}

const load = async (contents: WebContents, url: string): Promise<Result<undefined>> => {
  if (!isLocalUrl(url)) return failure('refused', 'The browsers of the lab only open pages of this machine.')
  try {
    await contents.loadURL(url)
    return success(undefined)
  } catch (thrown) {
    const isAborted = thrown instanceof Error && 'errno' in thrown && thrown.errno === aborted
    return isAborted ? success(undefined) : failure('unavailable', `${url} did not answer: ${messageOf(thrown)}`)
  }
}

const runScript = async (contents: WebContents, code: string): Promise<Result<undefined>> => {
  try {
    // What it comes to stays in the page: not everything can leave it.
    await whilePageLives(contents, () => contents.executeJavaScript(`(async () => { await (${code}) })()`, true))
    return success(undefined)
  } catch (thrown) {
    return failure('refused', `The page's script failed: ${messageOf(thrown)}`)
  }
}
