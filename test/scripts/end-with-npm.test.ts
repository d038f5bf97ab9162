import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endWithNpm } from '../../scripts/lib/end-with-npm.mjs'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function underNpm(env: NodeJS.ProcessEnv) {
  const host = { env, pid: 100, ended: 0, parent: () => host.pid, end: () => void (host.ended += 1) }
  endWithNpm(host)
  return host
}

test('a script ends once its npm is gone, and only once', () => {
  const host = underNpm({ npm_lifecycle_event: 'start' })
  vi.advanceTimersByTime(5_000)
  expect(host.ended).toBe(0)
  host.pid = 1
  vi.advanceTimersByTime(5_000)
  expect(host.ended).toBe(1)
})

test('a script that npm did not start outlives its parent', () => {
  const host = underNpm({})
  host.pid = 1
  vi.advanceTimersByTime(5_000)
  expect(host.ended).toBe(0)
})
