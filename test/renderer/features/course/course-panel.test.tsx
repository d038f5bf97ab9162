// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Judged } from '../../../../src/shared/stream/judged.ts'
import type { FactOf } from '../../../../src/shared/stream/observation.ts'
import { CoursePanel } from '../../../../src/renderer/features/course/course-panel.tsx'
import { find, textsOf } from '../../../support/find.ts'
import { began } from '../../../support/observations.ts'
import { drawPanel } from '../../../support/panel.tsx'

const judged = (lesson: string, verdict: Judged['verdict'], change: Partial<Judged> = {}): FactOf<'lesson.judged'> => ({
  kind: 'lesson.judged',
  lesson,
  judged: { verdict, at: 1, by: 'hand', isEarlier: false, ...change },
})
const passes: Judged['verdict'] = { state: 'passed', seen: 'It was so.', evidence: [{ exchange: 7, note: 'Count: 2' }] }
const fails: Judged['verdict'] = {
  state: 'failed',
  seen: 'It was otherwise.',
  expected: 'Switch `it` on.',
  evidence: [],
}

const point = (container: HTMLElement, number: number): HTMLElement => find(container, `[aria-label="Point ${number}"]`)
const button = (within: HTMLElement, name: string): HTMLElement => {
  const found = [...within.querySelectorAll('button')].find(
    (one) => one.textContent === name || one.getAttribute('aria-label') === name,
  )
  if (found === undefined) throw new Error(`There is no button ${name}.`)
  return found
}

describe('the Lab', () => {
  it('lists the points with their verdicts, and opens the first that has not passed', async () => {
    const { container, observe, close } = await drawPanel(<CoursePanel />, {
      facts: [began({ lessons: { 'point-1': { verdict: passes, at: 1, by: 'hand', isEarlier: true } } })],
    })
    expect(point(container, 1).dataset['verdict']).toBe('passed')
    expect(point(container, 2).dataset).toMatchObject({ verdict: 'pending', isOpen: 'true' })
    await observe(judged('point-2', fails))
    expect(point(container, 2).dataset['verdict']).toBe('failed')
    expect(point(container, 2).textContent).toContain('It was otherwise.')
    expect(find(point(container, 2), '.verdict-expected code').textContent).toBe('it')
    expect(find(container, '[role=status]').textContent).toBe('Point 2: not as it should be')
    await close()
  })

  it('keeps an opened point open when it passes, and offers the next', async () => {
    const { container, act, observe, close } = await drawPanel(<CoursePanel />, { facts: [began()] })
    await observe(judged('point-1', passes))
    expect(point(container, 1).dataset).toMatchObject({ verdict: 'passed', isOpen: 'true' })
    await act(() => {
      button(point(container, 1), 'Next: point 2').click()
    })
    expect(point(container, 2).dataset['isOpen']).toBe('true')
    await close()
  })

  it('shows evidence as links to its exchanges, unless they are of an earlier session', async () => {
    const { container, services, act, observe, close } = await drawPanel(<CoursePanel />, { facts: [began()] })
    services.preferences.change({ tab: 'store' })
    await observe(judged('point-1', passes))
    expect(textsOf(container, '.evidence-line')).toEqual(['#7 Count: 2'])
    await act(() => {
      find(container, 'button.evidence-line').click()
    })
    expect(services.preferences.current().tab).toBe('timeline')
    await observe(judged('point-1', passes, { isEarlier: true }))
    expect(container.querySelector('button.evidence-line')).toBeNull()
    expect(textsOf(container, '.evidence-line')).toEqual(['Count: 2'])
    await close()
  })

  it('runs a point from its line or opened, and shows how far the run is', async () => {
    const { container, calls, act, observe, close } = await drawPanel(<CoursePanel />, { facts: [began()] })
    await act(() => {
      button(point(container, 3), 'Run point').click()
    })
    expect(calls).toEqual([{ name: 'lesson.run', input: { lesson: 'point-3' } }])
    expect(point(container, 3).dataset['isOpen']).toBe('true')
    await observe(
      { kind: 'run.began', lesson: 'point-3', steps: ['First', 'Then'] },
      { kind: 'run.stepped', lesson: 'point-3', index: 0 },
      { kind: 'run.stepped', lesson: 'point-3', index: 1 },
    )
    expect(find(point(container, 3), '[aria-current=step]').textContent).toContain('Then')
    expect(button(point(container, 1), 'Run point').hasAttribute('disabled')).toBe(true)
    await act(() => {
      button(point(container, 3), 'Stop').click()
    })
    expect(calls.at(-1)).toEqual({ name: 'run.stop', input: {} })
    await observe({ kind: 'run.ended', lesson: 'point-3', outcome: 'failed', problem: 'The page has no button.' })
    expect(find(point(container, 3), '[role=alert]').textContent).toBe('The page has no button.')
    await close()
  })

  it('gives hints one by one, and explains when it is asked', async () => {
    const { container, act, close } = await drawPanel(<CoursePanel />, { facts: [began()] })
    const hints = () => container.querySelectorAll('.point-hint').length
    await act(() => {
      button(point(container, 1), 'Hint').click()
    })
    expect(hints()).toBe(1)
    await act(() => {
      button(point(container, 1), 'Another hint').click()
    })
    expect(hints()).toBe(2)
    expect(container.querySelector('.point-why')).toBeNull()
    await act(() => {
      button(point(container, 1), 'Why is it so?').click()
    })
    expect(container.querySelectorAll('.point-why').length).toBeGreaterThan(0)
    await close()
  })

  it('resets one point', async () => {
    const { container, calls, act, observe, close } = await drawPanel(<CoursePanel />, {
      facts: [began(), judged('point-1', passes)],
    })
    await act(() => {
      find(point(container, 1), '.point-title').click()
    })
    await act(() => {
      button(point(container, 1), 'Reset point').click()
    })
    expect(calls).toEqual([{ name: 'lesson.reset', input: { lesson: 'point-1' } }])
    await observe(judged('point-1', { state: 'pending', parts: [] }))
    expect(point(container, 1).dataset['verdict']).toBe('pending')
    await close()
  })
})
