import { app, type Session, type WebContents } from 'electron'
import { isLocalUrl } from '../shared/base/address.ts'

const confined = new WeakSet<Session>()

/**
 * What a page may do: nothing that asks for a permission, no download, no request to another machine
 * (Electron documentation, "Security", items 5, 13 and 14). What is no request is kept here by `confineNetwork`.
 */
export const confineSession = (session: Session): void => {
  if (confined.has(session)) return
  confined.add(session)
  session.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'] },
    ({ url }, decide) => {
      decide({ cancel: !isLocalUrl(url.replace(/^ws:/, 'http:')) })
    },
  )
}

/** The panel offers files that it made itself, and no others; Electron asks the user where each is to go. */
export const confineDownloads = (session: Session): void => {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:sessionscope://panel/')) event.preventDefault()
  })
}

/**
 * No page is handed a certificate of the user's, which would say who that is. Electron would hand over the first there
 * is.
 */
export const keepCertificates = (): void => {
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault()
    choose()
  })
}

/** Where a view may go: to addresses that `isAllowed` names. It opens no windows; such a link opens in place. */
export const confineNavigation = (contents: WebContents, isAllowed: (url: string) => boolean): void => {
  contents.on('will-navigate', (event) => {
    if (!isAllowed(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame && !isAllowed(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  // Of what is opened within one turn the last one shows: a page may open them without end.
  let next: string | undefined
  contents.setWindowOpenHandler(({ url }) => {
    if (!isAllowed(url)) return { action: 'deny' }
    if (next === undefined)
      setImmediate(() => {
        open()
      })
    next = url
    return { action: 'deny' }
  })
  const open = (): void => {
    const url = next ?? ''
    next = undefined
    // The view may have been closed since.
    if (!contents.isDestroyed()) contents.loadURL(url).catch(() => undefined)
  }
}

/** A page is left although it would rather be asked first (`beforeunload`): there is nobody here whom it could ask. */
export const leaveWithoutAsking = (contents: WebContents): void => {
  contents.on('will-prevent-unload', (event) => {
    event.preventDefault()
  })
}
