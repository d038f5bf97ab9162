import { z } from 'zod'

const subjectCapabilitiesSchema = z.object({
  /** The panel can switch between sessions in the cookie and in a store. */
  modeSwitch: z.boolean(),
  /** It can be set back to how it was at first. */
  reset: z.boolean(),
  /** It keeps sessions in a node that the lab can look into. */
  store: z.boolean(),
  /** It says itself what became of a session; else that is read off its messages. */
  sessionFacts: z.boolean(),
})

/** What can be done with a subject, and what it tells. A lesson says what it needs of this. */
export type SubjectCapabilities = Readonly<z.infer<typeof subjectCapabilitiesSchema>>

/** What is watched, as the panel knows it. */
export const subjectNameSchema = z.object({
  id: z.string(),
  label: z.string(),
  capabilities: subjectCapabilitiesSchema,
  /** The port by which other clients reach it, where they do not go there directly. */
  tapPort: z.number().int().optional(),
})
export type SubjectName = z.infer<typeof subjectNameSchema>

/** The subject of streams that name none, as those of 0.1.0: the counter. */
export const firstSubject: SubjectName = {
  id: 'counter',
  label: 'Counter',
  capabilities: { modeSwitch: true, reset: true, store: true, sessionFacts: true },
}
