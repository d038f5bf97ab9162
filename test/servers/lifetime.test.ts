import { expect, test, vi } from 'vitest'
import { closeProblems, createLifetime, startOwning, type Lifetime } from '../../src/servers/lifetime.ts'
import { failure, success } from '../../src/shared/base/result.ts'

const problemsOf = (life: Lifetime): Promise<readonly string[]> => life.close().then(() => [], closeProblems)

test('closes the newest first, whatever fails, throws or hangs, and says what did', async () => {
  const closed: string[] = []
  const life = createLifetime()
  const own = (name: string, close: () => void | Promise<void>): void => {
    const closing = () => {
      closed.push(name)
      return close()
    }
    life.own({ close: closing }, { name, atMost: 20 })
  }
  own('The first', () => Promise.resolve())
  own('The second', () => new Promise(() => undefined))
  own('The third', () => {
    throw new Error('it broke')
  })
  own('The fourth', () => Promise.reject(new Error('it is stuck')))
  own('The last', () => undefined)
  expect(await problemsOf(life)).toEqual([
    'The fourth did not close: it is stuck',
    'The third did not close: it broke',
    'The second did not close within 0.02 s.',
  ])
  expect(closed).toEqual(['The last', 'The fourth', 'The third', 'The second', 'The first'])
})

test('waits for each before it goes on with the next', async () => {
  const steps: string[] = []
  const life = createLifetime()
  life.own(() => steps.push('older'))
  life.own(async () => {
    await Promise.resolve()
    steps.push('newer')
  })
  await life.close()
  expect(steps).toEqual(['newer', 'older'])
})

test('closes each once, and a second call waits for the same end', async () => {
  const close = vi.fn(() => Promise.reject(new Error('it is stuck')))
  const life = createLifetime()
  expect(life.own({ close })).toEqual({ close })
  const [one, other] = [problemsOf(life), problemsOf(life)]
  expect([await one, await other]).toEqual([['it is stuck'], ['it is stuck']])
  expect(close).toHaveBeenCalledOnce()
})

test('owns nothing more once it has ended', async () => {
  const life = createLifetime()
  await life.close()
  expect(() => life.own(() => undefined)).toThrow('has ended')
})

test('what did not close in a part of a part is told with it', async () => {
  const inner = createLifetime()
  inner.own(() => Promise.reject(new Error('the file is away')))
  const outer = createLifetime()
  outer.own(inner, { name: 'The lab' })
  expect(await problemsOf(outer)).toEqual(['The lab did not close: the file is away'])
})

test('a start that fails or throws half way leaves nothing open, and says why it failed', async () => {
  const close = vi.fn(() => Promise.reject(new Error('it is stuck')))
  const start = startOwning((life) => {
    life.own(close)
    return Promise.resolve(failure('unavailable', 'the port is taken'))
  })
  expect(await start).toEqual(failure('unavailable', 'the port is taken'))
  const broken = startOwning((life) => {
    life.own(close)
    return Promise.reject(new Error('it broke'))
  })
  await expect(broken).rejects.toThrow('it broke')
  expect(close).toHaveBeenCalledTimes(2)
})

test('what a start has opened stays open when it succeeds', async () => {
  const close = vi.fn()
  const started = await startOwning((life) => {
    life.own(close)
    return Promise.resolve(success(life))
  })
  expect(close).not.toHaveBeenCalled()
  if (started.ok) await started.value.close()
  expect(close).toHaveBeenCalledOnce()
})
