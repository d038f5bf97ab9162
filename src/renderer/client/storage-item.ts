import type { z } from 'zod'

/** A value in a browser's storage, under one key. */
export interface StorageItem<T> {
  /** What is kept there; `undefined` when that is nothing, or nothing that can be understood. */
  readonly read: () => T | undefined
  /** Keeps a value. A browser may refuse to store anything; what was to be kept then lasts as long as the page. */
  readonly write: (value: T) => void
}

/** The part of the Web Storage API that is needed. */
export type ValueStorage = Pick<Storage, 'getItem' | 'setItem'>

/** Keeps a value as JSON. What comes out of the storage is not trusted: a schema says what it may be. */
export const createStorageItem = <T>(storage: ValueStorage, key: string, schema: z.ZodType<T>): StorageItem<T> => ({
  read: () => {
    try {
      return schema.safeParse(JSON.parse(storage.getItem(key) ?? 'null')).data
    } catch {
      return undefined
    }
  },
  write: (value) => {
    try {
      storage.setItem(key, JSON.stringify(value))
    } catch {
      return
    }
  },
})
