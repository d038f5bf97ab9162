import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { rootOf, threadOf } from '../../../src/shared/exchange/thread.ts'
import { answered, lost, opened, requested, saved, stamped, utf8 } from '../../support/observations.ts'

const page = answered({ headers: [['Content-Type', 'text/html']], body: utf8('<h1>Count: 6</h1>') })
const read = [
  requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', target: '/6cea3f31' }),
  answered({ exchange: 2, body: utf8('{"6cea3f31":{"count":5}}') }),
]
const write = [
  requested({
    exchange: 3,
    parent: 1,
    from: 'counter',
    to: 'kv',
    method: 'POST',
    body: utf8('{"6cea3f31":{"count":6}}'),
  }),
  answered({ exchange: 3 }),
]
const remove = [
  requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', method: 'DELETE', target: '/6cea3f31' }),
  answered({ exchange: 2 }),
]

const threadOfFirst = (...facts: Fact[]) => {
  const view = foldAll(exchangesFold, stamped(facts))
  const record = view.byId.get(1)
  if (record === undefined) throw new Error('nothing was requested')
  return threadOf(record, view)
}

describe('threadOf', () => {
  it('leads from the click through the store to the page', () => {
    const hops = threadOfFirst(
      requested(),
      ...read,
      opened({ cookie: '6cea3f31', id: '6cea3f31', outcome: { state: 'loaded', data: { count: 5 } } }),
      ...write,
      saved({ id: '6cea3f31', data: { count: 6 } }),
      page,
    )
    expect(hops).toEqual([
      { participant: 'browser-a', offset: 0, deed: { kind: 'asks', method: 'GET', target: '/', brings: 'id' } },
      { participant: 'counter', offset: 1, deed: { kind: 'asks-store', key: '6cea3f31' } },
      { participant: 'kv', offset: 2, deed: { kind: 'store-answers', value: '{"count":5}' } },
      { participant: 'counter', offset: 4, deed: { kind: 'store-writes', value: '{"count":6}' } },
      {
        participant: 'browser-a',
        offset: 7,
        deed: { kind: 'answers', status: 200, summary: { kind: 'heading', text: 'Count: 6' } },
      },
    ])
  })

  it.each<[string, Fact[], string[]]>([
    [
      'client-side',
      [
        requested(),
        opened({ mode: 'client-side', cookie: 'x', outcome: { state: 'loaded', data: { count: 5 } } }),
        saved({ mode: 'client-side', data: { count: 6 } }),
        page,
      ],
      ['asks', 'reads-cookie', 'signs', 'answers'],
    ],
    [
      'an id that was never issued',
      [
        requested(),
        ...read,
        opened({ cookie: 'y', outcome: { state: 'refused', reason: 'unknown-id' } }),
        ...write,
        saved({ data: {} }),
        page,
      ],
      ['asks', 'asks-store', 'store-answers', 'refuses-cookie', 'store-writes', 'answers'],
    ],
    [
      'a reset',
      [requested(), ...remove, saved(), answered({ status: 302 })],
      ['asks', 'store-deletes', 'clears-cookie', 'answers'],
    ],
    [
      'a store that is down',
      [requested(), ...read.slice(0, 1), lost({ exchange: 2 }), answered({ status: 503 })],
      ['asks', 'asks-store', 'store-fails', 'answers'],
    ],
    ['a lost answer', [requested(), lost()], ['asks', 'fails']],
    ['a request in progress', [requested()], ['asks']],
  ])('%s', (_name, facts, kinds) => {
    expect(threadOfFirst(...facts).map(({ deed }) => deed.kind)).toEqual(kinds)
  })
})

describe('rootOf', () => {
  it('finds the click behind a store call', () => {
    const view = foldAll(exchangesFold, stamped([requested(), ...read]))
    const child = view.byId.get(2)
    if (child === undefined) throw new Error('nothing was requested')
    expect(rootOf(child, view).id).toBe(1)
  })
})
