import type { BrowserId } from '../../shared/stream/participant.ts'
import type { HoldClock } from '../http/deadline.ts'
import type { BrowserDriver } from './browser-driver.ts'
import { createJar, type Jar } from './cookie-jar.ts'
import { createHttpBrowser } from './http-browser.ts'
import type { Voice } from './spotlight.ts'

/** What makes the drivers of a lab's browsers; those of one partition share their jar. */
export type CreateBrowser = (options: {
  readonly browser: BrowserId
  readonly partition: string
  readonly log: Voice
  readonly holdClock: HoldClock
  /** The port of this machine through which it goes wherever it goes, if not directly. */
  readonly proxy?: number | undefined
}) => BrowserDriver

/** Makes simulated browsers. */
export const createHttpBrowsers = (): CreateBrowser => {
  const jars = new Map<string, Jar>()
  return ({ partition, ...options }) => {
    const jar = jars.get(partition) ?? createJar()
    jars.set(partition, jar)
    return createHttpBrowser({ ...options, jar })
  }
}
