import { describe, expect, it } from 'vitest'
import { blockedCookiesFold } from '../../../src/shared/folds/blocked-cookies.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'
import type { Fact, FactOf, Observation } from '../../../src/shared/stream/observation.ts'
import type { Participant } from '../../../src/shared/stream/participant.ts'
import { answered, began, lost, requested, stamped } from '../../support/observations.ts'

const line = 'a=1; SameSite=None'
const host = 'localhost:5000'

const blocked = (fact: Partial<FactOf<'cookie.blocked'>> = {}): FactOf<'cookie.blocked'> => ({
  kind: 'cookie.blocked',
  browser: 'browser-a',
  url: `http://${host}/`,
  occasion: 'request',
  text: 'a=1',
  reasons: ['SameSiteStrict'],
  ...fact,
})
const notKept = blocked({ occasion: 'answer', text: line, reasons: ['SameSiteNoneInsecure'] })
interface Asking {
  readonly from?: Participant
  readonly cookie?: string
  readonly target?: string
}
const asked = (exchange: number, { from = 'browser-a', cookie = '', target = '/' }: Asking = {}): Fact =>
  requested({
    exchange,
    from,
    target,
    headers: [['Host', host], ...(cookie === '' ? [] : ([['Cookie', cookie]] as const))],
  })
const sent = (exchange: number): Fact => answered({ exchange, headers: [['Set-Cookie', line]] })

const jarCookie: JarCookie = {
  name: 'a',
  value: '1',
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'strict',
}
const held: Fact = { kind: 'jar.changed', browser: 'browser-a', cookies: [jarCookie] }

const fold = (observations: readonly Observation[]) => {
  const { byExchange } = foldAll(blockedCookiesFold, observations)
  return Object.fromEntries(
    [...byExchange].map(([exchange, { heldBack, notKept: refused }]) => [
      exchange,
      [...heldBack, ...refused].map(({ text }) => text),
    ]),
  )
}
const after = (...facts: readonly Fact[]) => fold(stamped(facts))

describe('a cookie that was held back', () => {
  it.each<[string, Fact[], Record<number, string[]>]>([
    ['is of the request that follows the verdict', [blocked(), asked(3)], { 3: ['a=1'] }],
    ['is of the request that the verdict follows', [asked(3), blocked()], { 3: ['a=1'] }],
    [
      'is of each request with a verdict of its own',
      [asked(3), asked(4), blocked(), blocked()],
      { 3: ['a=1'], 4: ['a=1'] },
    ],
    ['is one of several', [blocked(), blocked({ text: 'b=2' }), asked(3)], { 3: ['a=1', 'b=2'] }],
    ['is of no request of the other browser', [asked(3, { from: 'browser-b' }), blocked()], {}],
    ['is of no request of a client', [asked(3, { from: 'client:curl 8' }), blocked()], {}],
    ['is of no request to another address', [asked(3, { target: '/reset' }), blocked()], {}],
    ['is of no request that brings it', [asked(3, { cookie: 'b=2; a=1' }), blocked()], {}],
    ['is of a request that brings it with another value', [asked(3, { cookie: 'a=0' }), blocked()], { 3: ['a=1'] }],
    ['is of no request that was over by then', [asked(3), answered({ exchange: 3 }), blocked()], {}],
    ['is of no request that failed by then', [asked(3), lost({ exchange: 3 }), blocked()], {}],
    [
      'is of a request that was over by then, if the jar had it before',
      [held, asked(3), answered({ exchange: 3 }), blocked()],
      { 3: ['a=1'] },
    ],
    [
      'is of no request that was over before the jar had it',
      [asked(3), answered({ exchange: 3 }), held, blocked(), asked(4)],
      { 4: ['a=1'] },
    ],
    [
      'is of the newer request where the older one has its verdict',
      [held, asked(3), blocked(), answered({ exchange: 3 }), blocked(), asked(4)],
      { 3: ['a=1'], 4: ['a=1'] },
    ],
    [
      'is of a request whose jar the log began with',
      [began({ jars: { 'browser-a': [jarCookie], 'browser-b': [] } }), asked(3), answered({ exchange: 3 }), blocked()],
      { 3: ['a=1'] },
    ],
    [
      'is of the request that comes, not of the one that went',
      [asked(3), answered({ exchange: 3 }), blocked(), asked(4)],
      { 4: ['a=1'] },
    ],
    ['is told of once', [blocked(), asked(3), asked(4)], { 3: ['a=1'] }],
    ['is forgotten with the log', [asked(3), blocked(), began({}, 'cleared')], {}],
  ])('%s', (_name, facts, expected) => {
    expect(after(...facts)).toEqual(expected)
  })

  it('is of no request that came long after the verdict', () => {
    const [early] = stamped([blocked()])
    const [late] = stamped([asked(3)], 1_700_000_010_000)
    if (early === undefined || late === undefined) throw new Error('two observations')
    expect(fold([early, { ...late, sequence: 2 }])).toEqual({})
  })
})

describe('a Set-Cookie line that was not kept', () => {
  it.each<[string, Fact[], Record<number, string[]>]>([
    ['is of the answer before the verdict', [asked(3), sent(3), notKept], { 3: [line] }],
    ['is of the answer after the verdict', [asked(3), notKept, sent(3)], { 3: [line] }],
    ['is of the newest of two like answers', [asked(3), sent(3), asked(4), sent(4), notKept], { 4: [line] }],
    ['is of no answer to the other browser', [asked(3, { from: 'browser-b' }), sent(3), notKept], {}],
    [
      'is of no answer with another line',
      [asked(3), answered({ exchange: 3, headers: [['Set-Cookie', 'b=1']] }), notKept],
      {},
    ],
    ['stands beside what was held back', [blocked({ text: 'b=2' }), asked(3), sent(3), notKept], { 3: ['b=2', line] }],
  ])('%s', (_name, facts, expected) => {
    expect(after(...facts)).toEqual(expected)
  })
})

it('keeps the newest ten thousand exchanges', () => {
  const many = Array.from({ length: 10_005 }, (_, index) => [blocked(), asked(index + 1)]).flat()
  const { byExchange } = foldAll(blockedCookiesFold, stamped(many))
  expect([byExchange.size, byExchange.has(5), byExchange.has(6), byExchange.has(10_005)]).toEqual([
    10_000,
    false,
    true,
    true,
  ])
})
