// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { SetCookieActions } from '../../../../src/renderer/features/exchange-detail/set-cookie-actions.tsx'
import type { JarCookie } from '../../../../src/shared/stream/lab-state.ts'
import type { FactOf } from '../../../../src/shared/stream/observation.ts'
import { began } from '../../../support/observations.ts'
import { textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

const cookie: JarCookie = {
  name: 'session',
  value: 'old',
  domain: 'localhost',
  path: '/',
  httpOnly: true,
  secure: false,
  sameSite: 'unspecified',
}
const holds = (value: string): FactOf<'jar.changed'> => ({
  kind: 'jar.changed',
  browser: 'browser-a',
  cookies: [{ ...cookie, value }],
})

describe('what can be done with a cookie that was received', () => {
  it('is offered for what it would change, and goes into the jar that it names', async () => {
    const { container, calls, act, observe, close } = await drawPanel(
      <SetCookieActions browser="browser-a" cookie={cookie} />,
      { facts: [began(), holds('old')] },
    )
    const press = (name: string) =>
      act(() => {
        ;[...container.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click()
      })
    expect(textsOf(container, 'button')).toEqual(['Tamper with it…', 'Copy to Browser B'])
    await press('Copy to Browser B')
    await observe(holds('new'))
    expect(textsOf(container, 'button')).toEqual(['Tamper with it…', 'Copy to Browser B', 'Put back into Browser A'])
    await press('Put back into Browser A')
    expect(calls).toEqual([
      { name: 'cookie.write', input: { browser: 'browser-b', cookie } },
      { name: 'cookie.write', input: { browser: 'browser-a', cookie } },
    ])
    await close()
  })
})
