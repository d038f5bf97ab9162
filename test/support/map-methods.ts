import type { Json } from '../../src/shared/base/json.ts'
import type { KeyValueMethods } from './plain-session-store.ts'

/** The three methods over a Map, as a student may write them. */
export const mapMethods = (stored = new Map<string, string>()): KeyValueMethods => ({
  setKey: (key, value) => Promise.resolve(void stored.set(key, JSON.stringify(value))),
  getKey: (key): Promise<Json> => Promise.resolve(JSON.parse(stored.get(key) ?? 'null') as Json),
  deleteKey: (key) => Promise.resolve(stored.delete(key)),
})
