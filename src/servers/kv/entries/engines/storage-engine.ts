import type { Clock } from '../../../../shared/base/clock.ts'
import type { Result } from '../../../../shared/base/result.ts'
import type { Entries } from '../entries.ts'

/** Which storage is wanted. */
export interface WantedStorage {
  /** What `KV_STORE` says. */
  readonly store: string
  /** For an engine that keeps its entries in one. */
  readonly folder: string
}

/** Where an engine keeps its entries. Two that are named alike are the same storage. */
export interface StoragePlace {
  readonly name: string
  /** The setting that names it. */
  readonly setting: 'KV_STORE' | 'KV_DBM'
}

/** A way to keep entries: one file, and its line in {@link file://./engines.ts}. */
export interface StorageEngine {
  readonly id: string
  /** Whether `KV_STORE` names this engine. */
  matches(store: string): boolean
  /** What `KV_STORE` says to name it, in the words of a message. */
  readonly expects: string
  /** What it promises, for the documentation. */
  readonly says: string
  place(wanted: WantedStorage): StoragePlace
  /** Whoever opens it closes it. Fails in words when it cannot be opened. */
  open(wanted: WantedStorage, clock: Clock): Promise<Result<Entries>>
}
