import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { createExchangesFold, exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { answered, began, lost, opened, requested, saved, stamped, utf8, written } from '../../support/observations.ts'

const viewOf = (...facts: Fact[]) => foldAll(exchangesFold, stamped(facts))
const call = (exchange: number, parent: number) => requested({ exchange, parent, from: 'counter', to: 'kv' })

describe('exchangesFold', () => {
  it.each<[string, Fact[], number[]]>([
    ['nothing', [], []],
    ['the order of requests', [requested({ exchange: 1 }), requested({ exchange: 2 })], [1, 2]],
    [
      'children below their parent',
      [requested({ exchange: 1 }), requested({ exchange: 2 }), call(3, 1), call(4, 2), call(5, 1)],
      [1, 3, 5, 2, 4],
    ],
    ['a child without its parent at the end', [requested({ exchange: 2 }), call(3, 1)], [2, 3]],
    ['nothing after a clear', [requested({ exchange: 1 }), began({}, 'cleared')], []],
  ])('lists %s', (_name, facts, rows) => {
    expect(viewOf(...facts).rows).toEqual(rows)
  })

  it('says how each exchange stands', () => {
    const { byId } = viewOf(
      requested({ exchange: 1 }),
      requested({ exchange: 2 }),
      requested({ exchange: 3 }),
      answered({ exchange: 2, status: 302 }),
      lost({ exchange: 3, problem: 'broken' }),
    )
    expect(byId.get(1)?.outcome).toEqual({ state: 'pending' })
    expect(byId.get(2)?.outcome).toMatchObject({ state: 'answered', status: 302, sequence: 4 })
    expect(byId.get(3)?.outcome).toMatchObject({ state: 'failed', problem: 'broken' })
  })

  it('remembers what was changed by hand: of a request what was handled, of an answer what was sent, and both before', () => {
    const head = { kind: 'request', method: 'GET', headers: [], body: utf8('') } as const
    const answer = { kind: 'answer', status: 200, reason: 'OK', headers: [], body: utf8('1') } as const
    const request = { phase: 'request', was: { ...head, target: '/a' }, now: { ...head, target: '/b' } } as const
    const cut = { phase: 'answer', was: answer, now: { kind: 'cut' } } as const
    const { byId } = viewOf(
      requested({ target: '/a' }),
      requested({ exchange: 2 }),
      { kind: 'hop.changed', exchange: 1, ...request },
      { kind: 'hop.changed', exchange: 1, ...cut },
      { kind: 'hop.changed', exchange: 9, ...cut },
    )
    expect(byId.get(1)).toMatchObject({ target: '/b', changedByHand: [request, cut] })
    expect(byId.get(2)).not.toHaveProperty('changedByHand')
  })

  it('knows what came of the session', () => {
    const record = viewOf(requested(), opened({ cookie: 'abc' }), saved({ setCookie: 'session=abc' })).byId.get(1)
    expect(record?.opened?.cookie).toBe('abc')
    expect(record?.saved?.setCookie).toBe('session=abc')
  })

  it('tells the exchanges of stand-in browsers, and of them alone', () => {
    const { byId } = viewOf(
      requested({ exchange: 1 }),
      { kind: 'stage.changed', lesson: 'copied-id' },
      requested({ exchange: 2 }),
      requested({ exchange: 3, from: 'client:curl 8' }),
      call(4, 2),
      { kind: 'stage.changed' },
      requested({ exchange: 5 }),
    )
    expect([...byId.values()].map(({ id, standIn }) => [id, standIn])).toEqual([
      [1, undefined],
      [2, 'copied-id'],
      [3, undefined],
      [4, undefined],
      [5, undefined],
    ])
  })

  it('knows from the baseline that stand-ins are on stage', () => {
    expect(viewOf(began({ stage: 'copied-id' }, 'cleared'), requested()).byId.get(1)?.standIn).toBe('copied-id')
  })

  it('is a new view when it changed, and the very same when it did not', () => {
    const [first, second, third] = stamped([requested(), answered({ exchange: 9 }), written('k', '1')])
    if (first === undefined || second === undefined || third === undefined) throw new Error('three facts were stamped')
    const before = exchangesFold.step(exchangesFold.start(), first)
    expect(exchangesFold.step(before, second)).toBe(before)
    expect(exchangesFold.step(before, third)).toBe(before)
    expect(exchangesFold.step(before, { ...second, ...answered() })).not.toBe(before)
  })

  it('forgets the oldest beyond its bound', () => {
    const facts = Array.from({ length: 250 }, (_, index) => requested({ exchange: index + 1 }))
    const { rows, byId } = foldAll(createExchangesFold(100), stamped(facts))
    expect(rows.length).toBeLessThanOrEqual(100)
    expect(rows.length).toBeGreaterThan(98)
    expect(rows.at(-1)).toBe(250)
    expect(byId.size).toBe(rows.length)
  })

  it('takes 100,000 exchanges without copying them each time', () => {
    const facts = Array.from({ length: 100_000 }, (_, index) => requested({ exchange: index + 1 }))
    const observations = stamped(facts)
    // Copying the rows at each step would move 5,000,000,000 of them: the test would run out of its time.
    expect(foldAll(exchangesFold, observations).rows).toHaveLength(100_000)
  })
})
