// @vitest-environment happy-dom
import { act, useMemo, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SelectionContext } from '../../../../src/renderer/client/selection.ts'
import { TimelinePanel } from '../../../../src/renderer/features/timeline/timeline-panel.tsx'
import type { ExchangeId } from '../../../../src/shared/stream/changes.ts'
import type { Fact, FactOf } from '../../../../src/shared/stream/observation.ts'
import { defaultSettings, publicSettings } from '../../../../src/shared/stream/settings.ts'
import { answered, began, opened, requested, saved, utf8 } from '../../../support/observations.ts'
import { find, textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

// Without a layout everything is 0 high, and nothing would be worth drawing.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const Selecting = ({ children }: { readonly children: ReactNode }) => {
  const [exchange, select] = useState<ExchangeId>()
  return <SelectionContext value={useMemo(() => ({ exchange, select }), [exchange])}>{children}</SelectionContext>
}
const timeline = (
  <Selecting>
    <TimelinePanel />
  </Selecting>
)

const visit: Fact[] = [
  requested({ exchange: 1 }),
  requested({ exchange: 2, from: 'client:HTTPie 3.2.1', to: 'kv', target: '/?prefix=4c' }),
  requested({
    exchange: 3,
    parent: 1,
    from: 'counter',
    to: 'kv',
    method: 'DELETE',
    target: '/6cea3f31-60be-422c-9ae0-a281d9cdd0d6',
  }),
  answered({ exchange: 1, headers: [['Content-Type', 'text/html']], body: utf8('<h1>Count: 6</h1>'), duration: 5.4 }),
  answered({ exchange: 2, body: utf8('{"keys":["4c4a"]}'), duration: 0.4 }),
]

const rowsOf = (container: HTMLElement) =>
  [...container.querySelectorAll('tr[data-exchange]')].map((row) => textsOf(row, 'td'))
const selectedRow = (container: HTMLElement) => container.querySelector<HTMLElement>('tr[aria-selected=true]')
const press = (element: HTMLElement, key: string) => {
  act(() => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
}

describe('the exchanges', () => {
  it('are rows, each child under its parent', async () => {
    const { container, close } = await drawPanel(timeline, { facts: [began(), ...visit] })
    expect(find(container, 'table[aria-label="Exchanges"]').getAttribute('aria-rowcount')).toBe('4')
    expect(rowsOf(container)).toEqual([
      ['1', 'Browser A', 'counter', 'GET /', '200', 'Count: 6', '5 ms'],
      ['3', 'counter', 'key-value', 'DELETE /6cea3f31…', '…', '', ''],
      ['2', 'HTTPie 3.2.1', 'key-value', 'GET /?prefix=4c', '200', '1 key', '<1 ms'],
    ])
    await close()
  })

  it('are found by a filter', async () => {
    const { container, close } = await drawPanel(timeline, { facts: [began(), ...visit] })
    const filter = find(container, '[aria-label="Filter exchanges"]')
    if (!(filter instanceof HTMLInputElement)) throw new Error('the filter is no text field')
    const type = async (text: string) => {
      await act(async () => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(filter, text)
        filter.dispatchEvent(new Event('input', { bubbles: true }))
        await Promise.resolve()
      })
    }
    await type('who:httpie')
    expect(rowsOf(container).map(([number]) => number)).toEqual(['2'])
    await type('nothing like it')
    expect(container.textContent).toContain('No exchange matches the filter.')
    await close()
  })

  it('are chosen with the keyboard, and one is the way in', async () => {
    const { container, close } = await drawPanel(timeline, { facts: [began(), ...visit] })
    const wayIn = find(container, 'tr[tabindex="0"]')
    expect(wayIn.dataset['exchange']).toBe('2')
    wayIn.focus()
    press(wayIn, 'Enter')
    expect(selectedRow(container)?.dataset['exchange']).toBe('2')
    press(wayIn, 'ArrowUp')
    expect(selectedRow(container)?.dataset['exchange']).toBe('3')
    expect(document.activeElement).toBe(selectedRow(container))
    press(wayIn, 'Home')
    expect(selectedRow(container)?.dataset['exchange']).toBe('1')
    press(wayIn, 'Escape')
    expect(selectedRow(container)).toBeNull()
    await close()
  })

  it('show, when chosen, their thread, their messages, and why a cookie was refused', async () => {
    const refused = opened({ cookie: 'x', outcome: { state: 'refused', reason: 'unknown-id' } })
    const { container, act: run, close } = await drawPanel(timeline, { facts: [began(), ...visit, refused] })
    await run(() => {
      find(container, 'tr[data-exchange="1"]').click()
    })
    const detail = find(container, 'section[aria-label="Exchange #1"]')
    expect(textsOf(detail, '.story-gist')).toEqual([
      'The cookie was refused: nothing is stored under this id, and nothing was saved.',
    ])
    const show = (view: string) =>
      run(() => {
        for (const segment of detail.querySelectorAll<HTMLElement>('.segment'))
          if (segment.textContent === view) segment.click()
      })
    await show('Thread')
    expect(textsOf(detail, '.hop')).toEqual([
      'Browser A asks GET / with a session cookie0 ms',
      'counter deletes 6cea3f31…2 ms',
      'page shows Count: 63 ms',
      'counter refuses the cookie: nothing is stored under this id5 ms',
    ])
    await show('Raw')
    expect(textsOf(detail, '.message-start')).toEqual(['GET / HTTP/1.1', 'HTTP/1.1 200 OK'])
    await close()
  })
})

const blocked = (fact: Partial<FactOf<'cookie.blocked'>> = {}): Fact => ({
  kind: 'cookie.blocked',
  browser: 'browser-a',
  url: 'http://localhost:5000/',
  occasion: 'request',
  text: 'old=1',
  reasons: ['SameSiteStrict'],
  ...fact,
})
const row = (container: HTMLElement, exchange: number) => find(container, `tr[data-exchange="${exchange}"]`)

const badgesOf = (container: HTMLElement, exchange: number) =>
  [...row(container, exchange).querySelectorAll('.badge')].map((badge) => badge.getAttribute('aria-label'))

describe('what stands out in an exchange', () => {
  it('is told in its row, with the reason', async () => {
    const line = 'big=1; SameSite=None'
    const facts = [
      began(),
      blocked(),
      requested({ exchange: 1, headers: [['Host', 'localhost:5000']] }),
      opened({ exchange: 1 }),
      saved({ exchange: 1, data: { count: 1 } }),
      answered({ exchange: 1, headers: [['Set-Cookie', line]] }),
      blocked({ occasion: 'answer', text: line, reasons: ['SameSiteNoneInsecure'] }),
      requested({ exchange: 2 }),
      opened({ exchange: 2, cookie: 'x', outcome: { state: 'refused', reason: 'unknown-id' } }),
      requested({ exchange: 3, from: 'client:curl 8' }),
      answered({ exchange: 3, headers: [['Set-Cookie', line]] }),
    ]
    const { container, close } = await drawPanel(timeline, { facts })
    expect(badgesOf(container, 1)).toEqual([
      'held back: Browser A did not send old along: its SameSite attribute forbids it: Strict cookies stay within their own site.',
      'new visitor: The request brought no session cookie, and a new session began.',
      'not kept: Browser A did not keep big: SameSite=None is accepted only together with Secure.',
    ])
    expect(badgesOf(container, 2)).toEqual([
      'cookie refused: The session cookie was refused: nothing is stored under this id.',
    ])
    expect(badgesOf(container, 3)).toEqual([])
    await close()
  })

  it('is an experiment that stands between two exchanges, with its own browsers', async () => {
    const store = { ...publicSettings(defaultSettings), USE_SESSION_STORE: true }
    const facts: Fact[] = [
      began(),
      requested({ exchange: 1 }),
      { kind: 'stage.changed', lesson: 'too-large' },
      { kind: 'settings.changed', settings: store, problems: [] },
      requested({ exchange: 2 }),
      requested({ exchange: 3, parent: 2, from: 'counter', to: 'kv' }),
      requested({ exchange: 4, from: 'client:curl 8' }),
      { kind: 'stage.changed' },
      requested({ exchange: 5 }),
    ]
    const { container, close } = await drawPanel(timeline, { facts })
    const drawn = [...container.querySelectorAll('tbody tr')].map((one) =>
      one.matches('.band') ? textsOf(one, '.band-text').join() : textsOf(one, '.exchanges-who').join(),
    )
    expect(drawn).toEqual([
      'Browser A',
      'Too large for a cookie · stand-in browsers, not yours',
      'USE_SESSION_STORE switched on',
      'stand-in A',
      'counter',
      'curl 8',
      'Your own browsers are back',
      'Browser A',
    ])
    expect([1, 2, 3, 4, 5].filter((id) => row(container, id).dataset['isStandIn'] === 'true')).toEqual([2, 3])
    // A band is no exchange: neither to who counts the rows nor to the keyboard.
    expect(find(container, 'table[aria-label="Exchanges"]').getAttribute('aria-rowcount')).toBe('6')
    expect(row(container, 5).getAttribute('aria-rowindex')).toBe('6')
    act(() => {
      row(container, 1).focus()
    })
    press(row(container, 1), 'ArrowDown')
    expect(selectedRow(container)?.dataset['exchange']).toBe('2')
    await close()
  })

  it('is of the session that is followed, by its number and its id', async () => {
    const id = '6cea3f31-60be-422c-9ae0-a281d9cdd0d6'
    const facts = [
      began(),
      requested({ exchange: 1 }),
      opened({ exchange: 1 }),
      saved({ exchange: 1, id, data: { count: 1 }, setCookie: `session=${id}` }),
      answered({ exchange: 1 }),
      requested({ exchange: 2, from: 'browser-b' }),
      requested({ exchange: 3, from: 'client:curl 8', to: 'kv', target: `/${id}` }),
    ]
    const { container, services, act: run, close } = await drawPanel(<TimelinePanel />, { facts })
    const marked = () => [...container.querySelectorAll('.exchange mark')].map(({ textContent }) => textContent)
    expect(marked()).toEqual([])
    await run(() => {
      services.followed.change(`id:${id}`)
    })
    expect(marked()).toEqual(['1', '3', '6cea3f31…'])
    await run(() => {
      services.followed.change(undefined)
    })
    expect(marked()).toEqual([])
    await close()
  })
})
