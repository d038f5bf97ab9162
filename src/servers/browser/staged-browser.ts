import type { BrowserId } from '../../shared/stream/participant.ts'
import { success, type Result } from '../../shared/base/result.ts'
import type { BrowserDriver } from './browser-driver.ts'
import { createSpotlight, type Actor, type CreateDriver, type Voice } from './spotlight.ts'

/** A browser in whose place another one with an empty jar can stand for a while, so that nothing of its own is touched. */
export interface StagedBrowser extends BrowserDriver {
  /** From now on a fresh browser is in its place: no page, no cookies. */
  enter(): Promise<void>
  /** Ends the one that stood in, and is itself again: page and jar as they were. */
  leave(): Promise<void>
  /** Brings a tab of the browser that stands in to the front, counted from 1; a new one is blank. */
  showTab(tab: number): Promise<Result<undefined>>
}

interface StagedOptions {
  readonly browser: BrowserId
  readonly log: Voice
  readonly create: CreateDriver
}

/** A {@link StagedBrowser}: one at a time is seen, heard and asked; the others keep still. */
export const createStagedBrowser = ({ browser, log, create }: StagedOptions): StagedBrowser => {
  const spotlight = createSpotlight(browser, log, create)
  const own = spotlight.actor()
  let tabs: Actor[] | undefined

  const closeTabs = async (): Promise<void> => {
    const closing = tabs ?? []
    tabs = undefined
    await Promise.all(closing.map((tab) => tab.driver.close()))
  }

  return {
    ...forwarding(() => spotlight.actor().driver),
    place: (bounds) => spotlight.place(bounds),
    enter: async () => {
      const first = spotlight.join(`${browser}-stage`)
      await first.driver.clearCookies()
      tabs = [first]
      await spotlight.bringToFront(first)
    },
    leave: async () => {
      await spotlight.bringToFront(own)
      await closeTabs()
    },
    showTab: async (tab) => {
      while (tabs !== undefined && tabs.length < tab) tabs.push(spotlight.join(`${browser}-stage`))
      const wanted = tabs?.[tab - 1]
      if (wanted !== undefined) await spotlight.bringToFront(wanted)
      return success(undefined)
    },
    close: async () => {
      await closeTabs()
      await own.driver.close()
    },
  }
}

/** What a browser is asked goes to whichever driver stands for it at that moment. */
const forwarding = (driver: () => BrowserDriver): Omit<BrowserDriver, 'place' | 'close'> => ({
  open: (url) => driver().open(url),
  reload: () => driver().reload(),
  cookies: () => driver().cookies(),
  clearCookies: () => driver().clearCookies(),
  writeCookie: (cookie) => driver().writeCookie(cookie),
  deleteCookie: (cookie) => driver().deleteCookie(cookie),
  openDeveloperTools: () => driver().openDeveloperTools(),
  submit: (form) => driver().submit(form),
  press: (button) => driver().press(button),
  look: () => driver().look(),
  runScript: (code) => driver().runScript(code),
  currentUrl: () => driver().currentUrl(),
})
