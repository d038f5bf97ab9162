import type { Json } from '../../shared/base/json.ts'
import type { Result } from '../../shared/base/result.ts'
import type { SessionValue } from './session-data.ts'

/** Why a call of the store brought nothing. */
export interface StoreFailure {
  /**
   * `down`: nobody answers there. `hanging`: no answer within the time limit. `nonsense`: an answer that the store would
   * not give. `broken`: the store's own code failed. `conflict`: somebody else wrote the key since it was read.
   * `busy`: too many requests of one session wait for each other.
   */
  readonly kind: 'down' | 'hanging' | 'nonsense' | 'broken' | 'conflict' | 'busy'
  /** What failed, in words, naming the method. */
  readonly message: string
}

/** What a key held when it was read: nothing, or a value of this version. */
export type Expected = { readonly state: 'absent' } | { readonly state: 'present'; readonly version: string }

/** A value as it was read. */
export interface ReadValue {
  /** `null` for a key that is not there. */
  readonly value: Json
  /** The same with every number as it was stored, where {@link value} cannot say it. */
  readonly exact?: SessionValue
  /** What a later write may expect; absent in a store that knows no versions. */
  readonly found?: Expected
}

/** How a call is made. */
export interface StoreCall {
  /** Ends the call: the time of the whole request is over. */
  readonly signal: AbortSignal
  /** The exchange in whose course the store is called, as a `traceparent` header names it. */
  readonly traceparent?: string | undefined
}

/** How a key is written. */
export interface StoreWrite extends StoreCall {
  /** Writes only if the key still holds this, else fails with `conflict`. */
  readonly expected?: Expected | undefined
  /** The value as JSON text, where JavaScript's numbers cannot say it; a store that does not know it writes the value. */
  readonly exact?: string | undefined
}

/** Where server-side sessions live, in the original's three methods. Failures are values; a call never rejects. */
export interface SessionStore {
  setKey(key: string, value: Json, call: StoreWrite): Promise<Result<undefined, StoreFailure>>
  getKey(key: string, call: StoreCall): Promise<Result<ReadValue, StoreFailure>>
  /** Removes a key, whatever it holds: who resets does not ask what others wrote meanwhile. */
  deleteKey(key: string, call: StoreCall): Promise<Result<undefined, StoreFailure>>
}
