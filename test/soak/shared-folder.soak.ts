import { expect, test } from '@playwright/test'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { newVisitors } from '../e2e/support/new-visitors.ts'
import { ask } from '../e2e/support/raw-request.ts'
import { seconds } from './support/options.ts'
import { expectNoMore, heldHeads, heldRow } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, kill, soak, startCounter, startKv, stop, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

/** New visitors and reads beside the load: as many as there are in a long run, fewer in a short one. */
const visitors = Number(process.env['SOAK_VISITORS'] ?? Math.min(10_000, Math.ceil(seconds * 50)))
const reads = 400

test('services share a folder, and readers are killed', async () => {
  const folder = await temporaryFolder()
  const kvs = [await startKv(folder.path), await startKv(folder.path)] as const
  const counters = [
    await startCounter(folder.path, kvs[0].url, 'one'),
    await startCounter(folder.path, kvs[1].url, 'two'),
  ] as const
  const options = {
    counters: counters.map(({ url }) => url),
    kvs: kvs.map(({ url }) => url),
    valueBytes: 2_000,
  } as const
  await warm(() => startTraffic(options))

  // What one service has acknowledged, the other one reads.
  const write = (kv: string, value: number) =>
    ask(kv, '/', {
      method: 'POST',
      body: JSON.stringify({ read: value }),
      headers: { 'Content-Type': 'application/json' },
    })
  let current = 0
  for (let i = 0; i < reads; i += 1) {
    await write(kvs[i % 2 === 0 ? 0 : 1].url, i)
    if ((await ask(kvs[i % 2 === 0 ? 1 : 0].url, '/read')).text === `{"read":${i}}`) current += 1
  }
  expect(current).toBe(reads)
  const lost = await newVisitors({ counters: options.counters, count: visitors })
  expect(lost).toEqual([])

  const before = { counter: await heldWhenCalm(counters[0]), kv: await heldWhenCalm(kvs[0]) }
  const { times, traffic } = await soak(options, async () => {
    // A service that is killed while it reads.
    const third = await startKv(folder.path)
    const reading = Array.from({ length: 200 }, () => ask(third.url, '/').catch(() => undefined))
    await reading[0]
    await kill(third)
    await Promise.all(reading)
  })
  const after = { counter: await heldWhenCalm(counters[0]), kv: await heldWhenCalm(kvs[0]) }
  const reckoning = await reckon(traffic.ledger, kvs[1].url)
  expectNoMore(before.counter, after.counter)
  expectNoMore(before.kv, after.kv)

  // A reader that is gone holds on to nothing: overwriting does not make the file longer and longer.
  const size = async (): Promise<number> => (await stat(join(folder.path, 'kv', 'data.mdb'))).size / 2 ** 20
  const grown = [await size()]
  for (let i = 0; i < 2_000; i += 20) await Promise.all(Array.from({ length: 20 }, () => write(kvs[0].url, i)))
  grown.push(await size())
  expect((grown[1] ?? 0) - (grown[0] ?? 0)).toBeLessThan(2)
  await stop(...counters, ...kvs)
  await folder.close()
  await report({
    name: 'shared-folder',
    title: 'Two services share a folder, and readers are killed',
    how: `Two counters, each with a \`sessionscope kv\` of its own, both over one folder. ${reads} times one service wrote a key and the other one read it at once: ${current} reads saw what had been written. ${visitors.toLocaleString('en-US')} new visitors made their first visit to one counter and their second at once to the other: ${lost.length} sessions were lost. Then a third service on the folder was killed (SIGKILL) ${times} times in the middle of reading. Afterwards 2,000 overwrites made the data file ${((grown[1] ?? 0) - (grown[0] ?? 0)).toFixed(1)} MB longer.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      {
        head: heldHeads,
        rows: [
          heldRow('a counter, before', before.counter),
          heldRow('the same, afterwards', after.counter),
          heldRow('a service, before', before.kv),
          heldRow('the same, afterwards', after.kv),
        ],
      },
    ],
  })
})
