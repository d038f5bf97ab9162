import { test } from '@playwright/test'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createObservationLog } from '../../src/servers/observation/observation-log.ts'
import { allFolds } from '../support/all-folds.ts'
import { createObservationStore } from '../../src/renderer/client/store/observation-store.ts'
import { emptyBaseline } from '../../src/shared/stream/baseline/baseline.ts'
import type { Fact, Observation } from '../../src/shared/stream/observation.ts'
import { browserHeaders, programHeaders, returningVisitors, startLoadGenerator } from './support/load.ts'
import { connections } from './support/options.ts'
import { residentMemory } from './support/processor-time.ts'
import type { Table } from '../support/document.ts'
import { report } from './support/report.ts'
import { startOwn, startPeer, withServers, type Server } from './support/servers.ts'
import { rounded } from './support/statistics.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

// One collection does not always find all: it goes on until the next finds nothing more.
const heap = (): number => {
  for (let before = Infinity; ;) {
    collectGarbage()
    const now = process.memoryUsage().heapUsed / 2 ** 20
    if (before - now < 1) return now
    before = now
  }
}

const exchanges = 1_000_000
const looks = 10

// What one visit of the counter with its session in the store is: an exchange of a browser and two of the counter's own.
const factsOf = (visit: number): Fact[] => {
  const page = visit * 3 + 1
  const id = `00000000-0000-4000-8000-${String(visit % 5_000).padStart(12, '0')}`
  const text = (body: string) => ({ encoding: 'utf8', text: body, bytes: body.length, truncated: false }) as const
  const call = (exchange: number, method: string, target: string, body: string): Fact[] => [
    {
      kind: 'exchange.requested',
      exchange,
      parent: page,
      from: 'counter',
      to: 'kv',
      method,
      target,
      httpVersion: '1.1',
      headers: Object.entries(programHeaders),
      body: text(body),
    },
    {
      kind: 'exchange.answered',
      exchange,
      status: 200,
      reason: 'OK',
      headers: [
        ['Content-Type', 'application/json'],
        ['ETag', `"${String(visit)}"`],
      ],
      body: text(`{"${id}":{"count":${String(visit)}}}`),
      duration: 1,
    },
  ]
  const data = { count: visit }
  const setCookie = `session=${id}; HttpOnly; Path=/`
  return [
    {
      kind: 'exchange.requested',
      exchange: page,
      from: 'browser-a',
      to: 'counter',
      method: 'GET',
      target: '/',
      httpVersion: '1.1',
      headers: [...Object.entries(browserHeaders), ['Cookie', `session=${id}`]],
      body: text(''),
    },
    ...call(page + 1, 'GET', `/${id}`, ''),
    { kind: 'session.opened', exchange: page, mode: 'server-side', cookie: id, id, outcome: { state: 'loaded', data } },
    ...call(page + 2, 'POST', '/', `{"${id}":{"count":${String(visit)}}}`),
    {
      kind: 'entry.written',
      exchange: page + 2,
      entry: { key: id, value: `{"count":${String(visit)}}`, truncated: false, version: String(visit) },
      isNew: visit < 5_000,
    },
    { kind: 'session.saved', exchange: page, mode: 'server-side', setCookie, id, data },
    {
      kind: 'exchange.answered',
      exchange: page,
      status: 200,
      reason: 'OK',
      headers: [
        ['Set-Cookie', setCookie],
        ['Content-Type', 'text/html; charset=utf-8'],
      ],
      body: text(`<h1>Count: ${String(visit)}</h1>`),
      duration: 3,
    },
  ]
}

/** Heap in megabytes, beyond what there was before, after each tenth of the exchanges. */
const heapAlong = (before: number, take: (facts: readonly Fact[]) => void): number[] => {
  const seen: number[] = []
  const visits = Math.ceil(exchanges / 3)
  for (let look = 0; look < looks; look += 1) {
    const until = Math.round((visits * (look + 1)) / looks)
    for (let visit = Math.round((visits * look) / looks); visit < until; visit += 1) take(factsOf(visit))
    seen.push(heap() - before)
  }
  return seen
}

const logAlong = (before: number): number[] => {
  const log = createObservationLog({ clock: { now: () => Date.now() }, baseline: emptyBaseline })
  const seen = heapAlong(before, (facts) => {
    facts.forEach((fact) => log.append(fact))
  })
  if (log.newest() < exchanges) throw new Error('the log is not what was measured')
  return seen
}

const foldsAlong = (before: number): number[] => {
  let sequence = 0
  const store = createObservationStore({
    folds: allFolds,
    schedule: (work) => {
      work()
    },
  })
  const stamped = (fact: Fact): Observation => ({ sequence: (sequence += 1), at: sequence, ...fact })
  const seen = heapAlong(before, (facts) => {
    store.append(facts.map(stamped))
  })
  if (sequence < exchanges) throw new Error('the folds are not what was measured')
  return seen
}

const alongTable = async (): Promise<Table> => {
  const before = heap()
  const log = logAlong(before)
  // What a function that has just returned left on the stack is not garbage yet.
  for (let turn = 0; turn < 3; turn += 1) await setImmediate()
  const along = { 'observation log (servers)': log, 'all folds (panel)': foldsAlong(before) }
  const marks = [0, 1, 4, 9]
  return {
    title: `Heap behind ${exchanges.toLocaleString('en-US')} exchanges, MB`,
    head: ['', ...marks.map((mark) => `after ${(((mark + 1) * exchanges) / looks).toLocaleString('en-US')}`)],
    rows: Object.entries(along).map(([name, seen]) => [
      name,
      ...marks.map((mark) => rounded(seen[mark] ?? Number.NaN)),
    ]),
  }
}

const seconds = 20

const processTable = async (): Promise<Table> => {
  const start = {
    '`sessionscope serve`, all observed': async (): Promise<Server> => {
      const { urls, ...server } = await startOwn('serve')
      return { ...server, url: urls.counter }
    },
    '`sessionscope counter`': async (): Promise<Server> => {
      const { urls, ...server } = await startOwn('counter')
      return { ...server, url: urls.counter }
    },
    'plain Express': () => startPeer('express-counter'),
  }
  const rows: string[][] = []
  const generator = startLoadGenerator()
  await withServers<Record<keyof typeof start, Server>>(start, async (servers) => {
    for (const [
      name,
      {
        url,
        pids: [pid = 0],
      },
    ] of Object.entries(servers)) {
      const before = await residentMemory(pid)
      const load = await returningVisitors(url, connections)
      const half = await generator.run(load, seconds / 2)
      const between = await residentMemory(pid)
      const rest = await generator.run(load, seconds / 2)
      rows.push([
        name,
        rounded(before),
        rounded(between),
        rounded(await residentMemory(pid)),
        (half.answered + rest.answered).toLocaleString('en-US'),
      ])
    }
  })
  generator.close()
  return {
    title: 'Resident memory of the processes, MB',
    head: ['', 'at start', `after ${String(seconds / 2)} s of load`, `after ${String(seconds)} s`, 'requests'],
    rows,
  }
}

test('memory', async () => {
  const tables = [await alongTable(), await processTable()]
  await report({
    name: 'memory',
    title: 'Memory',
    how:
      'The log keeps at most 400,000 observations or 128 million characters and folds what it forgets into its beginning; the panel keeps the newest 100,000 exchanges. ' +
      'Heap is read after a full garbage collection. Resident memory of Node includes what its collector has not given back.',
    tables,
  })
})
