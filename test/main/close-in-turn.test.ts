import { expect, test } from 'vitest'
import { closeInTurn } from '../../src/main/close-in-turn.ts'

test('closes one after the other, whatever fails, throws or hangs, and says what did', async () => {
  const closed: string[] = []
  const closing = (name: string, close: () => void | Promise<void>) => ({
    name,
    patience: 20,
    close: () => {
      closed.push(name)
      return close()
    },
  })
  const problems = await closeInTurn([
    closing('The first', () => undefined),
    closing('The second', () => Promise.reject(new Error('it is stuck'))),
    closing('The third', () => {
      throw new Error('it broke')
    }),
    closing('The fourth', () => new Promise(() => undefined)),
    closing('The last', () => Promise.resolve()),
  ])
  expect(closed).toEqual(['The first', 'The second', 'The third', 'The fourth', 'The last'])
  expect(problems).toEqual([
    'The second did not close: it is stuck',
    'The third did not close: it broke',
    'The fourth did not close within 0.02 s.',
  ])
})
