import { session, WebContentsView, type BrowserWindow, type Cookie } from 'electron'
import { isLocalUrl } from '../shared/address.ts'
import type { Bounds } from '../shared/contract.ts'
import type { JarCookie, Page } from '../shared/observation.ts'
import type { BrowserId } from '../shared/participant.ts'
import { failure, messageOf, success, type Result } from '../shared/result.ts'
import type { BrowserDriver } from '../servers/browser/browser-driver.ts'
import { browserToken } from '../servers/observation/client-name.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import { confineNavigation, confineSession } from './view-policy.ts'

interface NativeBrowserOptions {
  readonly window: BrowserWindow
  readonly browser: BrowserId
  readonly log: Pick<ObservationLog, 'append'>
}

/** Chromium's code for a load that another one took the place of (net_error_list.h); not a failure to tell of. */
const aborted = -3

/** A {@link BrowserDriver} that is a real Chromium view, with a partition of its own that is empty at each start. */
export const createNativeBrowser = ({ window, browser, log }: NativeBrowserOptions): BrowserDriver => {
  const partition = session.fromPartition(browser)
  confineSession(partition)
  partition.setUserAgent(`${partition.getUserAgent()} ${browserToken(browser)}`)
  const view = new WebContentsView({
    webPreferences: { session: partition, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  const contents = view.webContents
  confineNavigation(contents, isLocalUrl)
  view.setVisible(false)
  view.setBackgroundColor('#ffffff')
  window.contentView.addChildView(view)

  const tellPage = (state: Page['state'], url: string, problem?: string): void => {
    const page = { url, title: contents.getTitle(), state, ...(problem === undefined ? {} : { problem }) }
    log.append({ kind: 'page.changed', browser, page })
  }

  contents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) tellPage('loading', url)
  })
  contents.on('did-finish-load', () => {
    tellPage('shown', contents.getURL())
  })
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) tellPage('shown', url)
  })
  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame && code !== aborted) tellPage('failed', url, `${url} did not answer (${description}).`)
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    tellPage('failed', contents.getURL(), `This browser's page crashed (${reason}). Reload it.`)
  })

  const watch = watchJar(partition.cookies, (cookies) => {
    log.append({ kind: 'jar.changed', browser, cookies })
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
    reload: () => {
      if (contents.getURL() === '') return Promise.resolve(failure('not-found', 'There is no page to reload yet.'))
      contents.reload()
      return Promise.resolve(success(undefined))
    },
    clearCookies: async () => {
      await partition.clearStorageData({ storages: ['cookies'] })
      await watch.read()
      return success(undefined)
    },
    openDeveloperTools: () => {
      contents.openDevTools({ mode: 'detach' })
      return Promise.resolve(success(undefined))
    },
    place: (bounds) => {
      placeView(view, bounds, window.webContents.getZoomFactor())
      return Promise.resolve(success(undefined))
    },
    submit: () => Promise.resolve(failure('unsupported', 'A native browser submits its forms by itself.')),
    currentUrl: () => contents.getURL(),
    close: () => {
      watch.stop()
      if (!window.isDestroyed()) window.contentView.removeChildView(view)
      contents.close()
      return Promise.resolve()
    },
  }
}

const placeView = (view: WebContentsView, bounds: Bounds | null, zoom: number): void => {
  if (bounds !== null) {
    const scaled = (value: number) => Math.round(value * zoom)
    view.setBounds({ x: scaled(bounds.x), y: scaled(bounds.y), width: scaled(bounds.width), height: scaled(bounds.height) })
  }
  view.setVisible(bounds !== null && bounds.width > 0 && bounds.height > 0)
}

/** Tells what the jar holds whenever that changed: read anew each time, since the event's own account can be wrong. */
const watchJar = (cookies: Electron.Cookies, tell: (cookies: JarCookie[]) => void) => {
  let told = '[]'
  let reading = Promise.resolve()
  const read = (): Promise<void> => {
    reading = reading.then(async () => {
      const now = (await cookies.get({})).map(toJarCookie)
      const text = JSON.stringify(now)
      if (text === told) return
      told = text
      tell(now)
    })
    return reading
  }
  const onChanged = () => void read()
  cookies.on('changed', onChanged)
  return {
    read,
    stop: () => {
      cookies.off('changed', onChanged)
    },
  }
}

const sameSites = { unspecified: 'unspecified', no_restriction: 'none', lax: 'lax', strict: 'strict' } as const

const toJarCookie = ({ name, value, domain, path, httpOnly, secure, sameSite, expirationDate }: Cookie): JarCookie => ({
  name,
  value,
  domain: domain ?? '',
  path: path ?? '/',
  httpOnly: httpOnly ?? false,
  secure: secure ?? false,
  sameSite: sameSites[sameSite],
  ...(expirationDate === undefined ? {} : { expires: expirationDate * 1000 }),
})
