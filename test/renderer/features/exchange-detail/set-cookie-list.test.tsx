// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { TimelinePanel } from '../../../../src/renderer/features/timeline/timeline-panel.tsx'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import { answered, began, requested, saved } from '../../../support/observations.ts'
import { find, textsOf } from '../../../support/find.ts'
import { drawPanel } from '../../../support/panel.tsx'

const visit = (exchange: number, from: 'browser-a' | 'browser-b', id: string, count: number): Fact[] => [
  requested({ exchange, from }),
  saved({ exchange, id, data: { count }, setCookie: `session=${id}; HttpOnly; Path=/` }),
  answered({ exchange, headers: [['Set-Cookie', `session=${id}; HttpOnly; Path=/`]] }),
]
const [a, b] = ['6cea3f31-60be-422c-9ae0-a281d9cdd0d6', '4c4a9080-3934-4360-b913-3919abae1e1f']

describe('the Set-Cookie list', () => {
  it('has one item a line: who, and the raw text', async () => {
    const facts = [
      began(),
      ...visit(1, 'browser-a', a, 1),
      ...visit(2, 'browser-b', b, 1),
      ...visit(3, 'browser-a', a, 2),
    ]
    const { container, close } = await drawPanel(<TimelinePanel />, { facts })
    const list = find(container, 'ul[aria-label="Set-Cookie"]')
    expect(textsOf(list, 'li')).toEqual([
      `Browser A#1session=${a}; HttpOnly; Path=/`,
      `Browser B#2session=${b}; HttpOnly; Path=/`,
      `Browser A#3session=${a}; HttpOnly; Path=/`,
    ])
    expect(textsOf(list, 'mark')).toEqual([a, b, a])
    await close()
  })

  it('grows with what is observed, and stands still while it is paused', async () => {
    const { container, observe, act, close } = await drawPanel(<TimelinePanel />, { facts: [began()] })
    const items = () => container.querySelectorAll('ul[aria-label="Set-Cookie"] > li').length
    expect(container.textContent).toContain('Reload Browser A to see the first exchange.')
    await observe(...visit(1, 'browser-a', a, 1))
    expect(items()).toBe(1)
    await act(() => {
      find(container, '[aria-label="Pause the timeline"]').click()
    })
    await observe(...visit(2, 'browser-a', a, 2))
    expect(items()).toBe(1)
    await act(() => {
      find(container, '[aria-label="Resume the timeline"]').click()
    })
    expect(items()).toBe(2)
    await close()
  })

  it('asks the lab to forget, and forgets when it did', async () => {
    const { container, calls, observe, act, close } = await drawPanel(<TimelinePanel />, {
      facts: [began(), ...visit(1, 'browser-a', a, 1)],
    })
    await act(() => {
      find(container, '[aria-label="Clear the log"]').click()
    })
    expect(calls).toEqual([{ name: 'log.clear', input: {} }])
    await observe(began({}, 'cleared'))
    expect(container.querySelectorAll('ul[aria-label="Set-Cookie"] > li')).toHaveLength(0)
    await close()
  })

  it('has the lines that the filter asks for, and says when there are none', async () => {
    const facts = [began(), ...visit(1, 'browser-a', a, 1), ...visit(2, 'browser-b', b, 1)]
    const { container, act, close } = await drawPanel(<TimelinePanel />, { facts })
    const items = () =>
      [...container.querySelectorAll<HTMLElement>('[data-line]')].map(({ dataset }) => dataset['line'])
    const filter = find(container, '[aria-label="Filter exchanges"]')
    const type = (text: string) =>
      act(() => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(filter, text)
        filter.dispatchEvent(new Event('input', { bubbles: true }))
      })
    await type('who:b')
    expect(items()).toEqual(['1:0', '2:0'])
    await type('browser-b')
    expect(items()).toEqual([])
    await type(b)
    expect(items()).toEqual(['2:0'])
    await type('refused')
    expect(container.textContent).toContain('No Set-Cookie line matches the filter.')
    await type('')
    expect(items()).toEqual(['1:0', '2:0'])
    await close()
  })

  it('selects the exchange of a line that is pressed, unless text in it is marked', async () => {
    const facts = [began(), ...visit(1, 'browser-a', a, 1), ...visit(2, 'browser-b', b, 1)]
    const { container, services, act, close } = await drawPanel(<TimelinePanel />, { facts })
    const text = find(container, '[data-line="1:0"] mark')
    await act(() => {
      getSelection()?.selectAllChildren(text)
      text.click()
    })
    expect(services.selection.current()).toBeUndefined()
    await act(() => {
      getSelection()?.removeAllRanges()
      text.click()
    })
    expect(services.selection.current()).toBe(1)
    expect(find(container, '[data-line="1:0"]').dataset['isSelected']).toBe('true')
    await close()
  })

  it('is gone through with the keyboard, which comes in at one place', async () => {
    const facts = [began(), ...[1, 2, 3].flatMap((exchange) => visit(exchange, 'browser-a', a, exchange))]
    const { container, services, act, close } = await drawPanel(<TimelinePanel />, { facts })
    const wayIn = () =>
      [...container.querySelectorAll('[data-line] button[tabindex="0"]')].map((one) => one.textContent)
    const press = (key: string) =>
      act(() => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      })
    expect(wayIn()).toEqual(['#3'])
    await act(() => {
      find(container, '[data-line="3:0"] button').focus()
    })
    for (const [key, exchange] of [
      ['ArrowUp', 2],
      ['Home', 1],
      ['ArrowUp', 1],
      ['ArrowDown', 2],
      ['PageDown', 3],
      ['PageUp', 1],
      ['End', 3],
    ] as const) {
      await press(key)
      expect([services.selection.current(), document.activeElement?.textContent]).toEqual([exchange, `#${exchange}`])
      expect(wayIn()).toEqual([`#${exchange}`])
    }
    await press('Escape')
    expect(services.selection.current()).toBeUndefined()
    expect(document.activeElement?.textContent).toBe('#3')
    await press('Enter')
    expect(services.selection.current()).toBe(3)
    await close()
  })

  it('marks a line that a stand-in received', async () => {
    const facts: Fact[] = [began(), { kind: 'stage.changed', lesson: 'copied-id' }, ...visit(1, 'browser-a', a, 1)]
    const { container, close } = await drawPanel(<TimelinePanel />, { facts })
    expect(textsOf(container, '.set-cookie-head > span')).toEqual(['stand-in A'])
    await close()
  })
})
