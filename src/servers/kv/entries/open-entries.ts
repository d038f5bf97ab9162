import type { Clock } from '../../../shared/base/clock.ts'
import { success, type Result } from '../../../shared/base/result.ts'
import type { Settings } from '../../../shared/stream/settings.ts'
import { openDiskEntries } from './disk-entries.ts'
import type { Entries } from './entries.ts'
import { createMemoryEntries } from './memory-entries.ts'

interface OpenOptions {
  /** `'disk'`, `'memory'` or a Redis URL. */
  readonly store: Settings['KV_STORE']
  /** Where the disk store lives. */
  readonly folder: string
  readonly clock: Clock
}

/** Opens the engine that the settings name. Whoever opens it closes it. Fails in words when it cannot be opened. */
export const openEntries = async ({ store, folder, clock }: OpenOptions): Promise<Result<Entries>> => {
  if (store === 'memory') return success(createMemoryEntries({ clock }))
  if (store === 'disk') return openDiskEntries({ folder, clock })
  // Redis's client is hundreds of files: nobody who does not use it should wait for them at each start.
  const { openRedisEntries } = await import('./redis-entries.ts')
  return openRedisEntries({ url: store, clock })
}
