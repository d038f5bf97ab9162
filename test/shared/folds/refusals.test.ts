import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { missingFrom, refusalOf, refusalsFold, refusalsOfNow } from '../../../src/shared/folds/refusals.ts'
import { setCookieLinesFold } from '../../../src/shared/folds/set-cookie-lines.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'
import type { Fact, FactOf } from '../../../src/shared/stream/observation.ts'
import { answered, began, requested, stamped } from '../../support/observations.ts'

const line = 'a=1; SameSite=None'
const url = 'http://localhost:5000/'

const blocked = (fact: Partial<FactOf<'cookie.blocked'>> = {}): FactOf<'cookie.blocked'> => ({
  kind: 'cookie.blocked',
  browser: 'browser-a',
  url,
  occasion: 'answer',
  text: line,
  reasons: ['SameSiteNoneInsecure'],
  ...fact,
})
const received = (exchange: number, from: 'browser-a' | 'browser-b' = 'browser-a', raw = line): Fact[] => [
  requested({ exchange, from }),
  answered({ exchange, headers: [['Set-Cookie', raw]] }),
]
const after = (...facts: readonly Fact[]) => foldAll(refusalsFold, stamped(facts))
const exchangesOf = (...facts: readonly Fact[]) => after(...facts).refusals.map(({ exchange }) => exchange)

describe('what browsers refused', () => {
  it.each([
    ['after the line', [...received(3), blocked()], [3]],
    ['before the line', [blocked(), ...received(3)], [3]],
    ['on the newest of two like lines', [...received(3), ...received(4), blocked()], [4]],
    ['twice, each line once', [...received(3), ...received(4), blocked(), blocked()], [4, 3]],
    ['not on the line of another browser', [...received(3, 'browser-b'), blocked()], [undefined]],
    ['not on another line', [...received(3, 'browser-a', 'b=2'), blocked()], [undefined]],
    [
      'not on the line of a client',
      [
        requested({ exchange: 3, from: 'client:curl 8' }),
        answered({ exchange: 3, headers: [['Set-Cookie', line]] }),
        blocked(),
      ],
      [undefined],
    ],
  ])('has the exchange of the line when the verdict comes %s', (_when, facts, exchanges) => {
    expect(exchangesOf(...facts)).toEqual(exchanges)
  })

  it('does not match a verdict to a line of long ago', () => {
    const [first, second] = stamped(received(3))
    const [late] = stamped([blocked()], 1_700_000_060_000)
    if (first === undefined || second === undefined || late === undefined) throw new Error('three observations')
    expect(foldAll(refusalsFold, [first, second, { ...late, sequence: 3 }]).refusals).toMatchObject([{ text: line }])
    expect(foldAll(refusalsFold, [first, second, { ...late, sequence: 3 }]).refusals[0]).not.toHaveProperty('exchange')
  })

  it('tells once of a cookie that is held back again and again', () => {
    const held = blocked({ occasion: 'request', text: 'a=1', reasons: ['NotOnPath'] })
    expect(
      after(held, held, blocked({ ...held, reasons: ['SecureOnly'] })).refusals.map(({ id, reasons }) => [id, reasons]),
    ).toEqual([
      [2, ['NotOnPath']],
      [3, ['SecureOnly']],
    ])
  })

  it('counts how often a cookie was held back', () => {
    const held = blocked({ occasion: 'request', text: 'a=1', reasons: ['NotOnPath'] })
    expect(after(held, held, held).refusals).toMatchObject([{ times: 3 }])
    expect(after(held).refusals[0]).not.toHaveProperty('times')
  })

  it('keeps those of stand-ins apart, and tells of them no more once those are gone', () => {
    const textsOf = (...facts: readonly Fact[]) => refusalsOfNow(after(...facts), 'browser-a').map(({ text }) => text)
    const onStage: Fact = { kind: 'stage.changed', lesson: 'copied-id' }
    const held = blocked({ occasion: 'request', text: 'held=1' })
    const run = [blocked({ text: 'own=1' }), held, onStage, blocked({ text: 'theirs=1' }), held]
    expect(textsOf(...run)).toEqual(['theirs=1', 'held=1'])
    expect(textsOf(...run, { kind: 'stage.changed' })).toEqual(['own=1', 'held=1'])
    expect(textsOf(...run, { kind: 'stage.changed' }, onStage)).toEqual([])
    expect(after(...run, { kind: 'stage.changed' }).refusals.map(({ stage }) => stage?.lesson)).toEqual([
      undefined,
      undefined,
      'copied-id',
      'copied-id',
    ])
    expect(textsOf(began({ stage: 'copied-id' }, 'cleared'), blocked({ text: 'theirs=1' }))).toEqual(['theirs=1'])
  })

  it('keeps the newest two hundred', () => {
    const many = Array.from({ length: 300 }, (_, index) => blocked({ text: `c${index}=1` }))
    expect(after(...many).refusals.map(({ text }) => text)).toEqual(many.slice(100).map(({ text }) => text))
  })

  it('forgets refusals when the log is cleared, but not whether reasons are known', () => {
    const unknown: Fact = { kind: 'verdicts.changed', browser: 'browser-b', areReasonsKnown: false }
    expect(after(blocked(), unknown).areReasonsKnown).toEqual({ 'browser-a': true, 'browser-b': false })
    const cleared = after(
      blocked(),
      unknown,
      began({ areReasonsKnown: { 'browser-a': true, 'browser-b': false } }, 'cleared'),
    )
    expect(cleared).toMatchObject({ refusals: [], areReasonsKnown: { 'browser-a': true, 'browser-b': false } })
  })

  it('is not taken for a line when a cookie of the same text was held back', () => {
    const facts = [...received(3, 'browser-a', 'a=1'), blocked({ occasion: 'request', text: 'a=1' })]
    const { lines } = foldAll(setCookieLinesFold, stamped(facts))
    expect(lines.map((one) => refusalOf(after(...facts).refusals, one))).toEqual([undefined])
  })

  it('stands beside its line', () => {
    const facts = [...received(3), ...received(4), blocked()]
    const { lines } = foldAll(setCookieLinesFold, stamped(facts))
    expect(lines.map((one) => refusalOf(after(...facts).refusals, one)?.reasons)).toEqual([
      undefined,
      ['SameSiteNoneInsecure'],
    ])
  })
})

describe('what is missing from a jar', () => {
  const cookie: JarCookie = {
    name: 'a',
    value: '2',
    domain: 'localhost',
    path: '/',
    httpOnly: false,
    secure: false,
    sameSite: 'lax',
  }
  const linesOf = (...raws: string[]) =>
    foldAll(setCookieLinesFold, stamped(raws.flatMap((raw, index) => received(index + 1, 'browser-a', raw)))).lines

  it.each([
    ['nothing, when the newest line is there', ['a=1', 'a=2; Path=/'], []],
    ['the newest line that is not there', ['a=2', 'a=3; SameSite=None'], ['a=3; SameSite=None']],
    ['no line that removes its cookie', ['b=; Max-Age=0'], []],
    ['each cookie for itself', ['a=2', 'b=1'], ['b=1']],
  ])('is %s', (_what, raws, missing) => {
    expect(missingFrom([cookie], linesOf(...raws)).map((one) => one.cookie.raw)).toEqual(missing)
  })
})
