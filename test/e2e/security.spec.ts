import { expect } from '@playwright/test'
import { test, type Desktop } from './support/desktop.ts'
import { openIn, servePages } from './support/local-page.ts'

// Electron's security checklist, seen from inside the built application.

test('no page has Node, and only the panel has the contract', async ({ desktop }) => {
  const reach = () => [
    typeof Reflect.get(window, 'require'),
    typeof Reflect.get(window, 'process'),
    typeof Reflect.get(window, 'lab'),
  ]
  expect(await desktop.panel.evaluate(reach)).toEqual(['undefined', 'undefined', 'object'])
  expect(await (await desktop.view('Browser A')).evaluate(reach)).toEqual(['undefined', 'undefined', 'undefined'])
})

// Items 2 to 4, 6, and 8 to 12; safe dialogs and no dropped files besides. What is not named in a page's preferences is off.
const asked = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true } as const
const off = [
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'webviewTag',
  'plugins',
  'navigateOnDragDrop',
] as const

test('every page is sandboxed and isolated, and the browsers share nothing', async ({ desktop }) => {
  await desktop.view('Browser B')
  const pages = await desktop.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Electron's own type leaves out what the page really got.
      const preferences = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
      return {
        preferences: JSON.parse(JSON.stringify(preferences)) as Record<string, unknown>,
        udp: contents.getWebRTCIPHandlingPolicy(),
        isView: contents.getUserAgent().includes('Sessionscope-browser'),
      }
    }),
  )
  expect(pages).toHaveLength(3)
  for (const { preferences } of pages) {
    expect(preferences).toMatchObject(asked)
    expect(off.filter((name) => ![undefined, false, ''].some((none) => none === preferences[name]))).toEqual([])
  }
  const views = pages.filter(({ isView }) => isView)
  expect(views.map(({ udp, preferences }) => [udp, preferences['safeDialogs']])).toEqual([
    ['disable_non_proxied_udp', true],
    ['disable_non_proxied_udp', true],
  ])
})

test('the panel runs under its content security policy', async ({ desktop }) => {
  const blocked = await desktop.panel.evaluate(async () => {
    const violation = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        resolve(effectiveDirective)
      })
    })
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    return [await violation, typeof Reflect.get(window, 'injected')]
  })
  expect(blocked).toEqual(['script-src-elem', 'undefined'])
})

// Asked in the main process: a page whose navigation was prevented looks to Playwright as if it were still on its way.
const panelNow = ({ app }: Desktop) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const [window, ...more] = BrowserWindow.getAllWindows()
    const heading: unknown = await window?.webContents.executeJavaScript(`document.querySelector('h1')?.textContent`)
    return { url: window?.webContents.getURL(), heading, moreWindows: more.length }
  })

test('the panel goes nowhere and opens no window', async ({ freshDesktop: desktop }) => {
  const before = await panelNow(desktop)
  expect(before).toMatchObject({ heading: 'Sessionscope', moreWindows: 0 })
  expect(await desktop.panel.evaluate(() => window.open('http://localhost:1/'))).toBeNull()
  await desktop.panel.evaluate(() => {
    location.href = 'http://localhost:1/'
  })
  expect(await panelNow(desktop)).toEqual(before)
})

test('a browser does not leave this machine, opens no window, and gets no permission', async ({ desktop }) => {
  const view = await desktop.view('Browser A')
  const before = view.url()
  await view.evaluate(() => {
    location.href = 'http://example.com/'
  })
  expect(
    await view.evaluate(() =>
      fetch('http://example.com/').then(
        () => 'answered',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
  expect(await view.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe(
    'denied',
  )
  expect(await view.evaluate(() => window.open('http://example.com/'))).toBeNull()
  expect(view.url()).toBe(before)
})

test('an address on another machine is refused with a message', async ({ desktop }) => {
  await openIn(desktop, 'Browser A', 'example.com')
  await expect(desktop.panel.getByText(/only open pages of this machine/)).toBeVisible()
})

test('a page that a browser shows cannot operate the lab', async ({ desktop }) => {
  // A hostile page of this machine: it tries the panel's scheme and its channels.
  const pages = await servePages('<title>hostile</title>')
  await openIn(desktop, 'Browser A', pages.url)
  const view = await desktop.view('Browser A')
  await view.waitForFunction(() => document.title === 'hostile')
  const read = (url: string) =>
    fetch(url).then(
      () => 'read',
      () => 'refused',
    )
  expect(await view.evaluate(read, 'sessionscope://panel/index.html')).toBe('refused')
  expect(await view.evaluate(() => typeof Reflect.get(window, 'lab'))).toBe('undefined')
  pages.close()
})
