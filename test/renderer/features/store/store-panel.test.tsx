// @vitest-environment happy-dom
import { act } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { StorePanel } from '../../../../src/renderer/features/store/store-panel.tsx'
import { emptyBaseline } from '../../../../src/shared/stream/baseline/baseline.ts'
import { began, requested, saved, written } from '../../../support/observations.ts'
import { find, textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

const rows = (container: HTMLElement) =>
  [...container.querySelectorAll('table[aria-label="Entries"] tbody tr')].map((row) => textsOf(row, 'td'))

describe('the store', () => {
  it.each([
    [false, 'Switch USE_SESSION_STORE on and reload Browser A.'],
    [true, 'Reload Browser A: its session will be stored here.'],
  ])('says what to do while it is empty (store on: %s)', async (isOn, words) => {
    const settings = { ...emptyBaseline.settings, USE_SESSION_STORE: isOn }
    const { container, close } = await drawPanel(<StorePanel />, { facts: [began({ settings })] })
    expect(container.textContent).toContain(words)
    await close()
  })

  it('lists key, value, owner and age, and marks what just changed', async () => {
    const { container, observe, close } = await drawPanel(<StorePanel />, {
      facts: [began({ entries: [{ key: 'foo', value: '"bar"', truncated: false }] }), requested({ exchange: 4 })],
    })
    await observe(written('6cea3f31', '{"count":6}'), saved({ exchange: 4, id: '6cea3f31', data: { count: 6 } }))
    expect(rows(container)).toEqual([
      ['6cea3f31 just changed', '{"count":6}', 'Browser A', 'just now', ''],
      ['foo', '"bar"', '–', 'earlier', ''],
    ])
    expect(textsOf(container, 'tr[data-is-fresh=true] td.mono:first-child')).toEqual(['6cea3f31 just changed'])
    await close()
  })

  it('shows what dump prints', async () => {
    vi.useFakeTimers()
    const dump = '{\n  "foo": "bar"\n}\n'
    const { container, calls, close } = await drawPanel(<StorePanel />, {
      facts: [
        began({ servers: { ...emptyBaseline.servers, kv: { state: 'listening', url: 'http://localhost:5100/' } } }),
        written('foo', '"bar"'),
      ],
      dump,
    })
    await act(() => vi.advanceTimersByTimeAsync(500))
    vi.useRealTimers()
    expect(calls.at(-1)).toEqual({ name: 'entries.dump', input: { prefix: '' } })
    expect(find(container, 'pre').textContent).toBe(dump)
    expect(find(container, '.dump code').textContent).toBe('$ sessionscope dump http://localhost:5100')
    await close()
  })
})
