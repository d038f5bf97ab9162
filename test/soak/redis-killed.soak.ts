import { test } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { hasRedis, startRedis } from '../support/redis-server.ts'
import { expectNoMore, heldHeads, heldRow } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, soak, startCounter, startKv, stop, untilServed, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

test('Redis is killed', async () => {
  test.skip(!hasRedis, 'there is no redis-server on this machine')
  const folders = await Promise.all([temporaryFolder(), temporaryFolder(), temporaryFolder()])
  const [data, one, other] = folders
  let redis = await startRedis(undefined, data.path)
  const port = Number(new URL(redis.url).port)
  const settings = `KV_STORE = '${redis.url}'\n`
  const kvs = [await startKv(one.path, { settings }), await startKv(other.path, { settings })] as const
  const counters = [await startCounter(one.path, kvs[0].url), await startCounter(other.path, kvs[1].url)] as const
  const options = { counters: counters.map(({ url }) => url), kvs: kvs.map(({ url }) => url) }
  await warm(() => startTraffic(options))
  const before = { counter: await heldWhenCalm(counters[0]), kv: await heldWhenCalm(kvs[0]) }
  const back: number[] = []
  const { times, traffic } = await soak(options, async () => {
    await redis.stop()
    await pause(Math.random() * 1_500)
    redis = await startRedis(port, data.path)
    back.push(await untilServed(options.counters[0] ?? ''))
  })
  const after = { counter: await heldWhenCalm(counters[0]), kv: await heldWhenCalm(kvs[0]) }
  const reckoning = await reckon(traffic.ledger, kvs[1].url)
  expectNoMore(before.counter, after.counter)
  expectNoMore(before.kv, after.kv)
  await stop(...counters, ...kvs)
  await redis.stop()
  for (const folder of folders) await folder.close()
  await report({
    name: 'redis-killed',
    title: 'Redis is killed',
    how: `Two counters, two key-value services, one Redis that acknowledges what is on its disk (\`appendfsync always\`). Redis was killed (SIGKILL) ${times} times under load and started again on its files, after up to 1.5 s. The counters served again at most ${(Math.max(...back) / 1_000).toFixed(1)} s after it was ready.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      {
        head: heldHeads,
        rows: [
          heldRow('a counter, before', before.counter),
          heldRow('the same, afterwards', after.counter),
          heldRow('a key-value service, before', before.kv),
          heldRow('the same, afterwards', after.kv),
        ],
      },
    ],
  })
})
