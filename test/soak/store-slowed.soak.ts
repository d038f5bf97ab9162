import { test } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { expectNoMore, heldHeads, heldRow } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { startRelay, type Manner } from './support/relay.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, soak, startCounter, startKv, stop, untilServed, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

const manners: readonly Manner[] = [
  { kind: 'late', by: 150 },
  { kind: 'late', by: 1_200 },
  { kind: 'hanging' },
  { kind: 'broken' },
]

test('the way to the key-value service is slow, hangs and breaks', async () => {
  const folder = await temporaryFolder()
  const kv = await startKv(folder.path)
  const relay = await startRelay(kv.url)
  const counters = [
    await startCounter(folder.path, relay.url, 'one'),
    await startCounter(folder.path, relay.url, 'two'),
  ] as const
  const options = { counters: counters.map(({ url }) => url), kvs: [kv.url] }
  await warm(() => startTraffic(options))
  const before = { counter: await heldWhenCalm(counters[0]), kv: await heldWhenCalm(kv) }
  const back: number[] = []
  const { times, traffic } = await soak(options, async (nth) => {
    relay.behave(manners[nth % manners.length] ?? { kind: 'well' })
    await pause(1_000 + Math.random() * 2_500)
    relay.behave({ kind: 'well' })
    back.push(await untilServed(options.counters[0] ?? ''))
  })
  const after = { counter: await heldWhenCalm(counters[0]), kv: await heldWhenCalm(kv) }
  const reckoning = await reckon(traffic.ledger, kv.url)
  expectNoMore(before.counter, after.counter)
  expectNoMore(before.kv, after.kv)
  await stop(...counters, kv)
  relay.close()
  await folder.close()
  await report({
    name: 'store-slowed',
    title: 'The way to the key-value service is slow, hangs and breaks',
    how: `Two counters reach the key-value service through a relay that in turn made everything 0.15 s late, made it 1.2 s late each way (more than the counters wait), held everything back and let it go later, and broke off every connection: ${times} times, for 1 to 3.5 s each. Writers went to the service itself and never saw an error. The counters served again at most ${Math.max(...back).toFixed(0)} ms after the way was well. What arrived late counted if nobody had written since, once; else its condition failed and it changed nothing.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      {
        head: heldHeads,
        rows: [
          heldRow('a counter, before', before.counter),
          heldRow('the same, afterwards', after.counter),
          heldRow('the service, before', before.kv),
          heldRow('the same, afterwards', after.kv),
        ],
      },
    ],
  })
})
