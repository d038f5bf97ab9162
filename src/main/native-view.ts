import { WebContentsView, type BrowserWindow, type Input, type Session, type WebContents } from 'electron'
import { isLocalUrl } from '../shared/base/address.ts'
import type { Page } from '../shared/stream/lab-state.ts'
import { reviveAfterCrash } from './revive-after-crash.ts'
import { createViewPlace, type ViewPlace } from './view-place.ts'
import { confineNavigation, leaveWithoutAsking } from './view-policy.ts'
import { watchPage } from './watch-page.ts'
import type { VerdictListeners } from './tell-verdicts.ts'
import { watchVerdicts } from './watch-verdicts.ts'

/** The Chromium view of a browser of the lab. Its owner closes it. */
export interface NativeView {
  readonly contents: WebContents
  readonly place: ViewPlace
  close(): void
}

export interface ViewListeners extends VerdictListeners {
  readonly onPage: (page: Page) => void
  readonly onCrash: (crash: { reason: string; isRevived: boolean }) => void
  /** Told of each key before the page is; says whether it was meant for the window. */
  readonly onKey: (input: Input) => boolean
  /** Its page has closed itself (`window.close()`): there is nothing left to show. */
  readonly onGone: () => void
}

/**
 * Opens a {@link NativeView} in a window, confined to this machine. Its pages have none of the system's file pickers,
 * and a page that goes on showing dialogs can be made to stop.
 */
export const openNativeView = (window: BrowserWindow, session: Session, listeners: ViewListeners): NativeView => {
  const view = new WebContentsView({
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      safeDialogs: true,
      disableBlinkFeatures: 'FileSystemAccessLocal',
    },
  })
  const contents = view.webContents
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  confineNavigation(contents, isLocalUrl)
  leaveWithoutAsking(contents)
  view.setBackgroundColor('#ffffff')
  const place = createViewPlace(view, window)
  window.contentView.addChildView(view)

  contents.on('before-input-event', (event, input) => {
    if (listeners.onKey(input)) event.preventDefault()
  })
  watchPage(contents, listeners.onPage)
  reviveAfterCrash(contents, listeners.onCrash)
  const verdicts = watchVerdicts(contents, listeners)
  const remove = (): void => {
    verdicts.stop()
    if (!window.isDestroyed()) window.contentView.removeChildView(view)
  }
  const onGone = (): void => {
    remove()
    listeners.onGone()
  }
  contents.once('destroyed', onGone)
  return {
    contents,
    place,
    close: () => {
      contents.off('destroyed', onGone)
      remove()
      if (!contents.isDestroyed()) contents.close()
    },
  }
}
