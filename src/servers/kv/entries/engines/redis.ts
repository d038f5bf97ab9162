import type { StorageEngine } from './storage-engine.ts'

/** A Redis database. */
export const redisEngine: StorageEngine = {
  id: 'redis',
  matches: (store) => /^rediss?:\/\/\S+$/.test(store),
  expects: "a URL such as 'redis://localhost:6379'",
  says: 'Redis, with `rediss://` over TLS. Any number of key-value processes on any number of machines share one store. What is acknowledged is as durable as that Redis is configured to be.',
  place: ({ store }) => ({ name: store, setting: 'KV_STORE' }),
  open: async ({ store }, clock) => {
    // Redis's client is hundreds of files: nobody who does not use it should wait for them at each start.
    const { openRedisEntries } = await import('../redis-entries.ts')
    return openRedisEntries({ url: store, clock })
  },
}
