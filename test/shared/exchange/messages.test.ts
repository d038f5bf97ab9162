import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { cookieHeader, messagesOf } from '../../../src/shared/exchange/messages.ts'
import { answered, lost, requested, stamped } from '../../support/observations.ts'

const viewOf = (...facts: Parameters<typeof stamped>[0]) => foldAll(exchangesFold, stamped(facts))

describe('messagesOf', () => {
  it('puts requests and answers in the order in which they were sent, whichever exchange they are of', () => {
    const view = viewOf(
      requested({ exchange: 1 }),
      requested({ exchange: 2, from: 'browser-b' }),
      requested({ exchange: 3, parent: 1, from: 'counter', to: 'kv' }),
      answered({ exchange: 2 }),
      answered({ exchange: 3 }),
      answered({ exchange: 1 }),
    )
    const { messages } = messagesOf(view, 10)
    expect(messages.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['1 request', 'browser-a', 'counter'],
      ['2 request', 'browser-b', 'counter'],
      ['3 request', 'counter', 'kv'],
      ['2 answer', 'counter', 'browser-b'],
      ['3 answer', 'kv', 'counter'],
      ['1 answer', 'counter', 'browser-a'],
    ])
  })

  it('marks an answer that never came, and knows none while a request is in progress', () => {
    const { messages } = messagesOf(
      viewOf(requested({ exchange: 1 }), requested({ exchange: 2 }), lost({ exchange: 1 })),
      10,
    )
    expect(messages.map(({ key, isFailed }) => [key, isFailed])).toEqual([
      ['1 request', false],
      ['2 request', false],
      ['1 answer', true],
    ])
  })

  it('takes the newest exchanges and counts the others', () => {
    const { messages, older } = messagesOf(viewOf(...[1, 2, 3].map((exchange) => requested({ exchange }))), 2)
    expect(messages.map(({ record }) => record.id)).toEqual([2, 3])
    expect(older).toBe(1)
  })
})

describe('cookieHeader', () => {
  it('is Cookie of a request and Set-Cookie of an answer', () => {
    const view = viewOf(requested({ headers: [['cookie', 'a=1']] }), answered({ headers: [['Set-Cookie', 'a=2']] }))
    expect(messagesOf(view, 1).messages.map(cookieHeader)).toEqual(['a=1', 'a=2'])
  })
})
