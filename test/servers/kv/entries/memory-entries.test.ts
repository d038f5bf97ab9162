import { createMemoryEntries } from '../../../../src/servers/kv/entries/memory-entries.ts'
import { entriesSuite } from '../../../suites/entries.ts'

entriesSuite('memory', (clock) => {
  const entries = createMemoryEntries({ clock })
  return Promise.resolve({ entries, others: entries, dispose: () => Promise.resolve() })
})
