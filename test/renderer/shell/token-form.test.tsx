// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { TokenForm } from '../../../src/renderer/shell/token-form.tsx'
import { find } from '../../support/find.ts'
import { drawPanel } from '../../support/panel.tsx'

const typed = async (text: string) => {
  const { container, connection, enteredTokens, act, close } = await drawPanel(<TokenForm />)
  await act(() => {
    connection.change({ state: 'token-needed', isGiven: false })
  })
  const input = find(container, 'input')
  if (!(input instanceof HTMLInputElement)) throw new Error('This is no text field.')
  await act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(() => {
    find(container, 'form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
  await close()
  return enteredTokens
}

it.each([
  ['the token', ' abc_1- ', ['abc_1-']],
  ['the whole address', 'http://localhost:5200/#token=abc', ['abc']],
  ['nothing', '  ', []],
])('takes %s', async (_what, text, tokens) => {
  expect(await typed(text)).toEqual(tokens)
})

it('says whether a token is missing or wrong', async () => {
  const { container, connection, act, close } = await drawPanel(<TokenForm />)
  await act(() => {
    connection.change({ state: 'token-needed', isGiven: false })
  })
  expect(find(container, '[role="alert"]').textContent).toContain('asks for the token')
  await act(() => {
    connection.change({ state: 'token-needed', isGiven: true })
  })
  expect(find(container, '[role="alert"]').textContent).toContain('not the token')
  await close()
})
