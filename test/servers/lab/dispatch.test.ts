import { expect, test, vi } from 'vitest'
import { contract, type Handlers } from '../../../src/shared/wire/contract.ts'
import { success } from '../../../src/shared/base/result.ts'
import { createDispatch } from '../../../src/servers/lab/dispatch.ts'

const handlersWith = (some: Partial<Handlers>): Handlers => {
  const done = () => Promise.resolve(success(undefined))
  const all = Object.fromEntries(Object.keys(contract).map((name) => [name, done]))
  return { ...(all as unknown as Handlers), ...some }
}

test('calls the handler with the parsed input', async () => {
  const open = vi.fn<Handlers['browser.open']>().mockResolvedValue(success(undefined))
  const dispatch = createDispatch(handlersWith({ 'browser.open': open }), vi.fn())
  expect(await dispatch('browser.open', { browser: 'browser-a', address: '/', more: 1 })).toEqual({
    ok: true,
    value: undefined,
  })
  expect(open).toHaveBeenCalledExactlyOnceWith({ browser: 'browser-a', address: '/' })
})

test.each([['no.such'], ['__proto__'], ['constructor'], [7], [undefined], [{ id: 1n }]])(
  'the operation %s does not exist',
  async (name) => {
    expect(await createDispatch(handlersWith({}), vi.fn())(name, {})).toMatchObject({
      ok: false,
      failure: { code: 'unknown-operation' },
    })
  },
)

test.each([[{}], [null], [{ browser: 'browser-c', address: '/' }], [{ browser: 'browser-a', address: 7 }]])(
  'input %j is refused before the handler sees it',
  async (input) => {
    const open = vi.fn<Handlers['browser.open']>()
    expect(await createDispatch(handlersWith({ 'browser.open': open }), vi.fn())('browser.open', input)).toMatchObject({
      ok: false,
      failure: { code: 'bad-input' },
    })
    expect(open).not.toHaveBeenCalled()
  },
)

test('a handler that throws is a defect, reported and told', async () => {
  const onDefect = vi.fn()
  const thrown = new Error('boom')
  const dispatch = createDispatch(handlersWith({ 'log.clear': () => Promise.reject(thrown) }), onDefect)
  expect(await dispatch('log.clear', {})).toEqual({
    ok: false,
    failure: { code: 'defect', message: 'log.clear failed: boom' },
  })
  expect(onDefect).toHaveBeenCalledExactlyOnceWith(thrown)
})

test.each(['entry.write', 'entry.delete'])('%s refuses a key that cannot be sent', async (name) => {
  const input = { key: 'half \ud800', value: '1', condition: { state: 'absent' } }
  expect(await createDispatch(handlersWith({}), vi.fn())(name, input)).toMatchObject({
    ok: false,
    failure: { code: 'bad-input' },
  })
  expect(await createDispatch(handlersWith({}), vi.fn())(name, { ...input, key: 'whole \u{1f36a}' })).toMatchObject({
    ok: true,
  })
})
