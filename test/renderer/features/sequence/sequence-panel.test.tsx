// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SequencePanel } from '../../../../src/renderer/features/sequence/sequence-panel.tsx'
import type { Fact } from '../../../../src/shared/stream/observation.ts'
import { find, textsOf } from '../../../support/find.ts'
import { answered, began, lost, opened, requested, utf8 } from '../../../support/observations.ts'
import { drawPanel } from '../../../support/panel.tsx'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const panel = <SequencePanel />

const id = '6cea3f31-60be-422c-9ae0-a281d9cdd0d6'
const cookie: [string, string] = ['Cookie', `session=${id}`]
const visit: Fact[] = [
  requested({ exchange: 1, headers: [cookie] }),
  requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', target: `/${id}` }),
  answered({ exchange: 2, body: utf8(`{"${id}":{"count":5}}`) }),
  opened({ cookie: id, id, outcome: { state: 'loaded', data: { count: 5 } } }),
  requested({ exchange: 3, parent: 1, from: 'counter', to: 'kv', method: 'POST', body: utf8(`{"${id}":{"count":6}}`) }),
  answered({ exchange: 3 }),
  answered({
    exchange: 1,
    headers: [
      ['Content-Type', 'text/html'],
      ['Set-Cookie', `session=${id}; HttpOnly; Path=/`],
    ],
    body: utf8('<h1>Count: 6</h1>'),
  }),
]
const press = (element: Element, key: string) => {
  act(() => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
}

describe('the sequence', () => {
  it('says what to do while nothing has passed', async () => {
    const { container, close } = await drawPanel(panel, { facts: [began()] })
    expect(container.textContent).toContain('Reload Browser A to see its request travel')
    await close()
  })

  it('is drawn with method and target, cookies beneath, and what the answers brought', async () => {
    const { container, close } = await drawPanel(panel, { facts: [began(), ...visit] })
    expect(textsOf(container, '.arrow-label')).toEqual([
      'GET /',
      'GET /6cea3f31…',
      '200 · {"count":5}',
      'POST / {…:{"count":6}}',
      '200',
      '200 · Count: 6',
    ])
    expect(textsOf(container, '.arrow-note')).toEqual(['Cookie: session=6cea3f31…', 'Set-Cookie: session=6cea3f31…'])
    expect(textsOf(container, '.lifeline-head')).toEqual(['Browser A', 'Browser B', 'counter', 'key-value'])
    await close()
  })

  it('is read out as one sentence a message', async () => {
    const { container, close } = await drawPanel(panel, {
      facts: [
        began(),
        ...visit,
        requested({ exchange: 4, from: 'browser-b' }),
        lost({ exchange: 4, problem: 'The connection ended.' }),
      ],
    })
    expect(textsOf(find(container, 'ol[aria-label="Messages"]'), 'li')).toEqual([
      'Browser A asks counter GET / with its id',
      'counter asks key-value GET /6cea3f31…',
      'key-value answers counter 200 · {"count":5}',
      'counter asks key-value POST / {…:{"count":6}}',
      'key-value answers counter 200',
      'counter answers Browser A 200 · Count: 6 with Set-Cookie: session=6cea3f31…',
      'Browser B asks counter GET /',
      'Browser B gets no answer: The connection ended.',
    ])
    expect(container.querySelectorAll('.arrow[data-is-failed="true"]')).toHaveLength(1)
    await close()
  })

  it('selects an exchange with the pointer and moves with the keyboard', async () => {
    const { container, act: run, close } = await drawPanel(panel, { facts: [began(), ...visit] })
    await run(() => {
      find(container, '[data-message="3 request"]').click()
    })
    expect(find(container, 'section[aria-label="Exchange #3"]').textContent).toContain('The thread of this click')
    find(container, '[data-message="3 request"]').focus()
    press(find(container, '[data-message="3 request"]'), 'ArrowUp')
    expect(document.activeElement?.getAttribute('data-message')).toBe('2 answer')
    expect(find(container, 'section.detail').getAttribute('aria-label')).toBe('Exchange #2')
    press(find(container, '[data-message="2 answer"]'), 'End')
    expect(document.activeElement?.getAttribute('data-message')).toBe('1 answer')
    await close()
  })

  it('leaves out who is hidden', async () => {
    const { container, act: run, close } = await drawPanel(panel, { facts: [began(), ...visit] })
    const chip = [...container.querySelectorAll<HTMLElement>('.chip')].find(
      ({ textContent }) => textContent === 'key-value',
    )
    await run(() => {
      chip?.click()
    })
    expect(chip?.getAttribute('aria-pressed')).toBe('false')
    expect(textsOf(container, '.arrow-label')).toEqual(['GET /', '200 · Count: 6'])
    expect(textsOf(container, '.lifeline-head')).not.toContain('key-value')
    await close()
  })
})

const stepsOn = began({ steps: { isOn: true, held: [] } })
const heldAnswer: Fact = {
  kind: 'hop.held',
  exchange: 2,
  phase: 'answer',
  from: 'counter',
  to: 'kv',
  until: 1_700_000_012_000,
}
const buttonCalled = (container: HTMLElement, name: string): HTMLElement => {
  const found = [...container.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)
  if (found === undefined) throw new Error(`no button is called ${name}`)
  return found
}

describe('step mode', () => {
  it('is switched on in the lab, not in the panel', async () => {
    const { container, calls, act: run, close } = await drawPanel(panel, { facts: [began()] })
    const stepSwitch = find(container, '[role=switch]')
    expect(stepSwitch.getAttribute('aria-checked')).toBe('false')
    await run(() => {
      stepSwitch.click()
    })
    expect(calls).toEqual([{ name: 'steps.hold', input: { isOn: true } }])
    expect(stepSwitch.getAttribute('aria-checked')).toBe('false')
    await close()
  })

  it('notes what is held and for how long, and lets it go on', async () => {
    const {
      container,
      calls,
      observe,
      act: run,
      close,
    } = await drawPanel(panel, { facts: [stepsOn, ...visit.slice(0, 2), heldAnswer] })
    const note = find(container, '.held-note')
    expect(textsOf(note, 'b')).toEqual(['held: answer of the store'])
    expect(note.textContent).toContain('#2 · 12 s')
    await run(() => {
      buttonCalled(note, 'Next (Space)').click()
    })
    await run(() => {
      buttonCalled(container, 'Release all').click()
    })
    expect(calls).toEqual([
      { name: 'steps.next', input: { exchange: 2 } },
      { name: 'steps.release', input: {} },
    ])
    await observe({ kind: 'hop.released', exchange: 2, phase: 'answer', cause: 'next' })
    expect(container.querySelectorAll('.held-note')).toHaveLength(0)
    await close()
  })

  it('takes Space and Escape while something is held, but not from a control of its own', async () => {
    const { container, calls, close } = await drawPanel(panel, { facts: [stepsOn, ...visit.slice(0, 2), heldAnswer] })
    press(find(container, '[role=switch]'), ' ')
    expect(calls).toEqual([])
    press(find(container, '[data-message="1 request"]'), ' ')
    press(document.body, 'Escape')
    expect(calls.map(({ name }) => name)).toEqual(['steps.next', 'steps.release'])
    await close()
  })

  it('leaves the keys alone while nothing is held', async () => {
    const { calls, close } = await drawPanel(panel, { facts: [stepsOn, ...visit] })
    press(document.body, ' ')
    press(document.body, 'Escape')
    expect(calls).toEqual([])
    await close()
  })
})

describe('the playback', () => {
  const stages = (container: HTMLElement): (string | null)[] =>
    [...container.querySelectorAll('.arrow')].map((arrow) => arrow.getAttribute('data-stage'))

  it('goes through the messages of the last click, by itself or hop by hop', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const {
      container,
      act: run,
      close,
    } = await drawPanel(panel, { facts: [began(), requested({ exchange: 9, from: 'browser-b' }), ...visit] })
    expect(new Set(stages(container))).toEqual(new Set(['plain']))
    await run(() => {
      buttonCalled(container, 'Play this click slowly').click()
    })
    expect(stages(container)).toEqual(['aside', 'moving', 'to-come', 'to-come', 'to-come', 'to-come', 'to-come'])
    await run(() => {
      vi.advanceTimersByTime(1_500)
    })
    expect(stages(container).slice(1, 4)).toEqual(['arrived', 'moving', 'to-come'])
    expect(container.textContent).toContain('hop 2 of 6')
    await run(() => {
      find(container, '[aria-label="One hop on"]').click()
    })
    expect(container.textContent).toContain('hop 3 of 6')
    await run(() => {
      vi.advanceTimersByTime(60_000)
    })
    expect(container.textContent).toContain('hop 3 of 6')
    await run(() => {
      find(container, '[aria-label="End the playback"]').click()
    })
    expect(new Set(stages(container))).toEqual(new Set(['plain']))
    await close()
    vi.useRealTimers()
  })
})
