import { z } from 'zod'

/** What a student says of a report: whose it is, and what there is to say besides. */
export const reportNoteSchema = z.object({
  name: z.string().max(200).regex(/^\P{Cc}*$/u, 'one line without control characters'),
  notes: z.string().max(20_000),
})
export type ReportNote = z.infer<typeof reportNoteSchema>
export const noReportNote: ReportNote = { name: '', notes: '' }
