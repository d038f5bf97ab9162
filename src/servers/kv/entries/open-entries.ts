import type { Clock } from '../../../shared/base/clock.ts'
import { failure, type Result } from '../../../shared/base/result.ts'
import type { Entries } from './entries.ts'
import { engineNamed, expectedEngines, storageEngines } from './engines/engines.ts'
import type { StorageEngine, WantedStorage } from './engines/storage-engine.ts'

interface OpenOptions extends WantedStorage {
  readonly clock: Clock
}

/** Opens the storage that is wanted. Whoever opens it closes it. Fails in words when it cannot be opened, or no engine is named so. */
export const openEntries = async (
  { clock, ...wanted }: OpenOptions,
  engines: readonly StorageEngine[] = storageEngines,
): Promise<Result<Entries>> => {
  const engine = engineNamed(wanted.store, engines)
  // What was said instead is not repeated: it may be a URL with a password, misspelt.
  if (engine === undefined)
    return failure('bad-input', `KV_STORE names no storage engine: expected ${expectedEngines(engines)}`)
  return engine.open(wanted, clock)
}
