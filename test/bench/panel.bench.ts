import { performance } from 'node:perf_hooks'
import { Agent, request } from 'node:http'
import { setPriority } from 'node:os'
import { test, type Page } from '@playwright/test'
import { launchChromium } from '../e2e/support/chromium.ts'
import { authorizationOf } from '../support/panel-link.ts'
import { startHeadless, type Headless } from '../e2e/support/headless.ts'
import { report } from './support/report.ts'
import { percentile, rounded } from './support/statistics.ts'

const behind = 100_000
const rate = 500
const seconds = 20
const key = 'bench'
const lowPriority = 10

// With an option of its own this file gets a process of its own: who is not root cannot take a lower priority back.
test.use({ launchOptions: {} })

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

const get = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    request(url, { agent, headers: { 'User-Agent': 'bench/1' } }, (response) => {
      response.resume().on('end', resolve)
    })
      .on('error', reject)
      .end()
  })

/** As many exchanges as that, as fast as they go. */
const fill = async (url: string, count: number): Promise<void> => {
  let left = count
  const worker = async (): Promise<void> => {
    while ((left -= 1) >= 0) await get(url)
  }
  await Promise.all(Array.from({ length: 32 }, worker))
}

/** Exchanges at an even rate; returns when the last one is answered. */
const steady = async (url: string): Promise<void> => {
  const began = performance.now()
  const open: Promise<void>[] = []
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) / 1000) * rate))
    for (; sent < due; sent += 1) open.push(get(url))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await Promise.all(open)
}

interface Seen {
  /** Milliseconds since 1970 at which the row of an exchange was there, with its status. */
  readonly rows: readonly (readonly [exchange: number, at: number])[]
  /** Milliseconds from one frame to the next, and those that the page worked on each. */
  readonly frames: readonly number[]
  readonly work: readonly number[]
  readonly heap: number
}

const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const rows = new Map<number, number>()
    const frames: number[] = []
    const work: number[] = []
    const body = document.querySelector('table[aria-label="Exchanges"] tbody')
    const look = (row: Element | null): void => {
      if (!(row instanceof HTMLElement) || row.dataset['exchange'] === undefined) return
      const exchange = Number(row.dataset['exchange'])
      if (!rows.has(exchange) && /\b\d{3}\b/.test(row.querySelector('.exchanges-status')?.textContent ?? ''))
        rows.set(exchange, performance.timeOrigin + performance.now())
    }
    // Only what has changed is looked at: this page is to be busy with its own work.
    const onMutation = (mutations: readonly MutationRecord[]): void => {
      for (const { target, addedNodes } of mutations) {
        if (target === body) for (const added of addedNodes) look(added instanceof Element ? added : null)
        else look((target instanceof Element ? target : target.parentElement)?.closest('tr') ?? null)
      }
    }
    if (body) new MutationObserver(onMutation).observe(body, { subtree: true, childList: true, characterData: true })
    let last = performance.now()
    // A message that is posted when a frame begins comes when all of its callbacks, styles, layout and painting are done.
    const { port1, port2 } = new MessageChannel()
    port2.onmessage = () => {
      work.push(performance.now() - last)
    }
    const tick = (): void => {
      const now = performance.now()
      frames.push(now - last)
      last = now
      port1.postMessage(undefined)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    Reflect.set(window, 'bench', { rows, frames, work })
  })

const seen = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const { rows, frames, work } = Reflect.get(window, 'bench') as {
      rows: Map<number, number>
      frames: number[]
      work: number[]
    }
    const memory = Reflect.get(performance, 'memory') as { usedJSHeapSize: number }
    const result = {
      rows: [...rows],
      frames: frames.splice(0),
      work: work.splice(0),
      heap: Math.round(memory.usedJSHeapSize / 1e6),
    }
    rows.clear()
    return result
  })

/** When each exchange up to one was answered, as the log says: read from the stream that the panel reads, when the load is over. */
const readAnswers = async (panel: string, last: number): Promise<ReadonlyMap<number, number>> => {
  const answers = new Map<number, number>()
  const { body } = await fetch(new URL('observations', panel), { headers: authorizationOf(panel) })
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '))
      if (data === undefined) continue
      const batch = JSON.parse(data.slice('data: '.length)) as { kind: string; exchange: number; at: number }[]
      for (const { kind, exchange, at } of batch) if (kind === 'exchange.answered') answers.set(exchange, at)
    }
    // To leave the loop ends the connection.
    if (answers.has(last)) break
  }
  return answers
}

/** A row of figures: the time from an answer to its row, the time between frames, the heap of the page. */
const measure = async (name: string, page: Page, { kv, panel }: Pick<Headless, 'kv' | 'panel'>): Promise<string[]> => {
  // What was made before the load is not to be collected during it.
  await page.requestGC()
  await seen(page)
  const began = Date.now()
  await steady(`${kv}${key}`)
  await page.waitForTimeout(1_000)
  const { rows, frames, work, heap } = await seen(page)
  const answers = await readAnswers(panel, Math.max(...rows.map(([exchange]) => exchange)))
  const delays = rows.flatMap(([exchange, at]) => {
    const answered = answers.get(exchange)
    return answered === undefined || answered < began ? [] : [at - answered]
  })
  if (delays.length === 0) throw new Error('No row was seen.')
  const shares = [
    ...[0.5, 0.99].map((share) => percentile(delays, share)),
    ...[0.5, 0.95].map((share) => percentile(work, share)),
    ...[0.5, 0.95].map((share) => percentile(frames, share)),
  ]
  return [name, ...shares.map(rounded), String(heap)]
}

const scrollSeconds = 10
/** Pixels a frame: a wheel that is turned fast, and a bar that is dragged. */
const scrollSteps = [120, 400] as const

/** Scrolls up from the end, so far with every frame; work on a frame and time between two. */
const scroll = async (page: Page, pixels: number): Promise<string[]> => {
  await seen(page)
  await page.evaluate(
    async ({ milliseconds, pixels }) => {
      const scroller = document.querySelector('.exchanges-scroller')
      if (!scroller) throw new Error('There is nothing to scroll.')
      const until = performance.now() + milliseconds
      scroller.scrollTop = scroller.scrollHeight
      let step = -pixels
      await new Promise<void>((resolve) => {
        const onFrame = (): void => {
          if (performance.now() > until) {
            resolve()
            return
          }
          const before = scroller.scrollTop
          scroller.scrollTop += step
          if (scroller.scrollTop === before) step = -step
          requestAnimationFrame(onFrame)
        }
        onFrame()
      })
    },
    { milliseconds: scrollSeconds * 1000, pixels },
  )
  const { work, frames } = await seen(page)
  return [
    `${String(pixels)} pixels a frame`,
    ...[0.5, 0.95].map((share) => percentile(work, share)),
    ...[0.5, 0.95].map((share) => percentile(frames, share)),
  ].map((cell) => (typeof cell === 'number' ? rounded(cell) : cell))
}

test('the panel under load', async () => {
  const servers = await startHeadless()
  const chromium = await launchChromium()
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } })
  // From here on this process, which makes the load, has what the panel and the servers leave of the processor.
  setPriority(lowPriority)
  try {
    await page.goto(servers.panel)
    await page.getByRole('table', { name: 'Exchanges' }).waitFor()
    await watch(page)
    const rows = [await measure('nothing', page, servers)]
    await fill(`${servers.kv}${key}`, behind)
    await page.waitForFunction(
      (wanted) => {
        const last = [...document.querySelectorAll<HTMLElement>('table[aria-label="Exchanges"] tr[data-exchange]')].at(
          -1,
        )
        return Number(last?.dataset['exchange']) >= wanted
      },
      behind,
      { timeout: 300_000 },
    )
    rows.push(await measure(`${behind.toLocaleString('en-US')} exchanges`, page, servers))
    const scrolled: string[][] = []
    for (const pixels of scrollSteps) scrolled.push(await scroll(page, pixels))
    await report({
      name: 'panel',
      title: 'The panel under load',
      how:
        `${String(rate)} exchanges a second for ${String(seconds)} seconds, seen by the built panel in a real Chromium without a graphics card: the time from the answer, as the log ` +
        'stamps it, until its row is in the table; the time that the page works on a frame; and that between two frames, 16.7 ms where nothing is late. Load, servers and ' +
        'Chromium share the processor; what makes the load has a lower priority than what is measured.',
      versions: { Chromium: chromium.version() },
      tables: [
        {
          head: [
            'behind it',
            'answer to row, median ms',
            'p99',
            'work on a frame, median ms',
            'p95',
            'between frames, median ms',
            'p95',
            'heap, MB',
          ],
          rows,
        },
        {
          title: `${behind.toLocaleString('en-US')} exchanges, scrolled through`,
          head: ['', 'work on a frame, median ms', 'p95', 'between frames, median ms', 'p95'],
          rows: scrolled,
        },
      ],
    })
  } finally {
    await chromium.close()
    await servers.close()
  }
  agent.destroy()
})
