import type { Session } from 'electron'
import { success } from '../shared/base/result.ts'
import type { BrowserId } from '../shared/stream/participant.ts'
import type { BrowserDriver } from '../servers/browser/browser-driver.ts'
import type { ObservationLog } from '../servers/observation/observation-log.ts'
import { createTroubles } from '../servers/observation/troubles.ts'
import { deleteCookie, writeCookie } from './native-cookies.ts'
import { readJar, watchJar } from './watch-jar.ts'

/** The jar of a partition. Its owner stops it. */
interface NativeJar {
  /** What a driver does with its jar; after each change it is read, so that it is told before the change is answered. */
  readonly byHand: Pick<BrowserDriver, 'cookies' | 'clearCookies' | 'writeCookie' | 'deleteCookie'>
  readonly stop: () => void
}

/** Tells the log what the jar holds, and where it cannot be read. */
export const openNativeJar = (
  partition: Session,
  browser: BrowserId,
  log: Pick<ObservationLog, 'append'>,
): NativeJar => {
  const troubles = createTroubles(log)
  const { read, stop } = watchJar(partition.cookies, {
    tell: (cookies) => void log.append({ kind: 'jar.changed', browser, cookies }),
    onProblem: (problem) => {
      if (problem === undefined) return troubles.settle(browser)
      troubles.report(
        browser,
        `This browser's cookies cannot be read: ${problem}. They are read again when they change.`,
      )
    },
  })
  return {
    stop,
    byHand: {
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
    },
  }
}
