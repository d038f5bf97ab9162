import { z } from 'zod'

/** The bytes of a message body, as much of them as the log keeps. */
export const bodySchema = z.object({
  /** How `text` stands for the bytes: as UTF-8, or as base64 where they are not UTF-8. */
  encoding: z.enum(['utf8', 'base64']),
  text: z.string(),
  /** Length on the wire in bytes; more than `text` holds when it was truncated. */
  bytes: z.number().int(),
  truncated: z.boolean(),
})
export type Body = z.infer<typeof bodySchema>
export const emptyBody: Body = { encoding: 'utf8', text: '', bytes: 0, truncated: false }
