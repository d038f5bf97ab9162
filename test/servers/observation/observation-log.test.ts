import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import type { Fact, Observation } from '../../../src/shared/stream/observation.ts'
import { batchAtMost } from '../../../src/servers/observation/follow-log.ts'
import { weightOf } from '../../../src/servers/observation/weigh.ts'
import { createTestClock } from '../../support/clock.ts'
import { newLog } from '../../support/serve.ts'

const written = (key: string): Fact => ({
  kind: 'entry.written',
  entry: { key, value: '1', truncated: false },
  isNew: true,
})
const all = Number.MAX_SAFE_INTEGER

test('begins with what is so at the start', () => {
  const log = newLog({ baseline: { ...emptyBaseline, moreEntries: 7 } })
  expect(log.read(0, all)).toMatchObject([
    { sequence: 1, kind: 'log.began', cause: 'start', baseline: { moreEntries: 7 } },
  ])
})

test('stamps each fact with its place and the time', () => {
  const clock = createTestClock(1000)
  const log = newLog({ clock })
  clock.advance(5)
  expect(log.append(written('a'))).toMatchObject({ sequence: 2, at: 1005, kind: 'entry.written' })
})

test('clearing forgets the exchanges and keeps what is so', () => {
  const log = newLog()
  log.append(written('a'))
  log.append(written('b'))
  log.append({ kind: 'entry.deleted', key: 'a', cause: 'deleted' })
  log.clear()
  const [began, ...rest] = log.read(0, all)
  expect(rest).toEqual([])
  expect(began).toMatchObject({
    sequence: 5,
    kind: 'log.began',
    cause: 'cleared',
    baseline: { entries: [{ key: 'b' }] },
  })
})

test('a full log forgets its oldest part into its beginning, without a gap in the sequence', () => {
  const log = newLog({ capacity: 20 })
  for (let key = 0; key < 50; key += 1) log.append(written(String(key)))
  const kept = log.read(0, all)
  expect(kept.length).toBeLessThanOrEqual(20)
  const [began] = kept
  if (began?.kind !== 'log.began') throw new Error('A log begins with log.began')
  const entries = [
    ...began.baseline.entries.map(({ key }) => key),
    ...kept.flatMap((o) => (o.kind === 'entry.written' ? [o.entry.key] : [])),
  ]
  expect(entries).toEqual(Array.from({ length: 50 }, (_, key) => String(key)))
  expect(kept.map(({ sequence }) => sequence)).toEqual(kept.map((_, index) => began.sequence + index))
})

const long = 'x'.repeat(10_000)
test.each<Fact>([
  { kind: 'entry.written', entry: { key: 'a', value: long, truncated: false }, isNew: false },
  { kind: 'report.described', note: { name: '', notes: '', lessons: { 'point-1': long } } },
])('a log that $kind makes heavy forgets too', (fact) => {
  const log = newLog({ weight: 100_000 })
  for (let turn = 0; turn < 100; turn += 1) log.append(fact)
  expect(log.read(0, all).length).toBeLessThan(15)
})

const weightOfAll = (batch: readonly Observation[]): number => batch.reduce((sum, one) => sum + weightOf(one), 0)

test('is never heavier than it may be, however light the old are beside the newest', () => {
  const log = newLog({ weight: 1_000_000 })
  for (let key = 0; key < 2_000; key += 1) log.append(written(String(key)))
  for (let turn = 0; turn < 20; turn += 1) {
    log.append({
      kind: 'entry.written',
      entry: { key: 'a', value: 'x'.repeat(300_000), truncated: false },
      isNew: false,
    })
    expect(weightOfAll(log.read(1, all).slice(1))).toBeLessThanOrEqual(1_000_000)
  }
})

test('what is so now does not count: a heavy beginning leaves room for what comes', () => {
  const log = newLog({
    weight: 100_000,
    baseline: { ...emptyBaseline, entries: [{ key: 'a', value: 'x'.repeat(500_000), truncated: false }] },
  })
  for (let key = 0; key < 100; key += 1) log.append(written(String(key)))
  expect(log.read(0, all)).toHaveLength(101)
})

const sizes = fc.array(
  fc.oneof(fc.nat({ max: 2_000 }), fc.integer({ min: 100_000, max: 400_000 }), fc.constant(2_500_000)),
  { maxLength: 40 },
)

test('a batch weighs no more than it may, unless it is of one observation, and no observation is left out', () => {
  fc.assert(
    fc.property(sizes, (lengths) => {
      const log = newLog()
      for (const length of lengths)
        log.append({
          kind: 'entry.written',
          entry: { key: 'a', value: 'x'.repeat(length), truncated: false },
          isNew: true,
        })
      const seen: number[] = []
      for (let batch = log.read(0, batchAtMost); batch.length > 0; batch = log.read(seen.length, batchAtMost)) {
        seen.push(...batch.map(({ sequence }) => sequence))
        expect(batch.length === 1 || weightOfAll(batch) <= batchAtMost.weight).toBe(true)
        expect(batch.length).toBeLessThanOrEqual(batchAtMost.count)
      }
      expect(seen).toEqual(Array.from({ length: lengths.length + 1 }, (_, index) => index + 1))
    }),
    { numRuns: 30 },
  )
})

test('a follower that throws hears why, and nothing more', async () => {
  const log = newLog()
  let heard = 0
  const thrown = await new Promise((resolve) => {
    log.follow(0, {
      onFailure: resolve,
      onBatch: () => {
        heard += 1
        throw new Error('no')
      },
    })
  })
  log.append(written('a'))
  await take(log, 0, 2)
  expect([thrown, heard]).toEqual([new Error('no'), 1])
})

const take = (log: ReturnType<typeof newLog>, after: number, count: number): Promise<Observation[]> =>
  new Promise((resolve, onFailure) => {
    const taken: Observation[] = []
    const stop = log.follow(after, {
      onFailure,
      onBatch: (batch) => {
        taken.push(...batch)
        if (taken.length < count) return
        stop()
        resolve(taken)
      },
    })
  })

test('a follower gets what was, then what comes', async () => {
  const log = newLog()
  log.append(written('a'))
  const taken = take(log, 0, 4)
  log.append(written('b'))
  setImmediate(() => log.append(written('c')))
  expect((await taken).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
})

test('a follower resumes after the sequence that it names', async () => {
  const log = newLog()
  for (const key of ['a', 'b', 'c']) log.append(written(key))
  expect((await take(log, 2, 2)).map(({ sequence }) => sequence)).toEqual([3, 4])
})

test('a follower whose place was forgotten starts at the beginning that there is', async () => {
  const log = newLog({ capacity: 10 })
  for (let key = 0; key < 30; key += 1) log.append(written(String(key)))
  const [first] = await take(log, 3, 1)
  expect(first).toMatchObject({ kind: 'log.began', cause: 'trimmed' })
})

test('a slow follower gets one batch at a time', async () => {
  const log = newLog()
  const batches: number[] = []
  let release = (): void => undefined
  const firstTaken = new Promise<void>((taken, onFailure) => {
    log.follow(0, {
      onFailure,
      onBatch: (batch) => {
        batches.push(batch.length)
        taken()
        return new Promise((resolve) => (release = resolve))
      },
    })
  })
  await firstTaken
  for (const key of ['a', 'b', 'c']) log.append(written(key))
  expect(batches).toEqual([1])
  const second = take(log, 1, 3)
  release()
  await second
  await expect.poll(() => batches).toEqual([1, 3])
})

test('who stopped hears nothing more, also of a batch that was on its way', async () => {
  const log = newLog()
  let heard = 0
  const hear = () => {
    heard += 1
  }
  const stop = log.follow(0, { onBatch: hear, onFailure: hear })
  stop()
  log.append(written('a'))
  await take(log, 0, 2)
  expect(heard).toBe(0)
})
