import { noReportNote, reportNoteSchema } from '../report-note.ts'
import { part } from './part.ts'

/** What the student says of the report. */
export const report = part({
  name: 'report',
  schema: reportNoteSchema,
  empty: noReportNote,
  step: { 'report.described': (_before, { note }) => note },
})
