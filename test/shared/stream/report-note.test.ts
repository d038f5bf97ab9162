import { expect, it } from 'vitest'
import { changedReportNote, noReportNote, reportNoteSchema } from '../../../src/shared/stream/report-note.ts'

const before = { name: 'Ada', notes: 'It grew.', lessons: { 'point-1': 'One.', 'point-2': 'Two.' } }

it('changes only what a change names', () => {
  expect(changedReportNote(before, {})).toEqual(before)
  expect(changedReportNote(before, { name: 'Grace' })).toEqual({ ...before, name: 'Grace' })
  expect(changedReportNote(before, { notes: '' })).toEqual({ ...before, notes: '' })
  expect(changedReportNote(before, { lessons: { 'point-2': 'Second.', 'point-3': 'Three.' } }).lessons).toEqual({
    'point-1': 'One.',
    'point-2': 'Second.',
    'point-3': 'Three.',
  })
})

it('forgets what is said of a lesson when nothing is left of it', () => {
  expect(changedReportNote(before, { lessons: { 'point-1': ' \n' } }).lessons).toEqual({ 'point-2': 'Two.' })
})

it('reads what was kept before lessons had notes', () => {
  expect(reportNoteSchema.parse({ name: '', notes: '' })).toEqual(noReportNote)
})
