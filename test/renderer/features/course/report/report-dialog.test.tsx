// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { ReportDialog } from '../../../../../src/renderer/features/course/report/report-dialog.tsx'
import { find } from '../../../../support/find.ts'
import { began } from '../../../../support/observations.ts'
import { drawPanel } from '../../../../support/panel.tsx'
import { passed } from '../../../../../src/shared/stream/verdict.ts'

const note = { name: 'Ada', notes: 'It grew.' }
const described = { ...note, lessons: {} }
const judged = { verdict: passed('Seen.', []), at: 1, by: 'hand', isEarlier: false } as const
const facts = [began({ report: described, lessons: { 'point-1': judged } })]
const named = (name: string): HTMLElement => find(document, `[aria-label="${name}"]`)

const open = async (options: Parameters<typeof drawPanel>[1]) => {
  const drawn = await drawPanel(<ReportDialog onClose={() => undefined} />, options)
  const submit = () =>
    drawn.act(() => {
      find(document, 'form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    })
  return { ...drawn, submit }
}

afterEach(() => vi.restoreAllMocks())

it('remembers what was typed, says what will be in the report, and offers no PDF where nothing prints', async () => {
  const { close } = await open({ facts })
  expect([named('Name'), named('Notes')].map((field) => (field as HTMLInputElement).value)).toEqual([
    note.name,
    note.notes,
  ])
  expect(find(document, '[role=dialog]').textContent).toMatch(
    /In it: 1 of 11 points passed, 0 of 17 experiments, the others as they stand/,
  )
  expect([...named('Format').querySelectorAll('option')].map(({ value }) => value)).toEqual(['html', 'markdown'])
  await close()
})

it('offers a PDF in the desktop window', async () => {
  const { close } = await open({ facts: [began({ lab: { version: '1', browsers: 'native', settingsFile: '' } })] })
  expect((named('Format') as HTMLSelectElement).value).toBe('pdf')
  await close()
})

it('stays open and says why when the report cannot be made', async () => {
  const { submit, calls, close } = await open({
    facts,
    failure: { code: 'unavailable', message: 'There is no room left.' },
  })
  await submit()
  expect(find(document, '[role=alert]').textContent).toBe('There is no room left.')
  expect(calls).toMatchObject([{ name: 'report.describe', input: note }])
  await close()
})

it('keeps what was typed when it is closed without an export', async () => {
  const { calls, close } = await open({ facts })
  const field = named('Name') as HTMLInputElement
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'Grace')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await Promise.resolve()
  })
  await act(async () => {
    ;[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel')?.click()
    await Promise.resolve()
  })
  expect(calls).toEqual([{ name: 'report.describe', input: { ...note, name: 'Grace' } }])
  await close()
})
