import type { Clock } from '../../src/shared/base/clock.ts'

/** A clock that a test sets; it stands still otherwise. */
export const createTestClock = (start = 1_700_000_000_000): Clock & { advance(milliseconds: number): void } => {
  let now = start
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}
