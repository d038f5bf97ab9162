import { listedEntries } from '../../shared/stream/baseline/entries.ts'
import type { Entry } from '../../shared/stream/lab-state.ts'
import type { Entries } from './entries/entries.ts'
import { keyPages } from './entries/every-key.ts'
import { inOrder } from './in-order.ts'
import { toEntry } from './observed-entry.ts'

/** The first entries in key order, as many as a baseline lists, and how many there are beyond them. */
export const listEntries = async (entries: Entries): Promise<{ entries: Entry[]; moreEntries: number }> => {
  const listed: string[] = []
  let moreEntries = 0
  for await (const { keys } of keyPages(entries, '')) {
    const room = listedEntries - listed.length
    listed.push(...keys.slice(0, room))
    moreEntries += Math.max(0, keys.length - room)
  }
  return { entries: await read(entries, listed), moreEntries }
}

const read = async (entries: Entries, keys: readonly string[]): Promise<Entry[]> => {
  const found: Entry[] = []
  const readOne = async (key: string) => ({ key, stored: await entries.get(key) })
  for await (const { key, stored } of inOrder(keys, 16, readOne)) if (stored) found.push(toEntry(key, stored))
  return found
}
