import { session, type BrowserWindow, type Input, type Session, type WebContents } from 'electron'
import { isLocalUrl } from '../shared/base/address.ts'
import type { Bounds } from '../shared/wire/contract.ts'
import type { Page } from '../shared/stream/lab-state.ts'
import type { BrowserId } from '../shared/stream/participant.ts'
import { failure, messageOf, success, type Result } from '../shared/base/result.ts'
import type { BrowserDriver } from '../servers/browser/browser-driver.ts'
import { browserToken } from '../servers/observation/client-name.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import { createTroubles } from '../servers/observation/troubles.ts'
import { deleteCookie, writeCookie } from './native-cookies.ts'
import { lookAt } from './look-at.ts'
import { openNativeView } from './native-view.ts'
import { pressButton } from './press-button.ts'
import { tellNewest } from './tell-newest.ts'
import { untilLoaded } from './until-loaded.ts'
import { confineSession } from './view-policy.ts'
import { readJar, watchJar } from './watch-jar.ts'
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

  const troubles = createTroubles(log)
  const tellPage = (page: Page): void => {
    log.append({ kind: 'page.changed', browser, page })
  }
  const pages = tellNewest(tellPage, ({ url, title }) => url.length + title.length)
  const jar = watchJar(partition.cookies, {
    tell: (cookies) => {
      log.append({ kind: 'jar.changed', browser, cookies })
    },
    onProblem: (problem) => {
      if (problem === undefined) troubles.settle(browser)
      else
        troubles.report(
          browser,
          `This browser's cookies cannot be read: ${problem}. They are read again when they change.`,
        )
    },
  })
  let shown = ''
  let bounds: Bounds | null = null
  let isClosed = false
  const openView = () =>
    openNativeView(window, partition, {
      onKey,
      onPage: (page) => {
        shown = page.url
        pages.tell(page)
      },
      onCrash: (crash) => {
        log.append({ kind: 'page.crashed', of: browser, ...crash })
      },
      onBlocked: (blocked) => {
        log.append({ kind: 'cookie.blocked', browser, ...blocked })
      },
      onChange: (areReasonsKnown) => {
        log.append({ kind: 'verdicts.changed', browser, areReasonsKnown })
      },
      onGone: () => {
        // A browser has a place to show pages in, whatever became of the last one.
        setImmediate(() => {
          if (window.isDestroyed() || isClosed) return
          view = openView()
          view.place.put(bounds)
          pages.tell({ url: shown, title: '', state: 'failed', problem: 'The page has closed itself (window.close).' })
        })
      },
    })
  let view = openView()

  /** Does something with the page; that it has gone meanwhile is a failure in words. */
  const withPage = async (work: (contents: WebContents) => Promise<Result<undefined>>): Promise<Result<undefined>> => {
    const { contents } = view
    if (contents.isDestroyed()) return failure('unavailable', 'This browser shows no page at the moment.')
    try {
      return await work(contents)
    } catch (thrown) {
      return failure('unavailable', `The page did not answer: ${messageOf(thrown)}`)
    }
  }

  return {
    open: (url) =>
      withPage(async (contents) => {
        await ready
        return load(contents, url)
      }),
    reload: () =>
      withPage(async (contents) => {
        if (contents.getURL() === '') return failure('not-found', 'There is no page to reload yet.')
        const loaded = untilLoaded(contents)
        contents.reload()
        await loaded.done
        return success(undefined)
      }),
    ...jarDriver(partition, () => jar.read()),
    openDeveloperTools: () =>
      withPage((contents) => {
        contents.openDevTools({ mode: 'detach' })
        return Promise.resolve(success(undefined))
      }),
    place: (next) => {
      bounds = next
      view.place.put(bounds)
      return Promise.resolve(success(undefined))
    },
    press: (button) => withPage((contents) => pressButton(contents, button)),
    runScript: (code) => withPage((contents) => runScript(contents, code)),
    submit: () => Promise.resolve(failure('unsupported', 'A native browser submits its forms by itself.')),
    look: () => view.place.whileDrawn(() => lookAt(view.contents)),
    currentUrl: () => (view.contents.isDestroyed() ? '' : view.contents.getURL()),
    close: () => {
      isClosed = true
      jar.stop()
      pages.stop()
      view.close()
      return Promise.resolve()
    },
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

type JarDriver = Pick<BrowserDriver, 'cookies' | 'clearCookies' | 'writeCookie' | 'deleteCookie'>

/** What a driver does with its jar; after each change it is read, so that it is told before the change is answered. */
const jarDriver = (partition: Session, read: () => Promise<void>): JarDriver => ({
  cookies: () => readJar(partition.cookies),
  clearCookies: async () => {
    await partition.clearStorageData({ storages: ['cookies'] })
    await read()
    return success(undefined)
  },
  writeCookie: async (cookie) => {
    const written = await writeCookie(partition.cookies, cookie)
    await read()
    return written
  },
  deleteCookie: async (cookie) => {
    const deleted = await deleteCookie(partition.cookies, cookie)
    await read()
    return deleted
  },
})

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
