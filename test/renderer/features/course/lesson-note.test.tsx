// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LessonNote } from '../../../../src/renderer/features/course/lesson-note.tsx'
import { find } from '../../../support/find.ts'
import { began } from '../../../support/observations.ts'
import { drawPanel } from '../../../support/panel.tsx'

const kept = (text: string) => ({ name: '', notes: '', lessons: { 'point-3': text } })

const open = async (text = '') => {
  const drawn = await drawPanel(<LessonNote lesson="point-3" />, { facts: [began({ report: kept(text) })] })
  const area = find(drawn.container, 'textarea') as HTMLTextAreaElement
  const type = (typed: string) =>
    drawn.act(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, typed)
      area.dispatchEvent(new Event('input', { bubbles: true }))
    })
  const described = () => drawn.calls.map(({ input }) => input)
  return { ...drawn, area, type, described }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('is kept when its writer pauses, once for many keys', async () => {
  const { type, described, close } = await open()
  for (const typed of ['I', 'I s', 'I see']) await type(typed)
  expect(described()).toEqual([])
  await act(async () => {
    await vi.advanceTimersByTimeAsync(1_000)
  })
  expect(described()).toEqual([{ lessons: { 'point-3': 'I see' } }])
  await close()
})

it('is kept at once when the keyboard leaves it or the lesson is closed', async () => {
  const left = await open()
  await left.type('Left.')
  await left.act(() => {
    left.area.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  })
  expect(left.described()).toEqual([{ lessons: { 'point-3': 'Left.' } }])
  await left.observe({ kind: 'report.described', note: kept('Left.') })
  await left.close()
  expect(left.described()).toHaveLength(1)

  const closed = await open()
  await closed.type('Closed.')
  await closed.close()
  expect(closed.described()).toEqual([{ lessons: { 'point-3': 'Closed.' } }])
})

it('shows what was said before, and says nothing by itself', async () => {
  const { container, area, described, close } = await open('Before.')
  expect(area.value).toBe('Before.')
  expect((find(container, 'details') as HTMLDetailsElement).open).toBe(true)
  await close()
  expect(described()).toEqual([])
})
