import { success } from '../../../../shared/base/result.ts'
import { createMemoryEntries } from '../memory-entries.ts'
import type { StorageEngine } from './storage-engine.ts'

/** The memory of this process. */
export const memoryEngine: StorageEngine = {
  id: 'memory',
  matches: (store) => store === 'memory',
  expects: "'memory'",
  says: 'Gone with the process.',
  place: () => ({ name: 'memory', setting: 'KV_STORE' }),
  open: (_wanted, clock) => Promise.resolve(success(createMemoryEntries({ clock }))),
}
