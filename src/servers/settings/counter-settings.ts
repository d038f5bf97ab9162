import { z } from 'zod'
import { setting, type Setting } from '../../shared/stream/setting.ts'
import { settingTable } from '../../shared/stream/setting-table.ts'
import { engineNamed, expectedEngines, storageEngines } from '../kv/entries/engines/engines.ts'
import type { StorageEngine } from '../kv/entries/engines/storage-engine.ts'

/** The row of `KV_STORE`, with what only the lab knows: which storage engines there are. */
export const engineSetting = (engines: readonly StorageEngine[]): Setting<string, false> => {
  const expects = expectedEngines(engines)
  return setting(
    z.string().refine((store) => engineNamed(store, engines) !== undefined, expects),
    { ...settingTable.KV_STORE, says: `Engine of the key-value service: ${expects}.`, expects },
  )
}

/** What `counter.cfg` can say here. */
export const counterSettings = { ...settingTable, KV_STORE: engineSetting(storageEngines) }
