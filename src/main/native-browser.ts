import { session, WebContentsView, type BrowserWindow, type Input } from 'electron'
import { isLocalUrl } from '../shared/address.ts'
import type { BrowserId } from '../shared/participant.ts'
import { failure, messageOf, success, type Result } from '../shared/result.ts'
import type { BrowserDriver } from '../servers/browser/browser-driver.ts'
import { browserToken } from '../servers/observation/client-name.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import { deleteCookie, writeCookie } from './native-cookies.ts'
import { lookAt } from './look-at.ts'
import { pressButton } from './press-button.ts'
import { reviveAfterCrash } from './revive-after-crash.ts'
import { untilLoaded } from './until-loaded.ts'
import { createViewPlace } from './view-place.ts'
import { confineNavigation, confineSession } from './view-policy.ts'
import { readJar, watchJar } from './watch-jar.ts'
import { aborted, watchPage } from './watch-page.ts'
import { watchVerdicts } from './watch-verdicts.ts'

interface NativeBrowserOptions {
  readonly window: BrowserWindow
  readonly browser: BrowserId
  /** Views of one partition are tabs of one browser: they share its jar. */
  readonly partition: string
  readonly log: Pick<ObservationLog, 'append'>
  /** Told of each key before the page is; says whether it was meant for the window. */
  readonly onKey: (input: Input) => boolean
}

/** A {@link BrowserDriver} that is a real Chromium view, with a partition of its own that is empty at each start. */
export const createNativeBrowser = ({ window, browser, partition: name, log, onKey }: NativeBrowserOptions): BrowserDriver => {
  const partition = session.fromPartition(name)
  confineSession(partition)
  const userAgent = partition.getUserAgent()
  if (!userAgent.includes(browserToken(browser))) partition.setUserAgent(`${userAgent} ${browserToken(browser)}`)
  const view = new WebContentsView({
    webPreferences: { session: partition, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  const contents = view.webContents
  confineNavigation(contents, isLocalUrl)
  view.setBackgroundColor('#ffffff')
  const place = createViewPlace(view, window)
  window.contentView.addChildView(view)

  contents.on('before-input-event', (event, input) => {
    if (onKey(input)) event.preventDefault()
  })
  watchPage(contents, (page) => {
    log.append({ kind: 'page.changed', browser, page })
  })
  reviveAfterCrash(contents, (crash) => {
    log.append({ kind: 'page.crashed', of: browser, ...crash })
  })
  const watch = watchJar(partition.cookies, (cookies) => {
    log.append({ kind: 'jar.changed', browser, cookies })
  })

  const verdicts = watchVerdicts(contents, {
    onBlocked: (blocked) => {
      log.append({ kind: 'cookie.blocked', browser, ...blocked })
    },
    onChange: (areReasonsKnown) => {
      log.append({ kind: 'verdicts.changed', browser, areReasonsKnown })
    },
  })

  const load = async (url: string): Promise<Result<undefined>> => {
    if (!isLocalUrl(url)) return failure('refused', 'The browsers of the lab only open pages of this machine.')
    try {
      await contents.loadURL(url)
      return success(undefined)
    } catch (thrown) {
      const isAborted = thrown instanceof Error && 'errno' in thrown && thrown.errno === aborted
      return isAborted ? success(undefined) : failure('unavailable', `${url} did not answer: ${messageOf(thrown)}`)
    }
  }

  return {
    open: load,
    reload: async () => {
      if (contents.getURL() === '') return failure('not-found', 'There is no page to reload yet.')
      const loaded = untilLoaded(contents)
      contents.reload()
      await loaded.done
      return success(undefined)
    },
    cookies: () => readJar(partition.cookies),
    clearCookies: async () => {
      await partition.clearStorageData({ storages: ['cookies'] })
      await watch.read()
      return success(undefined)
    },
    writeCookie: async (cookie) => {
      const written = await writeCookie(partition.cookies, cookie)
      await watch.read()
      return written
    },
    deleteCookie: async (cookie) => {
      const deleted = await deleteCookie(partition.cookies, cookie)
      await watch.read()
      return deleted
    },
    openDeveloperTools: () => {
      contents.openDevTools({ mode: 'detach' })
      return Promise.resolve(success(undefined))
    },
    place: (bounds) => {
      place.put(bounds)
      return Promise.resolve(success(undefined))
    },
    press: (button) => pressButton(contents, button),
    runScript: async (code) => {
      try {
        // What it comes to stays in the page: not everything can leave it.
        await contents.executeJavaScript(`(async () => { await (${code}) })()`, true)
        return success(undefined)
      } catch (thrown) {
        return failure('refused', `The page's script failed: ${messageOf(thrown)}`)
      }
    },
    submit: () => Promise.resolve(failure('unsupported', 'A native browser submits its forms by itself.')),
    look: () => place.whileDrawn(() => lookAt(contents)),
    currentUrl: () => contents.getURL(),
    close: () => {
      watch.stop()
      verdicts.stop()
      if (!window.isDestroyed()) window.contentView.removeChildView(view)
      contents.close()
      return Promise.resolve()
    },
  }
}
