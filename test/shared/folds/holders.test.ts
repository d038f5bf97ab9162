import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdersFold } from '../../../src/shared/folds/holders.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { browserIds, type BrowserId, type Participant } from '../../../src/shared/stream/participant.ts'
import { answered, began, lost, opened, requested, saved, stamped, written } from '../../support/observations.ts'

const cookie = (value: string, name = 'session', path = '/'): JarCookie => ({
  name,
  value,
  domain: 'localhost',
  path,
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
})
const jar = (browser: BrowserId, ...cookies: JarCookie[]): Fact => ({ kind: 'jar.changed', browser, cookies })
const named = (SESSION_COOKIE_NAME: string): Fact => ({
  kind: 'settings.changed',
  settings: { ...emptyBaseline.settings, SESSION_COOKIE_NAME },
  problems: [],
})
const after = (...facts: readonly Fact[]) => foldAll(holdersFold, stamped([began(), ...facts]))

const gives = (exchange: number, from: Participant, id = 'id'): Fact[] => [
  requested({ exchange, from }),
  saved({ exchange, id, data: {} }),
  answered({ exchange }),
]
const brings = (exchange: number, from: Participant, id = 'id'): Fact[] => [
  requested({ exchange, from }),
  opened({ exchange, cookie: id, id, outcome: { state: 'loaded', data: {} } }),
  saved({ exchange, id, data: {} }),
  answered({ exchange }),
]

describe('the browsers that hold a session', () => {
  it('are all whose jar has its id, not the one that wrote last', () => {
    const facts = [...gives(1, 'browser-a'), jar('browser-a', cookie('id')), ...brings(2, 'browser-b')]
    expect(after(...facts).browsersWith('id')).toEqual(['browser-a'])
    expect(after(...facts, jar('browser-b', cookie('id'))).browsersWith('id')).toEqual(['browser-a', 'browser-b'])
    expect(after(...facts, jar('browser-a')).browsersWith('id')).toEqual([])
  })

  it('hold it in the cookie of the session, and in no other', () => {
    const facts = [jar('browser-a', cookie('id')), jar('browser-b', cookie('id', 'other'))]
    expect(after(...facts).browsersWith('id')).toEqual(['browser-a'])
    expect(after(...facts, named('other')).browsersWith('id')).toEqual(['browser-b'])
  })

  it('are what a reader knows that comes later', () => {
    const view = foldAll(
      holdersFold,
      stamped([began({ jars: { 'browser-a': [cookie('id')], 'browser-b': [] } }, 'cleared')]),
    )
    expect(view.browsersWith('id')).toEqual(['browser-a'])
    expect(view.sessionOf('id')).toBeUndefined()
  })

  it('are the stand-ins while those are on stage, once their jars are known', () => {
    const facts = [jar('browser-a', cookie('own')), { kind: 'stage.changed', lesson: 'copied-id' } as const]
    expect(after(...facts)).toMatchObject({ stage: 'copied-id', areJarsKnown: false })
    expect(after(...facts).browsersWith('own')).toEqual([])
    const there = [...facts, jar('browser-a'), jar('browser-b', cookie('theirs'))]
    expect(after(...there)).toMatchObject({ stage: 'copied-id', areJarsKnown: true })
    expect(after(...there).browsersWith('theirs')).toEqual(['browser-b'])
    const back = after(...there, jar('browser-a', cookie('own')), jar('browser-b'), { kind: 'stage.changed' })
    expect(back).toMatchObject({ stage: null, areJarsKnown: true })
    expect(back.browsersWith('own')).toEqual(['browser-a'])
  })

  it('are exactly those of the jars, whatever those go through', () => {
    const anyJar = fc.array(
      fc.record({
        value: fc.constantFrom('x', 'y', 'z'),
        name: fc.constantFrom('session', 'sid'),
        path: fc.constantFrom('/', '/a'),
      }),
      { maxLength: 4 },
    )
    const act = fc.oneof(
      fc.record({ browser: fc.constantFrom(...browserIds), jar: anyJar }),
      fc.record({ name: fc.constantFrom('session', 'sid') }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const jars = new Map<BrowserId, readonly JarCookie[]>()
        let name = 'session'
        const facts = acts.map((one): Fact => {
          if ('name' in one) return named((name = one.name))
          const cookies = one.jar.map((it) => cookie(it.value, it.name, it.path))
          jars.set(one.browser, cookies)
          return jar(one.browser, ...cookies)
        })
        const view = after(...facts)
        for (const id of ['x', 'y', 'z'])
          expect(view.browsersWith(id)).toEqual(
            browserIds.filter((browser) => jars.get(browser)?.some((it) => it.name === name && it.value === id)),
          )
      }),
    )
  })
})

describe('a session', () => {
  it('is what the application named as one', () => {
    const view = after(...gives(1, 'browser-a'), written('other', '1'))
    expect([view.sessionOf('id'), view.sessionOf('other')]).toEqual([{ hasBegunHere: true, clients: [] }, undefined])
  })

  it.each<[string, Fact[]]>([
    [
      'an id that was refused',
      [requested(), opened({ id: 'id', cookie: 'id', outcome: { state: 'refused', reason: 'unknown-id' } })],
    ],
    ['one that was emptied', [requested(), saved({ id: 'id' })]],
    ['one in an exchange that is not known', [saved({ exchange: 9, id: 'id', data: {} })]],
  ])('is not %s', (_what, facts) => {
    expect(after(...facts).sessionOf('id')).toBeUndefined()
  })

  it('has not begun here when it was brought before it was given, or is written elsewhere', () => {
    expect(after(...brings(1, 'browser-a')).sessionOf('id')?.hasBegunHere).toBe(false)
    const elsewhere = after(...gives(1, 'browser-a'), written('id', '1', { isElsewhere: true }))
    expect(elsewhere.sessionOf('id')?.hasBegunHere).toBe(false)
  })

  it('tells of the clients that brought it, and those that were given it, with the last exchange', () => {
    const [curl, httpie, panel] = ['client:curl 8', 'client:HTTPie 3', 'panel'] as const
    const view = after(...gives(1, httpie), ...brings(2, curl), ...brings(3, panel), ...brings(4, curl))
    expect(view.sessionOf('id')?.clients).toEqual([
      { client: httpie, how: 'given', exchange: 1 },
      { client: curl, how: 'brought', exchange: 4 },
      { client: panel, how: 'brought', exchange: 3 },
    ])
  })

  it('is under way until the answer that gives it is sent, or will not come', () => {
    const [asked, given] = gives(1, 'browser-a').slice(0, 2) as [Fact, Fact]
    expect(after(asked, given).sessionOf('id')?.underWay).toEqual({ to: 'browser-a', exchange: 1 })
    for (const end of [answered(), lost(), began({}, 'cleared')])
      expect(after(asked, given, end).sessionOf('id')).toEqual({ hasBegunHere: true, clients: [] })
  })

  it('is still one when the log is cleared, but not in another log', () => {
    expect(after(...gives(1, 'browser-a'), began({}, 'cleared')).sessionOf('id')).toBeDefined()
    expect(after(...gives(1, 'browser-a'), began()).sessionOf('id')).toBeUndefined()
  })
})

describe('the view', () => {
  it('is the very same when nothing changed', () => {
    const facts = stamped([
      began(),
      ...gives(1, 'browser-a'),
      requested({ exchange: 2 }),
      written('a', '1'),
      named('session'),
    ])
    const before = foldAll(holdersFold, facts.slice(0, 4))
    const [request, entry] = facts.slice(4)
    if (request === undefined || entry === undefined) throw new Error('two facts were stamped')
    expect(holdersFold.step(holdersFold.step(before, request), entry)).toBe(before)
  })
})
