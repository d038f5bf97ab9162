import { expect, it } from 'vitest'
import { dumpEntries, dumpText } from '../../../src/servers/kv/dump-entries.ts'
import { createMemoryEntries } from '../../../src/servers/kv/entries/memory-entries.ts'
import { listEntries } from '../../../src/servers/kv/list-entries.ts'
import { listedEntries } from '../../../src/shared/stream/baseline/entries.ts'
import { systemClock } from '../../../src/shared/base/clock.ts'

const entriesOf = async (values: Iterable<readonly [string, string]>) => {
  const entries = createMemoryEntries({ clock: systemClock })
  await entries.set(new Map(Array.from(values, ([key, value]) => [key, { value }])))
  return entries
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => [`k${String(i).padStart(6, '0')}`, String(i)] as const)

it('lists all of a few entries, in key order', async () => {
  expect(
    await listEntries(
      await entriesOf([
        ['b', '2'],
        ['a', '"x"'],
      ]),
    ),
  ).toEqual({
    entries: [
      { key: 'a', value: '"x"', truncated: false, version: expect.any(String) as string, expires: null },
      { key: 'b', value: '2', truncated: false, version: expect.any(String) as string, expires: null },
    ],
    moreEntries: 0,
  })
})

it('says when an entry ends', async () => {
  const entries = createMemoryEntries({ clock: systemClock })
  const expires = systemClock.now() + 60_000
  await entries.set(new Map([['a', { value: '1', expires }]]))
  expect((await listEntries(entries)).entries).toMatchObject([{ key: 'a', expires }])
})

it.each([0, 1, 1500])('lists the first of many and counts the other %i', async (more) => {
  const { entries, moreEntries } = await listEntries(await entriesOf(numbered(listedEntries + more)))
  expect([entries.length, moreEntries, entries[0]?.key, entries.at(-1)?.value]).toEqual([
    listedEntries,
    more,
    'k000000',
    '999',
  ])
})

it('dumps each entry as an object of its own, indented by two', async () => {
  const text = '{\n  "foo": "bar"\n}\n{\n  "s": {\n    "count": 3\n  }\n}\n'
  expect(
    dumpText([
      ['foo', '"bar"'],
      ['s', '{"count":3}'],
    ]),
  ).toBe(text)
  const entries = await entriesOf([
    ['s', '{"count":3}'],
    ['foo', '"bar"'],
  ])
  expect(await dumpEntries(entries, '')).toEqual({ text, truncated: false })
  expect(await dumpEntries(entries, 's')).toEqual({ text: '{\n  "s": {\n    "count": 3\n  }\n}\n', truncated: false })
})

it('cuts a long dump between two entries', async () => {
  const { text, truncated } = await dumpEntries(await entriesOf(numbered(5000)), '', 1000)
  expect(truncated).toBe(true)
  expect(text.length).toBeLessThan(1100)
  expect(text.endsWith('\n}\n')).toBe(true)
})

it('dumps what is nested deep, or very long, without failing, and in bounds', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const { text, truncated } = await dumpEntries(
    await entriesOf([
      ['a', deep],
      ['b', '1'],
    ]),
    '',
  )
  expect([text.length < 100_000, truncated, text.endsWith('{\n  "b": 1\n}\n')]).toEqual([true, false, true])
  const long = await dumpEntries(
    await entriesOf([
      ['a', '1'],
      ['b', JSON.stringify('x'.repeat(5_000))],
      ['c', '1'],
    ]),
    '',
    1_000,
  )
  expect([long.text.length, long.truncated]).toEqual([1_000 + '{\n  "a": 1\n}\n'.length, true])
})
