import type { FrameLocator, Page } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium, noChromium } from './chromium.ts'
import { sharedDesktop, type Desktop } from './desktop.ts'
import { labOf, startHeadless, type Headless } from './headless.ts'
import { test as base, type Kept } from './kept.ts'
import { resetLab, type RunningLab } from './reset-lab.ts'
import { serverUrl } from './server-url.ts'

export type BrowserName = 'Browser A' | 'Browser B'

/** What takes the contract to the panel: the desktop window's IPC, or the headless servers' HTTP. */
export const carrierNames = ['desktop window', 'web panel'] as const
export type CarrierName = (typeof carrierNames)[number]

/** The panel, whatever carries it, and what each of its browsers shows. */
export interface Carrier {
  readonly panel: Page
  readonly view: (browser: BrowserName) => Promise<Page | FrameLocator>
  /** The URL of a server, as the panel says it. */
  readonly serverUrl: (server: 'counter' | 'key-value') => Promise<string>
  /** What an action makes the panel offer as a file. */
  readonly download: (act: () => Promise<void>) => Promise<Buffer>
  /** Operates the lab as the panel itself does. */
  readonly call: RunningLab['call']
  /** What counter.cfg says from now on. */
  readonly writeSettings: (text: string) => Promise<void>
}

// The dialog that would ask where to put it is answered before it opens.
export const downloadOnDesktop =
  ({ app, data }: Desktop) =>
  async (act: () => Promise<void>): Promise<Buffer> => {
    const path = join(data, 'downloaded')
    const state = app.evaluate(
      ({ session }, savePath) =>
        new Promise((resolve) => {
          session.defaultSession.once('will-download', (_event, item) => {
            item.setSavePath(savePath)
            item.once('done', (_done, state) => {
              resolve(state)
            })
          })
        }),
      path,
    )
    await act()
    if ((await state) !== 'completed') throw new Error(`The download was ${String(await state)}.`)
    return readFile(path)
  }

const downloadOnWeb =
  (panel: Page) =>
  async (act: () => Promise<void>): Promise<Buffer> => {
    const [download] = await Promise.all([panel.waitForEvent('download'), act()])
    return readFile(await download.path())
  }

const onDesktop = async (kept: Kept): Promise<Carrier> => {
  const desktop = await sharedDesktop(kept)
  const { panel, view, settingsFile, lab } = desktop
  return {
    panel,
    view,
    download: downloadOnDesktop(desktop),
    serverUrl: (server) => serverUrl(panel, server),
    call: lab.call,
    writeSettings: (text) => writeFile(settingsFile, text),
  }
}

/** `sessionscope serve`, with the settings that it makes for itself, as new. */
const sharedServe = async (kept: Kept): Promise<Headless & { readonly lab: RunningLab }> => {
  const { value: serve, isNew } = await kept.get('serve', async () => {
    const headless = await startHeadless()
    return { ...headless, lab: labOf(headless, await readFile(headless.settingsFile, 'utf8')) }
  })
  if (!isNew) await resetLab(serve.lab)
  return serve
}

const viewport = { width: 1440, height: 900 }

/** A page in a real Chromium. */
const startPage = async (): Promise<{ readonly page: Page; close(): Promise<void> }> => {
  const chromium = await launchChromium()
  const page = await (await chromium.newContext({ viewport })).newPage()
  return { page, close: () => chromium.close() }
}

/**
 * The worker's page, which shows an address as if nothing had ever been opened in it. It is one page, since to Chromium
 * each context, and even each tab, is as dear as a start.
 */
const sharedPage = async (kept: Kept, url: string): Promise<Page> => {
  const { value, isNew } = await kept.get('web page', startPage)
  const { page } = value
  if (page.isClosed()) {
    await kept.drop('web page')
    return sharedPage(kept, url)
  }
  if (!isNew) {
    await page.context().clearCookies()
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: null, reducedMotion: null })
    await page.mouse.move(0, 0)
  }
  await page.goto(url)
  return page
}

/** Nothing of the panel is open any more, and nothing of what it has kept is there. */
const leave = async (panel: Page): Promise<void> => {
  if (panel.isClosed()) return
  await panel.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await panel.goto('about:blank')
}

/** `sessionscope serve` in a real Chromium, with simulated browsers. */
const onWeb = async (kept: Kept): Promise<Carrier> => {
  const { settingsFile, panel: url, lab } = await sharedServe(kept)
  const panel = await sharedPage(kept, url)
  return {
    panel,
    view: (browser) => Promise.resolve(panel.getByRole('region', { name: browser }).frameLocator('iframe')),
    download: downloadOnWeb(panel),
    serverUrl: (server) => serverUrl(panel, server),
    call: lab.call,
    writeSettings: (text) => writeFile(settingsFile, text),
  }
}

/** Tests of the panel through the carrier that `carrierName` names. */
export const test = base.extend<{ carrierName: CarrierName; carrier: Carrier }>({
  carrierName: ['desktop window', { option: true }],
  carrier: async ({ carrierName, kept }, use, testInfo) => {
    if (carrierName === 'desktop window') return use(await onDesktop(kept))
    testInfo.skip(noChromium !== undefined, noChromium)
    const web = await onWeb(kept)
    await use(web)
    await leave(web.panel)
  },
})
