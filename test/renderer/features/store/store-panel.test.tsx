// @vitest-environment happy-dom
import { firstNodes } from '../../../../src/shared/stream/first-nodes.ts'
import { withServerState } from '../../../../src/shared/stream/node.ts'
import { act } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { StorePanel } from '../../../../src/renderer/features/store/store-panel.tsx'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import type { BrowserId } from '../../../../src/shared/stream/participant.ts'
import { emptyBaseline } from '../../../../src/shared/stream/baseline/baseline.ts'
import { answered, began, deleted, opened, requested, saved, written } from '../../../support/observations.ts'
import { find, textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

const holds = (browser: BrowserId, value: string): Fact => ({
  kind: 'jar.changed',
  browser,
  cookies: [
    {
      name: 'session',
      value,
      domain: 'localhost',
      path: '/',
      httpOnly: true,
      secure: false,
      sameSite: 'unspecified',
    },
  ],
})

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

  it('lists key, value, holders and end, and marks what just changed', async () => {
    const { container, observe, close } = await drawPanel(<StorePanel />, {
      facts: [
        began({ entries: [{ key: 'foo', value: '"bar"', truncated: false, expires: null }] }),
        requested({ exchange: 4 }),
      ],
    })
    await observe(
      written('6cea3f31', '{"count":6}', {
        entry: { key: '6cea3f31', value: '{"count":6}', truncated: false, expires: 1_700_000_060_500 },
      }),
      saved({ exchange: 4, id: '6cea3f31', data: { count: 6 } }),
      holds('browser-a', '6cea3f31'),
      answered({ exchange: 4 }),
    )
    expect(rows(container)).toEqual([
      [
        '6cea3f31 just changed',
        '{"count":6}',
        'Browser Asession, written just now',
        expect.stringMatching(/^in 1 min14 Nov 2023 \d\d:14:20$/),
        '',
      ],
      ['foo', '"bar"', 'not seen as a session', 'never', ''],
    ])
    expect(textsOf(container, 'tr[data-is-fresh=true] td.mono:first-child')).toEqual(['6cea3f31 just changed'])
    await close()
  })

  it('tells every holder, nobody, and clients as they were seen', async () => {
    const { container, observe, close } = await drawPanel(<StorePanel />, {
      facts: [began(), requested({ exchange: 1 }), written('id', '1'), saved({ exchange: 1, id: 'id', data: {} })],
    })
    const held = () =>
      rows(container)[0]?.[2]
        ?.replace(/session, written.*$/, '')
        .trim()
    expect(held()).toBe('on its way to Browser A, in #1')
    await observe(answered({ exchange: 1 }))
    expect(held()).toBe('nobody holds it')
    expect(textsOf(container, '.orphan')).toEqual(['nobody holds it'])
    await observe(holds('browser-a', 'id'), holds('browser-b', 'id'))
    expect(held()).toBe('Browser ABrowser B')
    await observe(
      holds('browser-a', 'other'),
      holds('browser-b', 'other'),
      requested({ exchange: 2, from: 'client:curl 8' }),
      opened({ exchange: 2, id: 'id', cookie: 'id', outcome: { state: 'loaded', data: {} } }),
      answered({ exchange: 2 }),
    )
    expect(held()).toBe('brought by curl 8last in #2')
    expect(textsOf(container, '.orphan')).toEqual([])
    await close()
  })

  it('does not call a session an orphan that a client was given, or that may be from before', async () => {
    const { container, observe, close } = await drawPanel(<StorePanel />, {
      facts: [
        began(),
        requested({ exchange: 1, from: 'client:curl 8' }),
        written('given', '1'),
        saved({ exchange: 1, id: 'given', data: {} }),
        answered({ exchange: 1 }),
      ],
    })
    expect(rows(container)[0]?.[2]).toContain('nobody holds it, as far as can be seengiven to curl 8in #1')
    await observe(
      deleted('given'),
      requested({ exchange: 2 }),
      opened({ exchange: 2, id: 'early', cookie: 'early', outcome: { state: 'loaded', data: {} } }),
      written('early', '1'),
      answered({ exchange: 2 }),
    )
    expect(rows(container)[0]?.[2]).toContain('nobody holds it, as far as can be seen')
    await close()
  })

  it('speaks of the stand-ins while those are on stage, and not of what is being put back', async () => {
    const { container, observe, close } = await drawPanel(<StorePanel />, {
      facts: [
        began(),
        requested({ exchange: 1 }),
        written('id', '1'),
        saved({ exchange: 1, id: 'id', data: {} }),
        answered({ exchange: 1 }),
        holds('browser-a', 'id'),
        { kind: 'run.began', lesson: 'copied-id', steps: ['do', 'put back'] },
        { kind: 'stage.changed', lesson: 'copied-id' },
      ],
    })
    const held = () =>
      rows(container)[0]?.[2]
        ?.replace(/session, written.*$/, '')
        .trim()
    expect(held()).toBe('the jars are changing')
    await observe(
      { kind: 'jar.changed', browser: 'browser-a', cookies: [] },
      { kind: 'jar.changed', browser: 'browser-b', cookies: [] },
    )
    expect(held()).toBe('no stand-in holds it')
    expect(find(container, '.store-stage').textContent).toMatch(/^Experiment \d+ is under way/)
    await observe(holds('browser-b', 'id'))
    expect(held()).toBe('stand-in B')
    await observe({ kind: 'run.stepped', lesson: 'copied-id', index: 1 }, holds('browser-b', 'other'))
    expect(held()).toBe('the jars are changing')
    await observe(holds('browser-a', 'id'), { kind: 'stage.changed' })
    expect(held()).toBe('Browser A')
    expect(container.querySelector('.store-stage')).toBeNull()
    await close()
  })

  it('marks the session that is followed', async () => {
    const {
      container,
      act: run,
      close,
    } = await drawPanel(<StorePanel />, {
      facts: [began(), requested({ exchange: 1 }), written('id', '1'), saved({ exchange: 1, id: 'id', data: {} })],
    })
    await run(() => {
      find(container, '[aria-label="Follow this session"]').click()
    })
    expect(textsOf(container, '[data-is-followed=true] .entry-key')).toEqual(['id'])
    await run(() => {
      find(container, '[aria-label="Stop following"]').click()
    })
    expect(textsOf(container, '[data-is-followed=true] .entry-key')).toEqual([])
    await close()
  })

  it('shows what dump prints', async () => {
    vi.useFakeTimers()
    const dump = '{\n  "foo": "bar"\n}\n'
    const { container, calls, close } = await drawPanel(<StorePanel />, {
      facts: [
        began({ nodes: withServerState(firstNodes, 'kv', { state: 'listening', url: 'http://localhost:5100/' }) }),
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
