// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { NoticeBar } from '../../../src/renderer/shell/notice-bar.tsx'
import { emptyBaseline } from '../../../src/shared/stream/baseline/baseline.ts'
import type { FactOf } from '../../../src/shared/stream/observation.ts'
import { began } from '../../support/observations.ts'
import { find, textsOf } from '../../support/find.ts'
import { drawPanel } from '../../support/panel.tsx'

const problem = {
  file: 'counter.cfg',
  line: 3,
  key: 'USE_SESSION_STORE',
  message: 'expected True or False, and found maybe',
}
const settingsChanged: FactOf<'settings.changed'> = {
  kind: 'settings.changed',
  settings: emptyBaseline.settings,
  problems: [problem],
}

describe('the notices', () => {
  it('say where the settings are wrong, until they are put away or come anew', async () => {
    const { container, observe, act, close } = await drawPanel(<NoticeBar />, { facts: [began()] })
    expect(textsOf(container, '.notice')).toEqual([])
    await observe(settingsChanged)
    expect(find(container, '.notice').textContent).toContain('counter.cfg, line 3')
    expect(find(container, '.notice').textContent).toContain('expected True or False')
    await act(() => {
      find(container, '[aria-label="Dismiss"]').click()
    })
    expect(textsOf(container, '.notice')).toEqual([])
    await observe({ ...settingsChanged, problems: [{ ...problem, line: 4 }] })
    expect(find(container, '.notice').textContent).toContain('line 4')
    await close()
  })

  it('say what of the file is in force meanwhile', async () => {
    const { container, observe, close } = await drawPanel(<NoticeBar />, { facts: [began()] })
    await observe({ ...settingsChanged, problems: [problem, { ...problem, line: 4, isAlone: true }] })
    expect(textsOf(container, '.notice-aside')).toEqual([
      'The last good settings stay in force.',
      'The rest of the file is in force.',
    ])
    await close()
  })

  it('say that the lab is lost, until it is back', async () => {
    const { container, connection, act, close } = await drawPanel(<NoticeBar />, { facts: [began()] })
    await act(() => {
      connection.change({ state: 'lost', problem: '' })
    })
    expect(container.textContent).toContain('The connection to the lab is lost.')
    await act(() => {
      connection.change({ state: 'connected' })
    })
    expect(textsOf(container, '.notice')).toEqual([])
    await close()
  })

  it('say that a page crashed and is back, until that is put away; then only of the next time', async () => {
    const { container, observe, act, services, close } = await drawPanel(<NoticeBar />, { facts: [began()] })
    await observe(
      { kind: 'page.crashed', of: 'browser-a', reason: 'crashed', isRevived: true },
      { kind: 'page.crashed', of: 'panel', reason: 'oom', isRevived: true },
    )
    expect(textsOf(container, '.notice-text')).toEqual([
      expect.stringMatching(/^The page of Browser A crashed \(crashed, .+\)\. It was loaded anew/),
      expect.stringMatching(/^The panel crashed \(oom, .+\)\. It was loaded anew\. Nothing is lost/),
    ])
    await act(() => {
      container.querySelectorAll<HTMLElement>('[aria-label="Dismiss"]')[1]?.click()
    })
    expect(textsOf(container, '.notice')).toEqual([])
    expect(services.preferences.current().crashesSeenUntil).toBeGreaterThan(0)
    await observe({ kind: 'page.crashed', of: 'browser-a', reason: 'crashed', isRevived: false })
    expect(textsOf(container, '.notice-text')).toEqual([expect.stringContaining('press Reload')])
    await close()
  })

  it('say what does not work, until it works again; what was put away comes back only with other words', async () => {
    const { container, observe, act, close } = await drawPanel(<NoticeBar />, {
      facts: [began({ troubles: { storage: 'The folder is gone.' } })],
    })
    await observe({ kind: 'trouble.changed', source: 'progress', problem: 'The disk is full.' })
    expect(textsOf(container, '.notice-text')).toEqual(['The folder is gone.', 'The disk is full.'])
    await observe({ kind: 'trouble.changed', source: 'storage' })
    expect(textsOf(container, '.notice-text')).toEqual(['The disk is full.'])
    await act(() => {
      find(container, '[aria-label="Dismiss"]').click()
    })
    expect(textsOf(container, '.notice-text')).toEqual([])
    await observe({ kind: 'trouble.changed', source: 'progress', problem: 'The disk is still full.' })
    expect(textsOf(container, '.notice-text')).toEqual(['The disk is still full.'])
    await close()
  })
})
