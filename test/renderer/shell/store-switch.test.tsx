// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { Header } from '../../../src/renderer/shell/header.tsx'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import type { FactOf } from '../../../src/shared/stream/observation.ts'
import { began } from '../../support/observations.ts'
import { find, textsOf } from '../../support/find.ts'
import { drawPanel } from '../../support/panel.tsx'

const header = <Header onOpenPalette={() => undefined} />
const changed = (isOn: boolean): FactOf<'settings.changed'> => ({
  kind: 'settings.changed',
  settings: { ...emptyBaseline.settings, USE_SESSION_STORE: isOn },
  problems: [],
})

describe('the header', () => {
  it('says in which mode the counter is, and what that means', async () => {
    const { container, observe, close } = await drawPanel(header, { facts: [began()] })
    const mode = find(container, '[role=switch]')
    expect(mode.getAttribute('aria-checked')).toBe('false')
    expect(find(container, '.header-hint').textContent).toContain('whole session in the cookie')
    await observe(changed(true))
    expect(mode.getAttribute('aria-checked')).toBe('true')
    expect(find(container, '.header-hint').textContent).toContain('only its id')
    await close()
  })

  it('asks for the change, and shows at once what was asked for', async () => {
    const { container, calls, act, observe, close } = await drawPanel(header, { facts: [began()] })
    const mode = find(container, '[role=switch]')
    await act(() => {
      mode.click()
    })
    expect(calls).toEqual([{ name: 'settings.change', input: { key: 'USE_SESSION_STORE', value: true } }])
    expect(mode.getAttribute('aria-checked')).toBe('true')
    await observe(changed(true))
    expect(mode.getAttribute('aria-checked')).toBe('true')
    await act(() => {
      mode.click()
    })
    expect(calls.at(-1)).toEqual({ name: 'settings.change', input: { key: 'USE_SESSION_STORE', value: false } })
    await close()
  })

  it('shows what is in force as soon as that changes, whatever was asked for', async () => {
    const { container, act, observe, close } = await drawPanel(header, { facts: [began()] })
    const mode = find(container, '[role=switch]')
    await act(() => {
      mode.click()
    })
    await observe(changed(false))
    expect(mode.getAttribute('aria-checked')).toBe('false')
    await close()
  })

  it('goes back, and says why, when the change is refused', async () => {
    const failure = { code: 'unavailable', message: 'counter.cfg cannot be written' } as const
    const { container, services, act, close } = await drawPanel(header, { facts: [began()], failure })
    const mode = find(container, '[role=switch]')
    await act(() => {
      mode.click()
    })
    expect(mode.getAttribute('aria-checked')).toBe('false')
    expect(services.notices.current().map(({ message }) => message)).toEqual([failure.message])
    await close()
  })

  it('shows where each server listens, and which has stopped', async () => {
    const servers = {
      counter: { state: 'listening', url: 'http://localhost:5000/' },
      kv: { state: 'stopped' },
    } as const
    const { container, close } = await drawPanel(header, { facts: [began({ servers })] })
    expect(textsOf(container, '.server-pill-place')).toEqual(['localhost:5000', 'stopped'])
    await close()
  })
})
