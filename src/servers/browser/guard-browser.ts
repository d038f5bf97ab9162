import { participantLabel } from '../../shared/stream/node.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import { failure, messageOf, type Result } from '../../shared/base/result.ts'
import type { Troubles } from '../observation/troubles.ts'
import type { BrowserDriver } from './browser-driver.ts'

/** What a driver is asked to do; `cookies`, `look` and `close` have answers of their own, which nothing can stand in for. */
type Deed = Exclude<keyof BrowserDriver, 'cookies' | 'look' | 'close' | 'currentUrl'>

/**
 * The same driver, of which nothing that it is asked to do rejects: a page or a cookie on which it fails is a failure in words, told
 * in the panel until the browser works again, and never the end of whoever asked.
 */
export const guardBrowser = (driver: BrowserDriver, browser: BrowserId, troubles: Troubles): BrowserDriver => {
  const guard =
    <A extends readonly unknown[]>(deed: (...given: A) => Promise<Result<undefined>>) =>
    async (...given: A): Promise<Result<undefined>> => {
      try {
        const done = await deed(...given)
        if (done.ok) troubles.settle(browser)
        return done
      } catch (thrown) {
        const problem = `${participantLabel(browser)} failed at what it was to do: ${messageOf(thrown)}`
        troubles.report(browser, problem)
        return failure('defect', problem)
      }
    }
  const deeds: Pick<BrowserDriver, Deed> = {
    open: guard((url) => driver.open(url)),
    reload: guard(() => driver.reload()),
    clearCookies: guard(() => driver.clearCookies()),
    writeCookie: guard((cookie) => driver.writeCookie(cookie)),
    deleteCookie: guard((cookie) => driver.deleteCookie(cookie)),
    openDeveloperTools: guard(() => driver.openDeveloperTools()),
    place: guard((bounds) => driver.place(bounds)),
    submit: guard((form) => driver.submit(form)),
    press: guard((button) => driver.press(button)),
    runScript: guard((code) => driver.runScript(code)),
  }
  return { ...driver, ...deeds }
}
