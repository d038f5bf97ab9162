import type { BrowserWindow, Session, WebContents } from 'electron'
import { failure, messageOf, success, type Result } from '../shared/base/result.ts'
import type { Page } from '../shared/stream/lab-state.ts'
import type { Bounds } from '../shared/wire/contract.ts'
import type { BrowserDriver } from '../servers/browser/browser-driver.ts'
import { lookAt } from './look-at.ts'
import { openNativeView, type ViewListeners } from './native-view.ts'
import { tellNewest } from './tell-newest.ts'

/** Where a browser of the lab shows its pages: a view, and a new one where that has closed itself. Its owner closes it. */
interface NativePage extends Pick<BrowserDriver, 'place' | 'look' | 'currentUrl' | 'close'> {
  /** Does something with the page; that it has gone meanwhile is a failure in words. */
  use(work: (contents: WebContents) => Promise<Result<undefined>>): Promise<Result<undefined>>
}

/** Opens a {@link NativePage} in a window. */
export const openNativePage = (
  window: BrowserWindow,
  session: Session,
  { onPage, ...listeners }: Omit<ViewListeners, 'onGone'>,
): NativePage => {
  const pages = tellNewest(onPage, ({ url, title }: Page) => url.length + title.length)
  let shown = ''
  let bounds: Bounds | null = null
  let isClosed = false

  const openView = () =>
    openNativeView(window, session, {
      ...listeners,
      onPage: (page) => {
        shown = page.url
        pages.tell(page)
      },
      // A browser has a place to show pages in, whatever became of the last one.
      onGone: () => setImmediate(reopen),
    })
  let view = openView()
  const reopen = (): void => {
    if (window.isDestroyed() || isClosed) return
    view = openView()
    view.place.put(bounds)
    pages.tell({ url: shown, title: '', state: 'failed', problem: 'The page has closed itself (window.close).' })
  }

  return {
    use: async (work) => {
      const { contents } = view
      if (contents.isDestroyed()) return failure('unavailable', 'This browser shows no page at the moment.')
      try {
        return await work(contents)
      } catch (thrown) {
        return failure('unavailable', `The page did not answer: ${messageOf(thrown)}`)
      }
    },
    place: (next) => {
      bounds = next
      view.place.put(bounds)
      return Promise.resolve(success(undefined))
    },
    look: () => view.place.whileDrawn(() => lookAt(view.contents)),
    currentUrl: () => (view.contents.isDestroyed() ? '' : view.contents.getURL()),
    close: () => {
      isClosed = true
      pages.stop()
      view.close()
      return Promise.resolve()
    },
  }
}
