import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tellNewest } from '../../src/main/tell-newest.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const start = (weight: number) => {
  const told: number[] = []
  return {
    told,
    ...tellNewest<number>(
      (value) => told.push(value),
      () => weight,
    ),
  }
}

test('what changes now and then is told at once, each time', () => {
  const { told, tell } = start(10)
  for (let turn = 0; turn < 30; turn += 1) tell(turn)
  expect(told).toHaveLength(30)
})

test('of a flood only so much is told, in order, and what is told last is what is', () => {
  const { told, tell } = start(10)
  const seconds = 20
  let value = 0
  for (let tick = 0; tick < seconds * 1_000; tick += 1) {
    for (let turn = 0; turn < 10; turn += 1) tell((value += 1))
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(1_000)
  expect(told.length).toBeLessThan(40 + 21 * seconds)
  expect(told.length).toBeGreaterThan(15 * seconds)
  expect(told).toEqual([...told].sort((one, other) => one - other))
  expect(told.at(-1)).toBe(value)
})

test('what is large is told the less often, and still told', () => {
  const { told, tell } = start(5_000_000)
  for (let tick = 0; tick < 25; tick += 1) {
    tell(tick)
    vi.advanceTimersByTime(1_000)
  }
  vi.advanceTimersByTime(60_000)
  expect(told.length).toBeLessThanOrEqual(4)
  expect(told.at(-1)).toBe(24)
})

test('nothing is told once it is stopped', () => {
  const { told, tell, stop } = start(5_000_000)
  tell(1)
  tell(2)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([1])
})
