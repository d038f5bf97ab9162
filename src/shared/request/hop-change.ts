import { z } from 'zod'
import { bodyTextSchema, methodSchema, ownHeadersSchema, targetSchema } from './composed-request.ts'

/**
 * What somebody makes of a message that is held. Headers are all but those that follow from the message or its connection; a
 * body that is absent stays as it is.
 */
export const hopChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    method: methodSchema,
    target: targetSchema,
    headers: ownHeadersSchema,
    body: bodyTextSchema.optional(),
  }),
  /** In the place of a request that is held it is answered like this, and nobody handles it. */
  z.object({
    kind: z.literal('answer'),
    status: z.number().int().min(200).max(599),
    headers: ownHeadersSchema,
    body: bodyTextSchema.optional(),
  }),
  /** Ends the connection. */
  z.object({ kind: z.literal('cut') }),
  /** Goes on as it is after a time that counts, unlike that in which it is held. */
  z.object({ kind: z.literal('late'), milliseconds: z.number().int().min(100).max(60_000) }),
])
export type HopChange = z.infer<typeof hopChangeSchema>
