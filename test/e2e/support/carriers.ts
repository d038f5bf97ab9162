import type { FrameLocator, Page } from '@playwright/test'
import { launchChromium, noChromium } from './chromium.ts'
import { test as desktopTest } from './desktop.ts'
import { test as headlessTest } from './headless.ts'

export type BrowserName = 'Browser A' | 'Browser B'

/** The panel, whatever carries it, and what each of its browsers shows. */
export interface Carrier {
  readonly panel: Page
  view(browser: BrowserName): Promise<Page | FrameLocator>
  /** The URL of a server, as the panel says it. */
  serverUrl(server: 'counter' | 'key-value'): Promise<string>
}

const serverUrl = (panel: Page) => async (server: 'counter' | 'key-value') => {
  const pill = panel.getByText(new RegExp(`${server}.*localhost:\\d+`)).first()
  return `http://${/localhost:\d+/.exec((await pill.textContent()) ?? '')?.[0] ?? ''}/`
}

/** The desktop window: IPC and native views. */
export const onDesktop = desktopTest.extend<{ carrier: Carrier }>({
  carrier: async ({ desktop }, use) => {
    await use({ panel: desktop.panel, view: (browser) => desktop.view(browser), serverUrl: serverUrl(desktop.panel) })
  },
})

/** `sessionscope serve` in a real Chromium: HTTP, server-sent events and simulated browsers. */
export const onHeadless = headlessTest.extend<{ carrier: Carrier }>({
  carrier: async ({ servers }, use, testInfo) => {
    testInfo.skip(noChromium !== undefined, noChromium)
    const chromium = await launchChromium()
    const panel = await chromium.newPage({ viewport: { width: 1440, height: 900 } })
    await panel.goto(servers.panel)
    await use({
      panel,
      view: (browser) => Promise.resolve(panel.getByRole('region', { name: browser }).frameLocator('iframe')),
      serverUrl: serverUrl(panel),
    })
    await chromium.close()
  },
})
