import type { StorageEngine } from './storage-engine.ts'

/** LMDB in a folder. */
export const diskEngine: StorageEngine = {
  id: 'disk',
  matches: (store) => store === 'disk',
  expects: "'disk'",
  says: 'LMDB in a folder. A write is acknowledged when it is flushed to the disk, so it survives `kill -9`. Processes of one machine may share the folder: what one of them has acknowledged is what every other reads.',
  place: ({ folder }) => ({ name: folder, setting: 'KV_DBM' }),
  open: async ({ folder }, clock) => {
    // Whoever only reads what the settings can say needs no LMDB.
    const { openDiskEntries } = await import('../disk-entries.ts')
    return openDiskEntries({ folder, clock })
  },
}
