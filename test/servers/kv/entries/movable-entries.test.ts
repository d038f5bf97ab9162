import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import type { Entries } from '../../../../src/servers/kv/entries/entries.ts'
import { createMemoryEntries } from '../../../../src/servers/kv/entries/memory-entries.ts'
import { createMovableEntries } from '../../../../src/servers/kv/entries/movable-entries.ts'
import { entriesSuite } from '../../../suites/entries.ts'

const memory = () => createMemoryEntries({ clock: systemClock })
const one = new Map([['a', { value: '1' }]])

/** Entries whose reads end when the test says so. */
const slow = (entries: Entries) => {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  const closed: string[] = []
  const slowed: Entries = {
    ...entries,
    get: async (key) => {
      await ended
      return entries.get(key)
    },
    close: () => {
      closed.push('closed')
      return entries.close()
    },
  }
  return { slowed, end, closed }
}

entriesSuite('movable', (clock) => {
  const entries = createMovableEntries(createMemoryEntries({ clock }))
  return Promise.resolve({ entries, others: entries, dispose: () => Promise.resolve() })
})

describe('entries that move', () => {
  it('are those of the next engine, and the one before is closed', async () => {
    const { slowed, closed } = slow(memory())
    const entries = createMovableEntries(slowed)
    await entries.set(one)
    await entries.moveTo(memory())
    expect([await entries.get('a'), closed]).toEqual([undefined, ['closed']])
  })

  it('let calls end that are under way, and new ones wait', async () => {
    const { slowed, end, closed } = slow(memory())
    const entries = createMovableEntries(slowed)
    await entries.set(one)
    const before = entries.get('a')
    const order: string[] = []
    const moved = entries.moveTo(memory(), () => {
      order.push('prepared')
      return Promise.resolve()
    })
    const after = entries.get('a').finally(() => order.push('read'))
    expect([order, closed]).toEqual([[], []])
    end()
    expect([(await before)?.value, await after]).toEqual(['1', undefined])
    await moved
    expect(order).toEqual(['prepared', 'read'])
  })

  it('stay where they are when the move fails', async () => {
    const entries = createMovableEntries(memory())
    await entries.set(one)
    await expect(entries.moveTo(memory(), () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
    expect((await entries.get('a'))?.value).toBe('1')
  })
})
