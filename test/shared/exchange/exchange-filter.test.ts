import { describe, expect, it } from 'vitest'
import { matchesFilter, parseExchangeFilter } from '../../../src/shared/exchange/exchange-filter.ts'
import type { BlockedCookie, BlockedCookies } from '../../../src/shared/folds/blocked-cookies.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { answered, opened, requested, saved, stamped } from '../../support/observations.ts'

const record = foldAll(
  exchangesFold,
  stamped([
    requested({
      from: 'client:HTTPie 3.2.1',
      method: 'POST',
      target: '/reset',
      headers: [['Cookie', 'session=6cea3f31']],
    }),
    answered({ status: 503, headers: [['Retry-After', '5']] }),
  ]),
).byId.get(1)

describe('an exchange filter', () => {
  it.each([
    ['', true],
    ['httpie', true],
    ['HTTPie RESET', true],
    ['httpie firefox', false],
    ['cookie: session=6cea', true],
    ['retry-after', true],
    ['who:httpie status:503', true],
    ['status:5', true],
    ['status:200', false],
    ['method:post path:/res', true],
    ['method:get', false],
    ['who:post', false],
    ['to:counter', true],
    ['to:kv', false],
  ])('%j: %s', (typed, expected) => {
    if (record === undefined) throw new Error('nothing was requested')
    expect(matchesFilter(parseExchangeFilter(typed), record)).toBe(expected)
  })
})

describe('a filter of marks', () => {
  const visits = foldAll(
    exchangesFold,
    stamped([
      requested({ exchange: 1, headers: [['X-Note', 'kept back, held by a visitor not new']] }),
      requested({ exchange: 2 }),
      opened({ exchange: 2 }),
      saved({ exchange: 2, data: {} }),
      requested({ exchange: 3 }),
      opened({ exchange: 3, cookie: 'x', outcome: { state: 'refused', reason: 'malformed' } }),
      { kind: 'stage.changed', lesson: 'copied-id' },
      requested({ exchange: 4, from: 'browser-b' }),
      requested({ exchange: 5, from: 'client:curl 8' }),
    ]),
  ).byId
  const cookie: BlockedCookie = { text: 'a=1', reasons: [] }
  const blocked: Readonly<Record<number, BlockedCookies>> = {
    1: { heldBack: [cookie], notKept: [] },
    5: { heldBack: [], notKept: [cookie] },
  }
  it.each<[string, number[]]>([
    ['new visitor', [2]],
    ['refused', [3]],
    ['Cookie Refused', [3]],
    ['stand-in', [4]],
    ['who:stand-in', [4]],
    ['stand-in b', [4]],
    ['stand-in refused', []],
    ['held back', [1]],
    ['not kept', [5]],
    ['held back who:browser', [1]],
    ['not  kept', [1, 5]],
  ])('%j', (typed, expected) => {
    const filter = parseExchangeFilter(typed)
    expect(
      [...visits.values()].filter((one) => matchesFilter(filter, one, blocked[one.id])).map(({ id }) => id),
    ).toEqual(expected)
  })
})
