import { expect, test } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import { launchDesktop, type Desktop } from '../e2e/support/desktop.ts'
import { serverUrl } from '../e2e/support/server-url.ts'
import { areViewsShown, crash, heldByDesktop, inPanel, reloadPanel } from './support/desktop-process.ts'
import { expectNoMore, heldHeads, heldRow } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { soak, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

const messages = `document.querySelector('[aria-label="Messages"]')?.textContent ?? ''`
const rowsShown = `Number(document.querySelector('[aria-label="Exchanges"]')?.getAttribute('aria-rowcount') ?? 0)`

/** Puts away what was said, so that what is said next is new. */
const dismissAll = async (desktop: Desktop): Promise<void> => {
  await inPanel(
    desktop,
    `document.querySelectorAll('[aria-label="Messages"] [aria-label="Dismiss"]').forEach((button) => button.click())`,
  )
  await expect.poll(() => inPanel<string>(desktop, messages)).toBe('')
}

const faults = ['browser-a', 'panel', 'browser-b', 'reload'] as const
const says = {
  'browser-a': /The page of Browser A crashed .* loaded anew/,
  'browser-b': /The page of Browser B crashed .* loaded anew/,
  panel: /The panel crashed .* loaded anew/,
  reload: /^$/,
} as const

const names = {
  'browser-a': 'Browser A',
  'browser-b': 'Browser B',
  panel: 'the panel',
  reload: 'the panel, loaded anew',
} as const

type Times = readonly (readonly [back: number, said: number])[]

const timesRow = (fault: (typeof faults)[number], times: Times): string[] => {
  const longest = (of: 0 | 1): string => (Math.max(0, ...times.map((both) => both[of])) / 1_000).toFixed(1)
  return [names[fault], String(times.length), longest(0), fault === 'reload' ? '–' : longest(1)]
}

test('views and panel crash, the panel is loaded anew', async () => {
  const desktop = await launchDesktop({ settings: "SECRET_KEY = 'dev-secret-0123'\nUSE_SESSION_STORE = True\n" })
  await expect.poll(() => areViewsShown(desktop), { timeout: 20_000 }).toBe(true)
  const [counter, kv] = [await serverUrl(desktop.panel, 'counter'), await serverUrl(desktop.panel, 'key-value')]
  const options = { counters: [counter], kvs: [kv], visitors: 6, writers: 3 }
  const settle = async () => {
    await inPanel(desktop, `window.lab.call('log.clear', {})`)
    await pause(500)
    return heldByDesktop(desktop)
  }
  await warm(() => startTraffic(options))
  await crash(desktop, 'panel')
  await expect.poll(() => inPanel<string>(desktop, messages), { timeout: 20_000 }).toMatch(says.panel)
  await dismissAll(desktop)
  const before = await settle()
  const times: Record<(typeof faults)[number], [number, number][]> = {
    'browser-a': [],
    'browser-b': [],
    panel: [],
    reload: [],
  }
  const { times: all, traffic } = await soak(
    options,
    async (nth) => {
      const fault = faults[nth % faults.length] ?? 'reload'
      await dismissAll(desktop)
      const began = performance.now()
      if (fault === 'reload') await reloadPanel(desktop)
      else await crash(desktop, fault)
      // It is back, the panel says so once it has read the stream up to there, and goes on showing what happens.
      await expect
        .poll(async () => (await areViewsShown(desktop)) && ((await inPanel<number>(desktop, rowsShown)) ?? 0) > 0, {
          timeout: 30_000,
          intervals: [50],
        })
        .toBe(true)
      const isBack = performance.now() - began
      await expect
        .poll(() => inPanel<string>(desktop, messages), { timeout: 60_000, intervals: [50] })
        .toMatch(says[fault])
      times[fault].push([isBack, performance.now() - began])
      const seen = (await inPanel<number>(desktop, rowsShown)) ?? 0
      await expect.poll(() => inPanel<number>(desktop, rowsShown), { timeout: 20_000 }).toBeGreaterThan(seen)
    },
    [2_500, 5_000],
  )
  const read = (await inPanel<number>(desktop, rowsShown)) ?? 0
  const after = await settle()
  const reckoning = await reckon(traffic.ledger, kv)
  expectNoMore(before, after)
  expect(after.processes).toBe(before.processes)
  expect(after.subscriptions).toBe(before.subscriptions)
  await desktop.close()
  await report({
    name: 'pages-crashed',
    title: 'Views and panel crash, the panel is loaded anew',
    how: `The desktop application, with clients from outside at both of its servers. In turn the process that draws Browser A, the panel, and Browser B was made to crash (\`forcefullyCrashRenderer\`), and the panel was loaded anew: ${all} times. Each time what had crashed came back by itself, the panel said so, and its table of exchanges went on. A panel that begins anew reads the whole stream again, ${read.toLocaleString('en-US')} exchanges at the end, before it comes to what is newest; so it is back sooner than it says so. Of the main process listeners on its pages and on IPC were counted as well: ${before.subscriptions} before, ${after.subscriptions} afterwards; the application was ${before.processes} processes before and ${after.processes} afterwards.`,
    tables: [
      {
        head: ['what crashed', 'times', 'back within, s', 'said within, s'],
        rows: faults.map((fault) => timesRow(fault, times[fault])),
      },
      reckoningTable(traffic.ledger, reckoning),
      { head: heldHeads, rows: [heldRow('the main process, before', before), heldRow('the same, afterwards', after)] },
    ],
  })
})
