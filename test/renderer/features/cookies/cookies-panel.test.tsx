// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { CookiesPanel } from '../../../../src/renderer/features/cookies/cookies-panel.tsx'
import type { JarCookie } from '../../../../src/shared/stream/lab-state.ts'
import { emptyBaseline } from '../../../../src/shared/stream/baseline/baseline.ts'
import type { Fact, FactOf } from '../../../../src/shared/stream/observation.ts'
import { answered, began, requested } from '../../../support/observations.ts'
import { find, textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

const cookie: JarCookie = {
  name: 'session',
  value: 'abc',
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'lax',
}
const line = 'session=xyz; SameSite=None'
const holds: FactOf<'jar.changed'> = { kind: 'jar.changed', browser: 'browser-a', cookies: [cookie] }
const refusal: FactOf<'cookie.blocked'> = {
  kind: 'cookie.blocked',
  browser: 'browser-a',
  url: 'http://localhost/',
  occasion: 'answer',
  text: line,
  reasons: ['SameSiteNoneInsecure'],
}
const received = [requested({ exchange: 7 }), answered({ exchange: 7, headers: [['Set-Cookie', line]] })]

describe('the cookies of each browser', () => {
  it('can be copied to the other one and deleted', async () => {
    const { container, calls, act, close } = await drawPanel(<CookiesPanel />, { facts: [began(), holds] })
    expect(textsOf(container, 'table[aria-label="Cookies of Browser A"] tbody td').slice(0, 4)).toEqual([
      'session',
      'abc',
      'localhost',
      '/',
    ])
    await act(() => {
      find(container, '[aria-label="Copy session to Browser B"]').click()
    })
    await act(() => {
      find(container, '[aria-label="Delete session"]').click()
    })
    expect(calls).toEqual([
      { name: 'cookie.write', input: { browser: 'browser-b', cookie } },
      { name: 'cookie.delete', input: { browser: 'browser-a', cookie } },
    ])
    await close()
  })

  it('stand beside what was refused, why, and in which exchange', async () => {
    const { container, close } = await drawPanel(<CookiesPanel />, { facts: [began(), holds, ...received, refusal] })
    const item = find(container, 'ul[aria-label="Refused"] li')
    expect(item.textContent).toContain('#7')
    expect(item.textContent).toContain('SameSite=None is accepted only together with Secure (RFC 6265bis')
    await close()
  })

  it.each([
    ['native', 'Lax (by default in Chromium)'],
    ['simulated', 'Lax (by default, as in Chromium)'],
  ] as const)('say what an absent SameSite comes to in %s browsers', async (browsers, words) => {
    const { container, close } = await drawPanel(<CookiesPanel />, {
      facts: [
        began({ lab: { ...emptyBaseline.lab, browsers } }),
        { ...holds, cookies: [{ ...cookie, sameSite: 'unspecified' }] },
      ],
    })
    expect(textsOf(container, '.facts-tags .tag')).toEqual(['HttpOnly', words])
    expect(container.textContent).toContain('when the browser closes')
    await close()
  })

  it('are sorted by the column that is pressed, and say so', async () => {
    const cookies = ['b', 'c', 'a'].map((name) => ({ ...cookie, name }))
    const { container, act, close } = await drawPanel(<CookiesPanel />, { facts: [began(), { ...holds, cookies }] })
    const names = () => textsOf(container, 'tbody td:first-child').join('')
    const press = () =>
      act(() => {
        find(container, 'th:first-child button').click()
      })
    expect(names()).toBe('bca')
    await press()
    expect([names(), find(container, 'th:first-child').getAttribute('aria-sort')]).toEqual(['abc', 'ascending'])
    await press()
    expect([names(), find(container, 'th:first-child').getAttribute('aria-sort')]).toEqual(['cba', 'descending'])
    await close()
  })

  it('tell what a request was not given, how often, when and why', async () => {
    const held: Fact = { ...refusal, occasion: 'request', text: 'a=1', reasons: ['NotOnPath'] }
    const { container, close } = await drawPanel(<CookiesPanel />, { facts: [began(), held, held] })
    const item = find(container, 'ul[aria-label="Not sent with requests"] li')
    expect(item.textContent).toMatch(/a=1held back 2 times, last at [\d:]+ from a request to http:\/\/localhost\//)
    expect(item.querySelector('[data-reason=NotOnPath]')).not.toBeNull()
    await close()
  })

  it('keep what stand-ins refused and received apart, and drop it when those are gone', async () => {
    const { container, observe, close } = await drawPanel(<CookiesPanel />, {
      facts: [began(), holds, ...received, refusal, { kind: 'stage.changed', lesson: 'copied-id' }],
    })
    const refused = () => textsOf(container, 'ul[aria-label="Refused"] li .refused-text')
    const lines = () => textsOf(container, '.set-cookie-text')
    expect([refused(), lines()]).toEqual([[], []])
    const theirs = 'session=theirs; SameSite=None'
    await observe(requested({ exchange: 8 }), answered({ exchange: 8, headers: [['Set-Cookie', theirs]] }), {
      ...refusal,
      text: theirs,
    })
    expect([refused(), lines()]).toEqual([[theirs], [theirs]])
    expect(find(container, '.refusal-note').textContent).toContain('refused by stand-in A')
    expect(textsOf(container, '.stand-in-tag')).toEqual(['stand-in', 'stand-in'])
    await observe({ kind: 'stage.changed' })
    expect([refused(), lines()]).toEqual([[line], [line]])
    await close()
  })

  it('show what is missing when no reasons can be had, and say so calmly', async () => {
    const { container, observe, close } = await drawPanel(<CookiesPanel />, { facts: [began(), holds, ...received] })
    expect(textsOf(container, 'ul[aria-label="Refused"] li')).toEqual([])
    await observe({ kind: 'verdicts.changed', browser: 'browser-a', areReasonsKnown: false })
    expect(container.textContent).toContain('Chromium does not say why while its developer tools are open')
    expect(find(container, 'ul[aria-label="Refused"] li').textContent).toContain(line)
    await observe({ ...holds, cookies: [{ ...cookie, value: 'xyz' }] })
    expect(textsOf(container, 'ul[aria-label="Refused"] li')).toEqual([])
    await close()
  })
})
