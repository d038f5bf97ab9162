import { expect } from '@playwright/test'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from './support/desktop.ts'
import { followDesktop } from './support/desktop-facts.ts'
import { openIn, servePages } from './support/local-page.ts'
import { serverUrl } from './support/server-url.ts'

// What a page in a browser of the lab tries, and does not get.

/** An address of this machine that is not loopback: to Chromium it is another machine's. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one !== undefined && !one.internal && one.family === 'IPv4')?.address

/** What listens at an address that no page may reach, and what has come there. */
const listenOutside = async (host: string) => {
  const heard: string[] = []
  const udp = createSocket('udp4')
  udp.on('message', (message) => heard.push(`udp ${String(message.length)}`))
  udp.bind(0, host)
  const tcp = createServer((socket) => {
    heard.push('tcp')
    socket.on('error', () => undefined).destroy()
  }).listen(0, host)
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')])
  return {
    heard,
    udp: `${host}:${String(udp.address().port)}`,
    tcp: `${host}:${String((tcp.address() as AddressInfo).port)}`,
    close: () => {
      udp.close()
      tcp.close()
    },
  }
}

/** All that a page may try to reach another machine by; resolves when each has been tried. */
const reachOut = async ({ udp, tcp }: { udp: string; tcp: string }): Promise<string[]> => {
  const failed = (promise: Promise<unknown>) =>
    promise.then(
      () => 'reached',
      () => 'refused',
    )
  const link = (rel: string, href: string) =>
    document.head.append(Object.assign(document.createElement('link'), { rel, href }))
  const candidates: string[] = []
  const connection = new RTCPeerConnection({
    iceServers: [
      { urls: `stun:${udp}` },
      { urls: [`turn:${udp}`, `turn:${tcp}?transport=tcp`], username: 'secret', credential: 'secret' },
      { urls: 'turn:secret.example.test?transport=tcp', username: 'secret', credential: 'secret' },
    ],
  })
  connection.createDataChannel('data')
  const gathered = new Promise((done) => {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) done(undefined)
      else candidates.push(candidate.candidate)
    })
  })
  await connection.setLocalDescription(await connection.createOffer())
  for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'prerender', 'icon', 'stylesheet', 'modulepreload']) {
    link(rel, 'http://secret.example.test/')
    link(rel, `http://${tcp}/`)
  }
  const socket = new WebSocket(`ws://${tcp}/`)
  const results = await Promise.all([
    failed(new WebTransport(`https://${udp}/`).ready),
    failed(fetch(`http://${tcp}/`, { mode: 'no-cors' })),
    failed(
      new Promise((done, refuse) => {
        socket.addEventListener('open', done)
        socket.addEventListener('error', refuse)
      }),
    ),
    failed(
      new Promise((done, refuse) => {
        Object.assign(new Image(), { onload: done, onerror: refuse, src: `http://${tcp}/` })
      }),
    ),
  ])
  navigator.sendBeacon(`http://${tcp}/`, 'secret')
  await gathered
  return [...results, ...candidates]
}

test('a page reaches no other machine, whatever way it takes', async ({ desktop }) => {
  test.skip(outside === undefined, 'this machine has no address but loopback')
  const there = await listenOutside(outside ?? '')
  const view = await desktop.view('Browser A')
  expect(await view.evaluate(reachOut, { udp: there.udp, tcp: there.tcp })).toEqual([
    'refused',
    'refused',
    'refused',
    'refused',
  ])
  // Names are resolved nowhere, so none is asked of anybody.
  const resolved = await desktop.app.evaluate(async ({ session }) => {
    const found = async (name: string) =>
      (
        await session
          .fromPartition('browser-a')
          .resolveHost(name)
          .catch(() => ({ endpoints: [] }))
      ).endpoints.length > 0
    return Promise.all(
      ['secret.example.test', '127.secret.test', '192.0.2.7', '127.0.0.1', '127.0.0.2', '::1', 'localhost'].map(found),
    )
  })
  expect(resolved).toEqual([false, false, false, true, true, true, true])
  expect(there.heard).toEqual([])
  there.close()
})

test('pages of this machine are reached by each of its names', async ({ desktop }) => {
  const pages = await servePages('<title>here</title>')
  const { port } = new URL(pages.url)
  const load = (host: string) =>
    desktop.app.evaluate(
      async ({ session }, url) => (await session.fromPartition('browser-a').fetch(url)).status,
      `http://${host}:${port}/`,
    )
  expect(await load('localhost')).toBe(200)
  expect(await load('127.0.0.1')).toBe(200)
  pages.close()
})

test('a page that opens windows without end leaves the window as it is, and the application ends', async ({
  freshDesktop: desktop,
}) => {
  const pages = await servePages(
    '<title>opener</title><script>setInterval(() => { for (let n = 0; n < 20; n += 1) window.open(location.href + n) }, 0)</script>',
  )
  const { until } = await followDesktop(desktop.panel)
  await openIn(desktop, 'Browser A', pages.url)
  await until(({ url }) => url !== pages.url && url.startsWith(pages.url))
  const count = await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(count).toBe(1)
  const ended = once(desktop.app.process(), 'exit')
  await desktop.app.evaluate(({ app }) => {
    app.quit()
  })
  expect((await ended)[0]).toBe(0)
  pages.close()
})

test('a page that would rather not be left is left', async ({ desktop }) => {
  const pages = await servePages(
    '<title>stay</title><body>stay<script>addEventListener("beforeunload", (event) => { event.preventDefault(); event.returnValue = "stay" })</script>',
  )
  await openIn(desktop, 'Browser A', pages.url)
  const view = await desktop.view('Browser A')
  await view.waitForFunction(() => document.title === 'stay')
  // Chromium asks only on a page that was clicked.
  await desktop.app.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getTitle() === 'stay')
    await contents?.executeJavaScript('document.body.focus()', true)
  })
  const counter = await serverUrl(desktop.panel, 'counter')
  const { until } = await followDesktop(desktop.panel)
  await openIn(desktop, 'Browser A', counter)
  await until(({ browser, state, url }) => browser === 'browser-a' && state === 'shown' && url === counter)
  pages.close()
})

test('a page that closes itself leaves a browser that opens the next one', async ({ freshDesktop: desktop }) => {
  const pages = await servePages('<title>closes</title><script>addEventListener("click", () => close())</script>')
  const { until } = await followDesktop(desktop.panel)
  // Only a page that nobody came to from another one may close itself.
  await desktop.app.evaluate(async ({ webContents }, url) => {
    const contents = webContents
      .getAllWebContents()
      .find((one) => one.getUserAgent().includes('Sessionscope-browser-b'))
    await contents?.loadURL(url)
    contents?.navigationHistory.clear()
    contents?.executeJavaScript('document.documentElement.click()', true).catch(() => undefined)
  }, pages.url)
  await until(({ browser, state }) => browser === 'browser-b' && state === 'failed')
  await openIn(desktop, 'Browser B', await serverUrl(desktop.panel, 'counter'))
  await expect(async () => {
    expect(await (await desktop.view('Browser B')).title()).toBe('Counter example')
  }).toPass()
  pages.close()
})

test('a page has none of the system’s file pickers, and its dialogs can be stopped', async ({ desktop }) => {
  const view = await desktop.view('Browser A')
  expect(
    await view.evaluate(() =>
      ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'].filter((name) => name in window),
    ),
  ).toEqual([])
  const safe = await desktop.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .filter((one) => one.getUserAgent().includes('Sessionscope-browser'))
      .map(
        (one) =>
          (one as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()[
            'safeDialogs'
          ],
      ),
  )
  expect(safe).toEqual([true, true])
})

test('a page that asks for a file opens no dialog of the system’s', async ({ desktop }) => {
  await desktop.view('Browser A')
  // Chromium says so where it asks whoever listens on the DevTools channel in place of the user.
  const heard = await desktop.app.evaluate(
    ({ webContents }) =>
      new Promise((resolve) => {
        const contents = webContents
          .getAllWebContents()
          .find((one) => one.getUserAgent().includes('Sessionscope-browser-a'))
        contents?.debugger.on('message', (_event, method) => {
          if (method === 'Page.fileChooserOpened') resolve(method)
        })
        contents
          ?.executeJavaScript(`Object.assign(document.createElement('input'), { type: 'file' }).click()`, true)
          .catch(() => undefined)
      }),
  )
  expect(heard).toBe('Page.fileChooserOpened')
})

test('a page that sets cookies and changes its address without end brings about a bounded number of facts', async ({
  freshDesktop: desktop,
}) => {
  const flood = `<title>flood</title><script>
    let n = 0
    setInterval(() => { for (let i = 0; i < 20; i += 1) document.cookie = 'c' + (n++ % 100) + '=' + String(n).padEnd(3000, 'x') }, 5)
    setInterval(() => { history.replaceState(null, '', '/' + 'y'.repeat(1e5) + n); document.title = 't' + n }, 20)
  </script>`
  const pages = await servePages(flood)
  const { seen, until } = await followDesktop(desktop.panel)
  await openIn(desktop, 'Browser A', pages.url)
  await until(({ cookies }) => cookies > 50)
  const before = await seen()
  // Each is told for as long as it goes on.
  await expect
    .poll(async () => (await seen()).filter(({ kind }) => kind === 'jar.changed').length, { timeout: 30_000 })
    .toBeGreaterThan(before.filter(({ kind }) => kind === 'jar.changed').length + 3)
  const after = (await seen()).slice(before.length)
  // The facts' own times: how late they reach this process is the machine's affair.
  const times = after.map(({ at }) => at)
  const seconds = (Math.max(...times) - Math.min(...times)) / 1_000
  expect(after.length).toBeLessThan(100 + 50 * seconds)
  expect(after.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(4_000_000 + 1_500_000 * seconds)
  expect(Math.max(...after.filter(({ kind }) => kind === 'page.changed').map(({ length }) => length))).toBeLessThan(
    6_000,
  )
  pages.close()
})

test('what is thrown where nobody waits is told in the panel, and opens no box', async ({ freshDesktop: desktop }) => {
  await desktop.app
    .evaluate(() => {
      // What is thrown may take this very call's promise with it: the panel is what tells.
      setTimeout(() => {
        void Promise.reject(new Error('rejected nowhere'))
        throw new Error('thrown nowhere')
      }, 100)
    })
    .catch(() => undefined)
  await expect(
    desktop.panel.getByText(/unexpected error, and is still running: (thrown|rejected) nowhere/),
  ).toBeVisible()
})
