import type { Bounds } from '../../shared/wire/contract.ts'
import { blankPage } from '../../shared/stream/lab-state.ts'
import type { Fact } from '../../shared/stream/observation.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import { success, type Result } from '../../shared/base/result.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { BrowserDriver } from './browser-driver.ts'

/** What a driver tells of itself. */
export type Voice = Pick<ObservationLog, 'append'>

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
  /** Makes a driver; those of one partition share their jar. */
  readonly create: (partition: string, log: Voice) => BrowserDriver
}

/** Who can be on stage, with what was last told of it. */
interface Actor {
  readonly driver: BrowserDriver
  readonly told: Map<Fact['kind'], Fact>
}

/** A {@link StagedBrowser}: one at a time is seen, heard and asked; the others keep still. */
export const createStagedBrowser = ({ browser, log, create }: StagedOptions): StagedBrowser => {
  let bounds: Bounds | null = null
  let front: Actor | undefined

  const makeActor = (partition: string): Actor => {
    const told = new Map<Fact['kind'], Fact>()
    const append: Voice['append'] = (fact) => {
      told.set(fact.kind, fact)
      return front === undefined || front.told === told ? log.append(fact) : { sequence: 0, at: 0, ...fact }
    }
    return { driver: create(partition, { append }), told }
  }
  const own = makeActor(browser)
  let tabs: Actor[] | undefined
  front = own

  const announce = async ({ driver, told }: Actor): Promise<void> => {
    log.append(told.get('page.changed') ?? { kind: 'page.changed', browser, page: blankPage })
    log.append({ kind: 'jar.changed', browser, cookies: [...(await driver.cookies())] })
    log.append(told.get('verdicts.changed') ?? { kind: 'verdicts.changed', browser, areReasonsKnown: true })
  }
  const bringToFront = async (actor: Actor): Promise<void> => {
    const before = front
    if (before === actor) return
    front = actor
    await before?.driver.place(null)
    await actor.driver.place(bounds)
    await announce(actor)
  }

  const driver = (): BrowserDriver => (front ?? own).driver
  const closeTabs = async (): Promise<void> => {
    const closing = tabs ?? []
    tabs = undefined
    await Promise.all(closing.map((tab) => tab.driver.close()))
  }

  return {
    enter: async () => {
      const first = makeActor(`${browser}-stage`)
      await first.driver.clearCookies()
      tabs = [first]
      await bringToFront(first)
    },
    leave: async () => {
      await bringToFront(own)
      await closeTabs()
    },
    showTab: async (tab) => {
      while (tabs !== undefined && tabs.length < tab) tabs.push(makeActor(`${browser}-stage`))
      const wanted = tabs?.[tab - 1]
      if (wanted !== undefined) await bringToFront(wanted)
      return success(undefined)
    },
    place: (next) => {
      bounds = next
      return driver().place(next)
    },
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
    close: async () => {
      await closeTabs()
      await own.driver.close()
    },
  }
}
