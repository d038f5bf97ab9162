import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { withPatience } from '../../../src/servers/counter/with-patience.ts'

type Signal = () => AbortSignal

const aborted = (signal: Signal) => once(signal(), 'abort').then(() => 'ended')

it('ends work that takes too long', async () => {
  const began = performance.now()
  expect(await withPatience(60, aborted)).toBe('ended')
  expect(performance.now() - began).toBeGreaterThan(50)
})

it('leaves work alone that is done in time, also later', async () => {
  const signals: AbortSignal[] = []
  expect(await withPatience(60, (signal) => Promise.resolve(signals.push(signal())))).toBe(1)
  await pause(120)
  expect(signals.map((signal) => signal.aborted)).toEqual([false])
})

it('does not count the time in which the process is held up', async () => {
  const holdUp = (): void => {
    const until = performance.now() + 150
    while (performance.now() < until);
  }
  const work = async (signalOf: Signal) => {
    const signal = signalOf()
    setImmediate(holdUp)
    // The event loop turns once or twice more after it was held up: the answer is read then.
    await pause(10)
    return signal.aborted
  }
  expect(await withPatience(90, work)).toBe(false)
})

it('does not count the time in which messages are held', async () => {
  const held = performance.now()
  const work = async (signalOf: Signal) => {
    const signal = signalOf()
    await pause(200)
    return signal.aborted
  }
  expect(await withPatience(60, work, { heldMilliseconds: () => performance.now() - held })).toBe(false)
  expect(await withPatience(60, work, { heldMilliseconds: () => 400 })).toBe(true)
})
