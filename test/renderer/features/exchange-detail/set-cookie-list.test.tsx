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
  it('has one item a line: who, the raw text, and what it changed', async () => {
    const facts = [
      began(),
      ...visit(1, 'browser-a', a, 1),
      ...visit(2, 'browser-b', b, 1),
      ...visit(3, 'browser-a', a, 2),
    ]
    const { container, close } = await drawPanel(<TimelinePanel />, { facts })
    const list = find(container, 'ul[aria-label="Set-Cookie"]')
    expect(textsOf(list, 'li')).toEqual([
      `Browser A#1session=${a}; HttpOnly; Path=/first one`,
      `Browser B#2session=${b}; HttpOnly; Path=/first one`,
      `Browser A#3session=${a}; HttpOnly; Path=/same id; only the stored count changed 1 → 2`,
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
})
