import { z } from 'zod'
import { lessonIdSchema } from './judged.ts'

const fields = {
  name: z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u, 'one line without control characters'),
  notes: z.string().max(20_000),
}

/** Characters that a student may say of one point or experiment. */
export const lessonNoteAtMost = 4_000
const lessonNotesSchema = z.record(lessonIdSchema, z.string().max(lessonNoteAtMost))

/** What a student says of a report: whose it is, what there is to say of single points and experiments, and what besides. */
export const reportNoteSchema = z.object({ ...fields, lessons: lessonNotesSchema.default({}) })
export type ReportNote = z.infer<typeof reportNoteSchema>
export const noReportNote: ReportNote = { name: '', notes: '', lessons: {} }

/** A change of it: what is absent stays as it is, and a lesson's note that is empty goes. */
export const reportNoteChangeSchema = z.object({ ...fields, lessons: lessonNotesSchema }).partial()
export type ReportNoteChange = z.infer<typeof reportNoteChangeSchema>

/** What a student says of a report, once it was changed. */
export const changedReportNote = (
  before: ReportNote,
  { name = before.name, notes = before.notes, lessons }: ReportNoteChange,
): ReportNote => ({
  name,
  notes,
  lessons: Object.fromEntries(
    Object.entries({ ...before.lessons, ...lessons }).filter(([, text]) => text.trim() !== ''),
  ),
})
