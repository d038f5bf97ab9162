import { expect, test } from 'vitest'
import { createRevivals } from '../../src/main/revivals.ts'
import { createTestClock } from '../support/clock.ts'

test('a page is loaded anew five times within a minute, and again when it has been quiet', () => {
  const clock = createTestClock()
  const mayRevive = createRevivals(clock)
  const crash = (): boolean => {
    clock.advance(1_000)
    return mayRevive()
  }
  expect(Array.from({ length: 7 }, crash)).toEqual([true, true, true, true, true, false, false])
  clock.advance(60_000)
  expect(crash()).toBe(true)
})
