import { expect, test } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import { launchDesktop, type Desktop } from '../e2e/support/desktop.ts'
import { servePages } from '../e2e/support/local-page.ts'
import { serverUrl } from '../e2e/support/server-url.ts'
import { areViewsShown, heldByDesktop, inPanel } from './support/desktop-process.ts'
import { expectNoMore, heldHeads, heldRow } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { soak, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

/** What a page does without end, as a script of its own. */
const floods = {
  'sets cookies of 3 KB': `let n = 0; setInterval(() => { for (let i = 0; i < 50; i += 1) document.cookie = 'c' + (n++ % 150) + '=' + String(n).padEnd(3000, 'x') }, 1)`,
  'changes its address, 1 MB long': `let n = 0; setInterval(() => history.pushState(null, '', '/' + 'y'.repeat(1e6) + n++), 1)`,
  'changes its title': `let n = 0; setInterval(() => { document.title = 't'.repeat(1e6) + n++; history.replaceState(null, '', '/t' + n) }, 1)`,
  'opens windows': `setInterval(() => { for (let i = 0; i < 50; i += 1) window.open('/w' + i) }, 1)`,
  'shows alerts': `setInterval(() => alert('again'), 1)`,
  'would rather not be left': `addEventListener('beforeunload', (event) => event.preventDefault())`,
  'loads itself anew': `setTimeout(() => location.reload(), 0)`,
  'is sent cookies that are refused': `setInterval(() => { for (let i = 0; i < 10; i += 1) fetch('/refused').catch(() => undefined) }, 5)`,
} as const

type Flood = keyof typeof floods
const names = Object.keys(floods) as Flood[]

const serveFloods = () =>
  servePages((request, response) => {
    response.setHeader('Content-Type', 'text/html')
    if (request.url?.startsWith('/refused') === true)
      response.setHeader(
        'Set-Cookie',
        Array.from(
          { length: 20 },
          (_none, index) => `__Host-c${String(index)}=${'x'.repeat(1_000)}; Domain=example.com`,
        ),
      )
    const script = floods[decodeURIComponent(request.url?.slice(1) ?? '') as Flood] as string | undefined
    response.end(`<title>flood</title><body>flood<script>${script ?? ''}</script>`)
  })

/** Has Browser A go somewhere, and waits no longer than it takes to say so: some of these pages are never loaded. */
const go = (desktop: Desktop, url: string) =>
  inPanel(desktop, `void window.lab.call('browser.open', { browser: 'browser-a', address: ${JSON.stringify(url)} })`)

/** Milliseconds that an operation of the panel takes. */
const operationTime = async (desktop: Desktop): Promise<number> => {
  const began = performance.now()
  await inPanel(desktop, `window.lab.call('report.describe', { name: '', notes: '', lessons: {} }).then(() => 1)`)
  return performance.now() - began
}

interface Seen {
  times: number
  /** Megabytes of the main process, at most. */
  resident: number
  /** Milliseconds that an operation of the panel took, at most. */
  slowest: number
}

test('floods from a page', async () => {
  const desktop = await launchDesktop({ settings: "SECRET_KEY = 'dev-secret-0123'\nUSE_SESSION_STORE = True\n" })
  await expect.poll(() => areViewsShown(desktop), { timeout: 20_000 }).toBe(true)
  const [counter, kv] = [await serverUrl(desktop.panel, 'counter'), await serverUrl(desktop.panel, 'key-value')]
  const pages = await serveFloods()
  const options = { counters: [counter], kvs: [kv], visitors: 4, writers: 2 }
  const settle = async () => {
    await inPanel(
      desktop,
      `window.lab.call('browser.clearCookies', { browser: 'browser-a' }).then(() => window.lab.call('log.clear', {}))`,
    )
    await pause(1_000)
    return heldByDesktop(desktop)
  }
  await warm(() => startTraffic(options))
  const before = await settle()
  const seen = Object.fromEntries(names.map((name) => [name, { times: 0, resident: 0, slowest: 0 }])) as Record<
    Flood,
    Seen
  >
  const { times, traffic } = await soak(
    options,
    async (nth) => {
      const name = names[nth % names.length] ?? 'shows alerts'
      await go(desktop, `${pages.url}${encodeURIComponent(name)}`)
      const flood = seen[name]
      flood.times += 1
      for (const until = performance.now() + 4_000; performance.now() < until; await pause(250)) {
        flood.slowest = Math.max(flood.slowest, await operationTime(desktop))
        flood.resident = Math.max(flood.resident, (await heldByDesktop(desktop)).resident)
      }
      // Each is left for the counter, whatever it goes on with.
      await go(desktop, counter)
      await expect.poll(() => areViewsShown(desktop), { timeout: 20_000 }).toBe(true)
    },
    [200, 500],
  )
  const after = await settle()
  const reckoning = await reckon(traffic.ledger, kv)
  expectNoMore(before, after)
  const most = Math.max(...names.map((name) => seen[name].resident))
  expect(most).toBeLessThan(before.resident + 600)
  await desktop.close()
  pages.close()
  await report({
    name: 'page-floods',
    title: 'Floods from a page',
    how: `The desktop application, with clients from outside at both of its servers. In Browser A a page of this machine did, for four seconds each, what has no end: ${String(times)} times in all. Each time the browser was then sent back to the counter. Meanwhile an operation of the panel was timed and the main process measured.`,
    tables: [
      {
        head: ['the page', 'times', 'main process at most, MB', 'slowest operation, ms'],
        rows: names.map((name) => [
          name,
          String(seen[name].times),
          seen[name].resident.toFixed(0),
          seen[name].slowest.toFixed(0),
        ]),
      },
      reckoningTable(traffic.ledger, reckoning),
      { head: heldHeads, rows: [heldRow('the main process, before', before), heldRow('the same, afterwards', after)] },
    ],
  })
})
