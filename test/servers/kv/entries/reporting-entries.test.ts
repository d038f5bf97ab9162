import { expect, it } from 'vitest'
import { StoreUnavailable, type Entries } from '../../../../src/servers/kv/entries/entries.ts'
import { createMemoryEntries } from '../../../../src/servers/kv/entries/memory-entries.ts'
import { createReportingEntries } from '../../../../src/servers/kv/entries/reporting-entries.ts'
import { createTestClock } from '../../../support/clock.ts'

const one = new Map([['a', { value: '1' }]])

const failing = () => {
  const clock = createTestClock()
  const memory = createMemoryEntries({ clock })
  let why: string | undefined
  const set: Entries['set'] = (...all) =>
    why === undefined ? memory.set(...all) : Promise.reject(new StoreUnavailable(why))
  const told: (string | undefined)[] = []
  const entries = createReportingEntries({ ...memory, set }, clock, (problem) => told.push(problem))
  return {
    entries,
    clock,
    told,
    fail: (next: string | undefined) => {
      why = next
    },
  }
}

it('tells once that the storage fails, and that it works again when something was written', async () => {
  const { entries, told, fail } = failing()
  fail('full')
  for (let i = 0; i < 3; i += 1) await expect(entries.set(one)).rejects.toThrow('full')
  await entries.get('a')
  expect(told).toEqual(['full'])
  fail('fuller')
  await expect(entries.set(one)).rejects.toThrow('fuller')
  fail(undefined)
  await entries.set(one)
  expect(told).toEqual(['full', 'fuller', undefined])
})

it('takes it for well when nothing has failed for a while, though nobody writes', async () => {
  const { entries, clock, told, fail } = failing()
  fail('full')
  await expect(entries.set(one)).rejects.toThrow('full')
  clock.advance(9_000)
  await entries.removeExpired(10)
  expect(told).toEqual(['full'])
  clock.advance(2_000)
  await entries.removeExpired(10)
  expect(told).toEqual(['full', undefined])
})
