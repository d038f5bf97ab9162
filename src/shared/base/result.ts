import type { Failure } from './failure.ts'

export type FailureCode = Failure['code']

/** What a call returns: its value, or the reason why there is none. Expected failures are values, not exceptions. */
export type Result<T, F = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F }

/** A result that holds a value. */
export const success = <T>(value: T): Result<T, never> => ({ ok: true, value })

/** A result that holds the reason why there is no value. */
export const failed = <F>(failure: F): Result<never, F> => ({ ok: false, failure })

/** A {@link Failure} as a result. */
export const failure = (code: FailureCode, message: string): Result<never> => failed({ code, message })

/** The text of anything that was thrown. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))
