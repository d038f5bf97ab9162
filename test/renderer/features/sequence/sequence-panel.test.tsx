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

  it('is drawn with method and target, and all that the messages carry, for those who take part', async () => {
    const { container, close } = await drawPanel(panel, { facts: [began(), ...visit] })
    const linesOf = (selector: string) => textsOf(container, selector).join(' ').replaceAll('- ', '-')
    expect(linesOf('.arrow-label')).toBe(`GET / GET /${id} 200 POST / 200 200, Count: 6`)
    expect(linesOf('.arrow-note')).toBe(
      `Cookie: session=${id} {"${id}":{"count":5}} {"${id}":{"count":6}} Set-Cookie: session=${id}; HttpOnly; Path=/`,
    )
    expect(textsOf(container, '.lifeline-head')).toEqual(['Browser A', 'counter', 'key-value'])
    expect(find(container, '.left-out').textContent).toContain('1 takes no part and is left out: Browser B')
    await close()
  })

  it('is read out as one sentence a message', async () => {
    const {
      container,
      act: run,
      close,
    } = await drawPanel(panel, {
      facts: [
        began(),
        ...visit,
        requested({ exchange: 4, from: 'browser-b' }),
        lost({ exchange: 4, problem: 'The connection ended.' }),
      ],
    })
    await run(() => {
      buttonCalled(container, 'All').click()
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

  it('shows the newest click, or all, and gives everybody a lifeline on request', async () => {
    const facts = [began(), requested({ exchange: 9, from: 'browser-b' }), ...visit]
    const { container, act: run, close } = await drawPanel(panel, { facts })
    expect(textsOf(container, '.lifeline-head')).toEqual(['Browser A', 'counter', 'key-value'])
    await run(() => {
      buttonCalled(container, 'Show it').click()
    })
    expect(textsOf(container, '.lifeline-head')).toEqual(['Browser A', 'Browser B', 'counter', 'key-value'])
    await run(() => {
      buttonCalled(container, 'All').click()
    })
    expect(container.querySelectorAll('[data-message="9 request"]')).toHaveLength(1)
    await close()
  })

  it('says for good what was changed by hand', async () => {
    const was = { kind: 'answer', status: 200, reason: 'OK', headers: [], body: utf8('1') } as const
    const changed: Fact = { kind: 'hop.changed', exchange: 2, phase: 'answer', was, now: { ...was, body: utf8('2') } }
    const facts = [began(), ...visit.slice(0, 2), changed, ...visit.slice(2)]
    const { container, close } = await drawPanel(panel, { facts })
    expect(textsOf(container, '.arrow-by-hand')).toEqual(['changed by hand'])
    expect(textsOf(find(container, 'ol[aria-label="Messages"]'), 'li')[2]).toContain(', changed by hand')
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
  isChangeable: true,
  answer: {
    kind: 'answer',
    status: 200,
    reason: 'OK',
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', '11'],
    ],
    body: utf8('{"count":5}'),
  },
}
const buttonCalled = (container: HTMLElement, name: string): HTMLElement => {
  const found = [...container.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)
  if (found === undefined) throw new Error(`no button is called ${name}`)
  return found
}

// As a user does it: React hears of a value only when it was set past its own setter.
const write = (field: HTMLTextAreaElement, text: string) => {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
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
    const card = find(container, '.held-card')
    expect(card.textContent).toContain('held: answer of the store')
    expect(card.textContent).toContain(`Answers GET /${id}, which the counter sent for #1 GET / of Browser A.`)
    expect(card.textContent).toContain('goes on by itself in 12 s')
    expect(textsOf(container, '.arrow-pill-text')).toEqual(['held, hop 3'])
    await run(() => {
      buttonCalled(card, 'Send it as it was').click()
    })
    await run(() => {
      buttonCalled(container, 'Release all Esc').click()
    })
    expect(calls).toEqual([
      { name: 'steps.next', input: { exchange: 2 } },
      { name: 'steps.release', input: {} },
    ])
    await observe({ kind: 'hop.released', exchange: 2, phase: 'answer', cause: 'next' })
    expect(container.querySelectorAll('.held-card')).toHaveLength(0)
    await close()
  })

  it('sends the message changed, holds it longer while it is edited, and says what follows', async () => {
    const {
      container,
      calls,
      act: run,
      close,
    } = await drawPanel(panel, {
      facts: [stepsOn, ...visit.slice(0, 2), heldAnswer],
    })
    const body = find(container, 'textarea[aria-label="Body"]') as HTMLTextAreaElement
    expect(body.value).toBe('{\n  "count": 5\n}')
    expect(buttonCalled(container, 'Send it changed').hasAttribute('disabled')).toBe(true)
    await run(() => {
      write(body, '{\n  "count": 40\n}')
    })
    expect(find(container, '.held-card').textContent).toContain('11 12 follows from the body')
    await run(() => {
      buttonCalled(container, 'Send it changed').click()
    })
    expect(calls).toEqual([
      { name: 'steps.keep', input: { exchange: 2 } },
      {
        name: 'steps.change',
        input: {
          exchange: 2,
          phase: 'answer',
          change: {
            kind: 'answer',
            status: 200,
            headers: [['Content-Type', 'application/json']],
            body: '{"count":40}',
          },
        },
      },
    ])
    await close()
  })

  it('offers what else can become of it', async () => {
    const {
      container,
      calls,
      act: run,
      close,
    } = await drawPanel(panel, {
      facts: [stepsOn, ...visit.slice(0, 2), heldAnswer],
    })
    for (const name of ['Answer 503', 'Cut the connection', 'Wait 2 s'])
      await run(() => {
        buttonCalled(container, name).click()
      })
    expect(calls).toMatchObject([
      { input: { change: { kind: 'answer', status: 503 } } },
      { input: { change: { kind: 'cut' } } },
      { input: { change: { kind: 'late', milliseconds: 2000 } } },
    ])
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
    await run(() => {
      buttonCalled(container, 'All').click()
    })
    expect(new Set(stages(container))).toEqual(new Set(['plain']))
    await run(() => {
      buttonCalled(container, 'Play slowly').click()
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
