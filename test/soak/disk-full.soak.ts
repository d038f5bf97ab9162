import { expect, test } from '@playwright/test'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { ask } from '../e2e/support/raw-request.ts'
import { run } from '../e2e/support/run-program.ts'
import { expectNoMore, heldHeads, heldRow } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, kill, soak, startCounter, startKv, stop, untilServed, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

const megabytes = 48

test('the disk is full', async () => {
  const folder = await temporaryFolder()
  const disk = join(folder.path, 'disk')
  await mkdir(disk)
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]).catch(() => undefined)
  test.skip(mounted?.code !== 0, 'a small disk can only be mounted by root')
  try {
    await soakOn(folder.path, disk)
  } finally {
    await run('umount', [disk])
    await folder.close()
  }
})

// Takes all that is left, so that the next write that needs room finds none.
const fill = async (disk: string, ballast: string): Promise<void> => {
  const { bavail, bsize } = await statfs(disk)
  await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch((thrown: unknown) => {
    expect(thrown).toMatchObject({ code: 'ENOSPC' })
  })
}

// There may be free pages in the file yet; not for ever.
const refusedWrite = async (kv: string): Promise<number> => {
  for (let i = 0; ; i += 1) {
    const body = JSON.stringify({ [`last-${i}`]: 'x'.repeat(200_000) })
    const { status } = await ask(kv, '/', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
    if (status !== 200) return status
  }
}

const soakOn = async (folder: string, disk: string): Promise<void> => {
  const settings = `KV_DBM = '${join(disk, 'kv')}'\n`
  const kv = await startKv(folder, { settings })
  const counter = await startCounter(folder, kv.url)
  const options = { counters: [counter.url], kvs: [kv.url], valueBytes: 2_000 }
  await warm(() => startTraffic(options))
  const before = { counter: await heldWhenCalm(counter), kv: await heldWhenCalm(kv) }
  const ballast = join(disk, 'ballast')
  const back: number[] = []
  const { times, traffic } = await soak(options, async () => {
    await fill(disk, ballast)
    await pause(2_000)
    await rm(ballast)
    back.push(await untilServed(counter.url))
  })
  const after = { counter: await heldWhenCalm(counter), kv: await heldWhenCalm(kv) }
  const reckoning = await reckon(traffic.ledger, kv.url)
  expectNoMore(before.counter, after.counter)
  expectNoMore(before.kv, after.kv)
  expect(traffic.ledger.count(503)).toBeGreaterThan(0)
  // What is there is on the disk, and not only in the mind of the process that wrote it.
  await kill(kv)
  const again = await startKv(folder, { settings, port: kv.port })
  await reckon(traffic.ledger, again.url)
  // A program whose last write found no room ends as any other, and says no more than a line.
  await fill(disk, ballast)
  expect(await refusedWrite(again.url)).toBe(503)
  await stop(counter, again)
  expect(again.warnings()).not.toMatch(/^ +at /m)
  await report({
    name: 'disk-full',
    title: 'The disk is full',
    how: `A counter and a key-value service whose store lies on a disk of ${megabytes} MB (a tmpfs). All room was taken from it ${times} times under load, for two seconds each. Reads went on; writes that found no room were answered 503, and the counter's with its page. There were writes again at most ${Math.max(...back).toFixed(0)} ms after there was room. At the end the service was killed and started again, and the ledger compared a second time. Then the disk was filled once more, and the service ended on SIGTERM, with 0, after a write that found no room.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      {
        head: heldHeads,
        rows: [
          heldRow('the counter, before', before.counter),
          heldRow('the same, afterwards', after.counter),
          heldRow('the service, before', before.kv),
          heldRow('the same, afterwards', after.kv),
        ],
      },
    ],
  })
}
