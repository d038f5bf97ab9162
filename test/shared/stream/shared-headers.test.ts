import { expect, test } from 'vitest'
import type { HeaderList } from '../../../src/shared/stream/header-list.ts'
import { createSharedHeaders } from '../../../src/shared/stream/shared-headers.ts'

const list = (...pairs: [string, string][]): HeaderList => pairs

test('gives a list that came before as the very same object, and of any other the pairs that stood there', () => {
  const share = createSharedHeaders()
  const first = share('a browser', list(['Accept', 'text/html'], ['Cookie', 'a=1'], ['DNT', '1']))
  expect(share('a browser', list(['Accept', 'text/html'], ['Cookie', 'a=1'], ['DNT', '1']))).toBe(first)
  const second = share('a browser', list(['Accept', 'text/html'], ['Cookie', 'a=2'], ['DNT', '1']))
  expect(second).toEqual([
    ['Accept', 'text/html'],
    ['Cookie', 'a=2'],
    ['DNT', '1'],
  ])
  expect(second[0]).toBe(first[0])
  expect(second[2]).toBe(first[2])
})

test.each<[string, HeaderList]>([
  ['shorter', [['Accept', 'text/html']]],
  [
    'longer',
    [
      ['Accept', 'text/html'],
      ['DNT', '1'],
      ['DNT', '1'],
    ],
  ],
  [
    'in another order',
    [
      ['DNT', '1'],
      ['Accept', 'text/html'],
    ],
  ],
  [
    'in another case',
    [
      ['accept', 'text/html'],
      ['DNT', '1'],
    ],
  ],
  ['empty', []],
])('a list that is %s is as it came', (_what, came) => {
  const share = createSharedHeaders()
  share('kind', list(['Accept', 'text/html'], ['DNT', '1']))
  expect(share('kind', came)).toEqual(came)
  expect(share('kind', list(['Accept', 'text/html'], ['DNT', '1']))).toEqual([
    ['Accept', 'text/html'],
    ['DNT', '1'],
  ])
})

test('remembers so many kinds, whatever comes', () => {
  const share = createSharedHeaders()
  const first = share('first', list(['Accept', 'text/html']))
  expect(share('first', list(['Accept', 'text/html']))).toBe(first)
  for (let kind = 0; kind < 1_000; kind += 1) share(String(kind), list(['Accept', 'text/html']))
  expect(share('first', list(['Accept', 'text/html']))).not.toBe(first)
})
