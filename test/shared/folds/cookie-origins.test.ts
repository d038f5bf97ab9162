import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cookieOriginsFold } from '../../../src/shared/folds/cookie-origins.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { browserIds, type BrowserId } from '../../../src/shared/stream/participant.ts'
import { answered, began, lost, requested, stamped } from '../../support/observations.ts'

const cookie = (value: string): JarCookie => ({
  name: 's',
  value,
  domain: 'localhost',
  path: '/',
  httpOnly: false,
  secure: false,
  sameSite: 'lax',
})
const asks = (exchange: number, from: BrowserId, brought?: string): Fact =>
  requested({ exchange, from, headers: brought === undefined ? [] : [['Cookie', `x=1; s=${brought}`]] })
const sets = (exchange: number, value: string): Fact =>
  answered({ exchange, headers: [['Set-Cookie', `s=${value}; HttpOnly`]] })
const originsAfter = (...facts: readonly Fact[]) => {
  const view = foldAll(cookieOriginsFold, stamped(facts))
  return (browser: BrowserId, value = 'v') => view.originOf(browser, cookie(value))
}

describe('how a browser came by a cookie', () => {
  it('is the answer that set it, in each browser for itself', () => {
    const originOf = originsAfter(began(), asks(1, 'browser-a'), asks(2, 'browser-b'), sets(1, 'v'), sets(2, 'v'))
    expect(browserIds.map((browser) => originOf(browser))).toEqual([
      { state: 'set', exchange: 1 },
      { state: 'set', exchange: 2 },
    ])
  })

  it('is no answer, where its request brought it already', () => {
    const originOf = originsAfter(began(), asks(1, 'browser-a'), sets(1, 'v'), asks(2, 'browser-b', 'v'), sets(2, 'v'))
    expect(originOf('browser-b')).toEqual({ state: 'not-set' })
  })

  it('is open while the browser is being answered', () => {
    expect(originsAfter(began(), asks(1, 'browser-a'))('browser-a')).toEqual({ state: 'open' })
  })

  it.each<[string, Fact[]]>([
    ['of what was there when the log began', [began({ jars: { 'browser-a': [cookie('v')], 'browser-b': [] } })]],
    ['of browsers that were away when the log began', [began({ stage: 'x' }, 'cleared'), { kind: 'stage.changed' }]],
  ])('is earlier %s', (_when, facts) => {
    expect(originsAfter(...facts)('browser-a')).toEqual({ state: 'earlier' })
  })

  it('is known again once nothing is asked for any more', () => {
    expect(originsAfter(began(), asks(1, 'browser-a'), lost({ exchange: 1 }))('browser-a').state).toBe('not-set')
  })

  it('is not forgotten when the log is cleared, also in the middle of an exchange', () => {
    const originOf = originsAfter(began(), asks(1, 'browser-a'), began({}, 'cleared'), sets(1, 'v'))
    expect(originOf('browser-a')).toEqual({ state: 'set', exchange: 1 })
    expect(originOf('browser-b')).toEqual({ state: 'not-set' })
  })

  it('begins anew for stand-ins, and is what it was when they are gone', () => {
    const staged = [began(), asks(1, 'browser-a'), sets(1, 'v'), { kind: 'stage.changed', lesson: 'x' } as const]
    expect(originsAfter(...staged)('browser-a').state).toBe('not-set')
    const back = originsAfter(...staged, asks(2, 'browser-a'), sets(2, 'w'), { kind: 'stage.changed' })
    expect([back('browser-a').state, back('browser-a', 'w').state]).toEqual(['set', 'not-set'])
  })

  it('agrees with a world that knows, whatever browsers do', () => {
    const act = fc.record({
      browser: fc.constantFrom(...browserIds),
      brings: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }),
      gives: fc.constantFrom('1', '2', '3'),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const truth = new Map<string, number>()
        const facts = acts.flatMap(({ browser, brings, gives }, index) => {
          if (brings !== gives) truth.set(`${browser} ${gives}`, index + 1)
          return [asks(index + 1, browser, brings), sets(index + 1, gives)]
        })
        const originOf = originsAfter(began(), ...facts)
        for (const browser of browserIds)
          for (const value of ['1', '2', '3']) {
            const exchange = truth.get(`${browser} ${value}`)
            expect(originOf(browser, value)).toEqual(
              exchange === undefined ? { state: 'not-set' } : { state: 'set', exchange },
            )
          }
      }),
    )
  })
})
