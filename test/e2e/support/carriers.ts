import { test as base, type FrameLocator, type Page, type TestInfo } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium, noChromium } from './chromium.ts'
import { launchDesktop, type Desktop } from './desktop.ts'
import { startHeadless } from './headless.ts'

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
  readonly download: (act: () => Promise<void>) => Promise<string>
  /** What counter.cfg says from now on. */
  readonly writeSettings: (text: string) => Promise<void>
}

const serverUrl = (panel: Page) => async (server: 'counter' | 'key-value') => {
  const pill = panel.getByText(new RegExp(`${server}.*localhost:\\d+`)).first()
  return `http://${/localhost:\d+/.exec((await pill.textContent()) ?? '')?.[0] ?? ''}/`
}

// The dialog that would ask where to put it is answered before it opens.
const downloadOnDesktop = ({ app, data }: Desktop) => async (act: () => Promise<void>): Promise<string> => {
  const path = join(data, 'downloaded')
  const state = app.evaluate(({ session }, savePath) => new Promise((resolve) => {
    session.defaultSession.once('will-download', (_event, item) => {
      item.setSavePath(savePath)
      item.once('done', (_done, state) => { resolve(state) })
    })
  }), path)
  await act()
  if ((await state) !== 'completed') throw new Error(`The download was ${String(await state)}.`)
  return readFile(path, 'utf8')
}

const downloadOnWeb = (panel: Page) => async (act: () => Promise<void>): Promise<string> => {
  const [download] = await Promise.all([panel.waitForEvent('download'), act()])
  return readFile(await download.path(), 'utf8')
}

type Use = (carrier: Carrier) => Promise<void>

const onDesktop = async (use: Use): Promise<void> => {
  const desktop = await launchDesktop()
  await use({ panel: desktop.panel, view: (browser) => desktop.view(browser), download: downloadOnDesktop(desktop), serverUrl: serverUrl(desktop.panel), writeSettings: (text) => writeFile(desktop.settingsFile, text) })
  await desktop.close()
}

/** `sessionscope serve` in a real Chromium, with simulated browsers. */
const onWeb = async (use: Use, testInfo: TestInfo): Promise<void> => {
  testInfo.skip(noChromium !== undefined, noChromium)
  const servers = await startHeadless()
  const chromium = await launchChromium()
  const panel = await chromium.newPage({ viewport: { width: 1440, height: 900 } })
  await panel.goto(servers.panel)
  const view = (browser: BrowserName) => Promise.resolve(panel.getByRole('region', { name: browser }).frameLocator('iframe'))
  await use({ panel, view, download: downloadOnWeb(panel), serverUrl: serverUrl(panel), writeSettings: (text) => writeFile(servers.settingsFile, text) })
  await chromium.close()
  await servers.close()
}

/** Tests of the panel through the carrier that `carrierName` names. */
export const test = base.extend<{ carrierName: CarrierName; carrier: Carrier }>({
  carrierName: ['desktop window', { option: true }],
  carrier: ({ carrierName }, use, testInfo) => (carrierName === 'desktop window' ? onDesktop(use) : onWeb(use, testInfo)),
})
