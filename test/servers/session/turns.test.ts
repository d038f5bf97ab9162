import { describe, expect, it } from 'vitest'
import { success, type Result } from '../../../src/shared/base/result.ts'
import type { StoreFailure } from '../../../src/servers/session/session-store.ts'
import { Turns } from '../../../src/servers/session/turns.ts'

const later = <T>() => {
  let settle: (value: T) => void = () => undefined
  const promise = new Promise<T>((resolve) => (settle = resolve))
  return { promise, settle }
}

describe('Turns', () => {
  it('lets those of one key come one after the other, in the order in which they came', async () => {
    const turns = new Turns()
    const events: string[] = []
    const work = (name: string) => async () => {
      events.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      events.push(`${name} ends`)
      return success(name)
    }
    await Promise.all([turns.take('k', work('a')), turns.take('k', work('b')), turns.take('k', work('c'))])
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('does not make other keys wait, and keeps nothing when all are done', async () => {
    const turns = new Turns()
    const stuck = later<Result<string, StoreFailure>>()
    const first = turns.take('a', () => stuck.promise)
    expect(await turns.take('b', () => Promise.resolve(success('b')))).toEqual(success('b'))
    expect(turns.size).toBe(1)
    stuck.settle(success('a'))
    await first
    expect(turns.size).toBe(0)
  })

  it('fails those who wait when the store hangs, and lets later ones try', async () => {
    const turns = new Turns()
    const stuck = later<Result<string, StoreFailure>>()
    const first = turns.take('k', () => stuck.promise)
    const second = turns.take('k', () => Promise.resolve(success('second')))
    stuck.settle({ ok: false, failure: { kind: 'hanging', message: 'no answer' } })
    expect(await first).toMatchObject({ failure: { message: 'no answer' } })
    expect(await second).toMatchObject({ failure: { kind: 'hanging' } })
    expect(await turns.take('k', () => Promise.resolve(success('third')))).toEqual(success('third'))
  })

  it('goes on to the next after any other failure, and after a defect', async () => {
    const turns = new Turns()
    const failing = turns.take('k', () =>
      Promise.resolve({ ok: false, failure: { kind: 'down', message: '' } } as const),
    )
    const throwing = turns.take('k', () => Promise.reject(new Error('a defect')))
    const next = turns.take('k', () => Promise.resolve(success('next')))
    expect(await failing).toMatchObject({ ok: false })
    await expect(throwing).rejects.toThrow('a defect')
    expect(await next).toEqual(success('next'))
    expect(turns.size).toBe(0)
  })

  it('does not let anyone wait for ever', async () => {
    const turns = new Turns(20)
    const stuck = later<Result<string, StoreFailure>>()
    const first = turns.take('k', () => stuck.promise)
    expect(await turns.take('k', () => Promise.resolve(success('second')))).toMatchObject({ failure: { kind: 'busy' } })
    stuck.settle(success('first'))
    expect(await first).toEqual(success('first'))
  })

  it('does not count the time in which messages are held', async () => {
    const turns = new Turns(20, { heldMilliseconds: () => performance.now() })
    const slow = later<Result<string, StoreFailure>>()
    const first = turns.take('k', () => slow.promise)
    const second = turns.take('k', () => Promise.resolve(success('second')))
    setTimeout(() => {
      slow.settle(success('first'))
    }, 100)
    expect(await Promise.all([first, second])).toEqual([success('first'), success('second')])
  })
})
