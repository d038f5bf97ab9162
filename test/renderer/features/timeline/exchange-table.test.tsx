// @vitest-environment happy-dom
import { act, useMemo, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SelectionContext } from '../../../../src/renderer/client/selection.ts'
import { TimelinePanel } from '../../../../src/renderer/features/timeline/timeline-panel.tsx'
import type { ExchangeId } from '../../../../src/shared/stream/changes.ts'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import { answered, began, opened, requested, utf8 } from '../../../support/observations.ts'
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
      ['1', 'Browser A', 'GET /', '200', 'Count: 6', '5 ms'],
      ['3', 'counter', 'DELETE /6cea3f31…', '…', '', ''],
      ['2', 'HTTPie 3.2.1', 'GET /?prefix=4c', '200', '1 key', '<1 ms'],
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
    expect(textsOf(detail, '.hop')).toEqual([
      'Browser A asks GET / with a session cookie0 ms',
      'counter deletes 6cea3f31…2 ms',
      'page shows Count: 63 ms',
      'counter refuses the cookie: this server never issued that id5 ms',
    ])
    expect(textsOf(detail, '.message-start')).toEqual(['GET / HTTP/1.1', 'HTTP/1.1 200 OK'])
    expect(detail.textContent).toContain('The session cookie was refused: this server never issued that id.')
    await close()
  })
})
