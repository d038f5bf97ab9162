import { describe, expect, it } from 'vitest'
import { matchesFilter, parseExchangeFilter } from '../../../src/shared/exchange/exchange-filter.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { answered, requested, stamped } from '../../support/observations.ts'

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
