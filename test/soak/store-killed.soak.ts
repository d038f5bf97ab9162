import { test } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { expectNoMore, heldHeads, heldRow } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, kill, soak, startCounter, startKv, stop, untilServed, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

test('the key-value service is killed', async () => {
  const folder = await temporaryFolder()
  let kv = await startKv(folder.path)
  const counters = [
    await startCounter(folder.path, kv.url, 'one'),
    await startCounter(folder.path, kv.url, 'two'),
  ] as const
  const options = {
    counters: counters.map(({ url }) => url),
    kvs: [kv.url],
    mayBreak: 'key-value connections',
  } as const
  await warm(() => startTraffic(options))
  const before = await heldWhenCalm(counters[0])
  const away: number[] = []
  const back: number[] = []
  const { times, traffic } = await soak(options, async () => {
    const began = performance.now()
    await kill(kv)
    await pause(Math.random() * 1_500)
    kv = await startKv(folder.path, { port: kv.port })
    away.push(performance.now() - began)
    back.push(await untilServed(options.counters[0] ?? ''))
  })
  const after = await heldWhenCalm(counters[0])
  const reckoning = await reckon(traffic.ledger, kv.url)
  expectNoMore(before, after)
  await stop(...counters, kv)
  await folder.close()
  await report({
    name: 'store-killed',
    title: 'The key-value service is killed',
    how: `Two counters and one \`sessionscope kv\` on its disk store. The service was killed (SIGKILL) ${times} times under load and started again on the same folder, after up to 1.5 s; it was away for ${(Math.max(...away) / 1_000).toFixed(1)} s at most. The counters served again at most ${Math.max(...back).toFixed(0)} ms after it listened.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      { head: heldHeads, rows: [heldRow('a counter, before', before), heldRow('the same, afterwards', after)] },
    ],
  })
})
