import type { Result } from '../../src/shared/result.ts'

/** The value of a result that must hold one. */
export const opened = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}
