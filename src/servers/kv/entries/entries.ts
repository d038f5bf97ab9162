import type { Result } from '../../../shared/base/result.ts'
import type { Precondition } from './precondition.ts'

/** Bytes that a key may have in UTF-8. */
export const maxKeyBytes = 1_024

/** What a key is set to. */
export interface NewValue {
  /** JSON text. */
  readonly value: string
  /** Milliseconds since 1970 after which the entry is gone; without it the entry stays. */
  readonly expires?: number
}

/** A value as it is stored. */
export interface StoredValue extends NewValue {
  /** Names this value among all that its key ever had: visible ASCII without spaces and quotes, fit for an `ETag`. */
  readonly version: string
}

/** What became of one key that was set. */
export interface WrittenKey {
  readonly key: string
  readonly version: string
  /** The key had no value before. */
  readonly isNew: boolean
}

/** Which keys to list, and how many of them to look at. */
export interface KeyRange {
  readonly prefix: string
  /** Only keys behind this one. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Some keys in order; `next` is what the following page comes after, absent on the last one. A page may be empty before the last. */
export interface KeyPage {
  readonly keys: readonly string[]
  readonly next?: string
}

/** The precondition of a write did not hold; nothing was changed. */
export type PreconditionFailed = 'precondition-failed'

/**
 * Storage of the key-value service, the same over every engine. A key is a string of at most {@link maxKeyBytes} bytes
 * in UTF-8, without lone surrogates; keys are in the order of those bytes. Each call is atomic, among all processes that
 * share the storage, and what it acknowledged stays. Expired entries are never seen, whether or not they were removed yet.
 * Calls reject with {@link StoreUnavailable} when the storage cannot be reached.
 */
export interface Entries {
  get(key: string): Promise<StoredValue | undefined>
  /** Sets every key, or none if the precondition does not hold of each. */
  set(
    changes: ReadonlyMap<string, NewValue>,
    precondition?: Precondition,
  ): Promise<Result<readonly WrittenKey[], PreconditionFailed>>
  /** Removes a key; returns what it was. */
  delete(key: string, precondition?: Precondition): Promise<Result<StoredValue | undefined, PreconditionFailed>>
  /** A page of the keys that start with a prefix; costs what it returns, whatever else is stored. */
  keys(range: KeyRange): Promise<KeyPage>
  /** Removes expired entries, `limit` of them at most, and returns their keys: each one to a single caller. */
  removeExpired(limit: number): Promise<readonly string[]>
  close(): Promise<void>
}

/** The storage is out of reach, for now: a lost peer, a full disk. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** Whether something that expires has done so at a moment. */
export const hasExpired = ({ expires }: { readonly expires?: number }, now: number): boolean =>
  expires !== undefined && expires <= now
