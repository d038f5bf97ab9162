import { expect, test } from '@playwright/test'
import { authorizationOf } from '../support/panel-link.ts'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { expectNoMore, heldHeads, heldRow, startProbed } from './support/probed.ts'
import { read, stall } from './support/readers.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, soak, stop, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

const readers = 25
const heapAtMost = 1_024

test('panels stop reading', async () => {
  const folder = await temporaryFolder()
  const serve = await startProbed(
    ['serve', '--counter-port', '0', '--kv-port', '0', '--panel-port', '0', '--data', folder.path],
    ['counter', 'key-value', 'panel'],
    [`--max-old-space-size=${heapAtMost}`],
  )
  const { counter = '', 'key-value': kv = '', panel = '' } = serve.urls
  const order = async (name: string, input: object): Promise<void> => {
    const answer = await fetch(new URL(`/operations/${name}`, panel), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...authorizationOf(panel) },
      body: JSON.stringify(input),
    })
    expect(await answer.json()).toMatchObject({ ok: true })
  }
  await order('settings.change', { key: 'USE_SESSION_STORE', value: true })
  // Values as long as the log keeps them: what makes a batch heavy.
  const options = { counters: [counter], kvs: [kv], valueBytes: 60_000 }
  await warm(() => startTraffic(options))
  const settled = async () => {
    await order('log.clear', {})
    return heldWhenCalm(serve)
  }
  const before = await settled()
  const awake = read(panel)
  const ends: (() => void)[] = []
  let most = 0
  const { times, traffic } = await soak(options, async () => {
    ends.push(...(await Promise.all(Array.from({ length: readers }, () => stall(panel)))))
    // More than may follow at one time are turned away, so the oldest make room.
    if (ends.length > 150) for (const end of ends.splice(0, readers)) end()
    most = Math.max(most, (await serve.held()).resident)
  })
  const stalled = ends.length
  await expect
    .poll(
      () =>
        serve
          .warnings()
          .split('\n')
          .filter((line) => line.includes('This panel read nothing for 30 s')).length,
      { timeout: 120_000 },
    )
    .toBeGreaterThanOrEqual(Math.min(stalled, readers))
  most = Math.max(most, (await serve.held()).resident)
  const [seen, gaps] = [awake.seen(), awake.gaps()]
  awake.stop()
  for (const end of ends) end()
  const after = await settled()
  const reckoning = await reckon(traffic.ledger, kv)
  expect(gaps).toBe(0)
  expect(seen).toBeGreaterThan(1_000)
  expectNoMore(before, after)
  await stop(serve)
  await folder.close()
  await report({
    name: 'stalled-readers',
    title: 'Panels stop reading',
    how: `\`sessionscope serve\` with ${heapAtMost} MB of heap (\`--max-old-space-size\`), under load with values of 60 KB. ${times} times ${readers} panels asked for the stream and read nothing of it. Each that stayed was told, after 30 s, that its stream ends, and cut off. A panel beside them read all the time: ${seen.toLocaleString('en-US')} observations, none left out. The process had at most ${most.toFixed(0)} MB.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      { head: heldHeads, rows: [heldRow('serve, before', before), heldRow('the same, afterwards', after)] },
    ],
  })
})
