import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startDeadline } from '../../../src/servers/http/deadline.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('is over after its time', () => {
  const { signal } = startDeadline(1_000)
  vi.advanceTimersByTime(999)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.aborted).toBe(true)
})

test('does not count the time in which messages are held', () => {
  let held = 400
  const { signal } = startDeadline(1_000, { heldMilliseconds: () => held })
  held += 700
  vi.advanceTimersByTime(1_600)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(150)
  expect(signal.aborted).toBe(true)
})

test('that was ended is never over', () => {
  const deadline = startDeadline(1_000)
  deadline.end()
  vi.advanceTimersByTime(5_000)
  expect(deadline.signal.aborted).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})
