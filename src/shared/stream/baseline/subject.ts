import { firstSubject, subjectNameSchema } from '../subject-name.ts'
import { part } from './part.ts'

/** What is watched. */
export const subject = part({
  name: 'subject',
  schema: subjectNameSchema.default(firstSubject),
  empty: firstSubject,
  step: { 'subject.changed': (_before, { subject: now }) => now },
})
