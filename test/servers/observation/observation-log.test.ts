import { expect, test } from 'vitest'
import { emptyBaseline } from '../../../src/shared/folds/baseline.ts'
import type { Fact, Observation } from '../../../src/shared/observation.ts'
import { createTestClock } from '../../support/clock.ts'
import { newLog } from '../../support/serve.ts'

const written = (key: string): Fact => ({ kind: 'entry.written', entry: { key, value: '1', truncated: false }, isNew: true })
const all = Number.MAX_SAFE_INTEGER

test('begins with what is so at the start', () => {
  const log = newLog({ baseline: { ...emptyBaseline, moreEntries: 7 } })
  expect(log.read(0, all)).toMatchObject([{ sequence: 1, kind: 'log.began', cause: 'start', baseline: { moreEntries: 7 } }])
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
  expect(began).toMatchObject({ sequence: 5, kind: 'log.began', cause: 'cleared', baseline: { entries: [{ key: 'b' }] } })
})

test('a full log forgets its oldest part into its beginning, without a gap in the sequence', () => {
  const log = newLog({ capacity: 20 })
  for (let key = 0; key < 50; key += 1) log.append(written(String(key)))
  const kept = log.read(0, all)
  expect(kept.length).toBeLessThanOrEqual(20)
  const [began] = kept
  if (began?.kind !== 'log.began') throw new Error('A log begins with log.began')
  const entries = [...began.baseline.entries.map(({ key }) => key), ...kept.flatMap((o) => (o.kind === 'entry.written' ? [o.entry.key] : []))]
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

const take = (log: ReturnType<typeof newLog>, after: number, count: number): Promise<Observation[]> =>
  new Promise((resolve) => {
    const taken: Observation[] = []
    const stop = log.follow(after, (batch) => {
      taken.push(...batch)
      if (taken.length < count) return
      stop()
      resolve(taken)
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
  const firstTaken = new Promise<void>((taken) => {
    log.follow(0, (batch) => {
      batches.push(batch.length)
      taken()
      return new Promise((resolve) => (release = resolve))
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
  const stop = log.follow(0, () => {
    heard += 1
  })
  stop()
  log.append(written('a'))
  await take(log, 0, 2)
  expect(heard).toBe(0)
})
