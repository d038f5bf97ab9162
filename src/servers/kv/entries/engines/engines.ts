import { diskEngine } from './disk.ts'
import { memoryEngine } from './memory.ts'
import { redisEngine } from './redis.ts'
import type { StorageEngine } from './storage-engine.ts'

/** Every way to keep entries that there is. */
export const storageEngines: readonly StorageEngine[] = [diskEngine, memoryEngine, redisEngine]

/** The engine that a value of `KV_STORE` names; undefined where it names none. */
export const engineNamed = (store: string, engines: readonly StorageEngine[]): StorageEngine | undefined =>
  engines.find((engine) => engine.matches(store))

/** What `KV_STORE` can say, in the words of a message. */
export const expectedEngines = (engines: readonly StorageEngine[]): string => {
  const all = engines.map(({ expects }) => expects)
  return [all.slice(0, -1).join(', '), ...all.slice(-1)].filter((part) => part !== '').join(' or ')
}
