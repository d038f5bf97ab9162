import type { StorageEngine } from '../../src/servers/kv/entries/engines/storage-engine.ts'
import type { Entries } from '../../src/servers/kv/entries/entries.ts'
import { createMemoryEntries } from '../../src/servers/kv/entries/memory-entries.ts'
import { success } from '../../src/shared/base/result.ts'

const boxes = new Map<string, Entries>()

/** A storage engine of a test's own: boxes of this process, which all who name the same one share. */
export const toyEngine: StorageEngine = {
  id: 'toy',
  matches: (store) => /^toy:\w+$/.test(store),
  expects: "a box such as 'toy:red'",
  says: 'Boxes of a test.',
  place: ({ store }) => ({ name: store, setting: 'KV_STORE' }),
  open: ({ store }, clock) => {
    const box = boxes.get(store) ?? createMemoryEntries({ clock })
    boxes.set(store, box)
    return Promise.resolve(success(box))
  },
}
