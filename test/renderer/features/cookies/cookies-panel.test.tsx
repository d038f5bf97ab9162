// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { CookiesPanel } from '../../../../src/renderer/features/cookies/cookies-panel.tsx'
import type { JarCookie } from '../../../../src/shared/stream/lab-state.ts'
import type { FactOf } from '../../../../src/shared/stream/observation.ts'
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
