import type { WebContents } from 'electron'
import { blankPage, type Page } from '../shared/stream/lab-state.ts'

/** Chromium's code for a load that another one took the place of (net_error_list.h); not a failure to tell of. */
export const aborted = -3

/** Characters of an address that are told: a page may make its own as long as it likes (Chromium's limit is 2 MB). */
const urlAtMost = 4_000

const cut = (url: string): string => (url.length > urlAtMost ? `${url.slice(0, urlAtMost)}…` : url)

/**
 * Tells what a view shows. What became of a navigation is its own: Chromium "finishes" the page with which it says
 * that it failed, too.
 */
export const watchPage = (contents: WebContents, tell: (page: Page) => void): void => {
  let settled: Page = blankPage
  let navigation: 'under-way' | 'failed' | 'over' = 'over'

  const settle = (page: Page): void => {
    settled = page
    tell(page)
  }
  const show = (url: string): void => {
    navigation = 'over'
    settle({ url: cut(url), title: contents.getTitle(), state: 'shown' })
  }
  const fail = (url: string, problem: string): void => {
    navigation = 'failed'
    settle({ url: cut(url), title: '', state: 'failed', problem })
  }

  contents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return
    navigation = 'under-way'
    tell({ url: cut(url), title: contents.getTitle(), state: 'loading' })
  })
  contents.on('did-finish-load', () => {
    if (navigation !== 'failed') show(contents.getURL())
  })
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) show(url)
  })
  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame && code !== aborted) fail(url, `${cut(url)} did not answer (${description}).`)
  })
  // A navigation that brought no page (a download, 204, one that was stopped) leaves the page as it was.
  contents.on('did-stop-loading', () => {
    if (navigation !== 'under-way') return
    navigation = 'over'
    tell(settled)
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    fail(contents.getURL(), `This browser's page crashed (${reason}).`)
  })
}
