import { z } from 'zod'
import { bodySchema } from './body.ts'
import { headerListSchema } from './header-list.ts'
import { nodeIdSchema, participantSchema } from './participant.ts'

/** Which of an exchange's two messages. */
export const phaseSchema = z.enum(['request', 'answer'])

/** A request as its server handles it. */
const requestMessageSchema = z.object({
  kind: z.literal('request'),
  method: z.string(),
  target: z.string(),
  headers: headerListSchema,
  body: bodySchema,
})
export type HeldRequest = z.infer<typeof requestMessageSchema>

/** An answer as it is sent, without what Node adds to its headers. */
const answerMessageSchema = z.object({
  kind: z.literal('answer'),
  status: z.number().int(),
  reason: z.string(),
  headers: headerListSchema,
  /** Absent while nobody knows it: the answer comes in pieces, or has none by its nature (RFC 9110 §6.4.1). */
  body: bodySchema.optional(),
})
export type HeldAnswer = z.infer<typeof answerMessageSchema>
export type HeldMessage = HeldRequest | HeldAnswer

/** A hop that is held in step mode: a request that its server has not begun to handle, or an answer of which no byte is sent. */
export const heldHopSchema = z.object({
  exchange: z.number().int().positive(),
  phase: phaseSchema,
  from: participantSchema,
  /** Where the request goes, which is where the answer comes from. */
  to: nodeIdSchema,
  /** When it is released if nobody does so before, in milliseconds since 1970. */
  until: z.number(),
  /** It can be changed while it is held. */
  isChangeable: z.boolean().optional(),
  /** The answer that is held; a request that is held was observed already. */
  answer: answerMessageSchema.optional(),
})
export type HeldHop = z.infer<typeof heldHopSchema>

/** What became of a hop that somebody changed by hand: another message, a connection that was cut, or a delay. */
const handMadeSchema = z.discriminatedUnion('kind', [
  requestMessageSchema,
  answerMessageSchema,
  z.object({ kind: z.literal('cut') }),
  z.object({ kind: z.literal('late'), milliseconds: z.number().int() }),
])
export type HandMade = z.infer<typeof handMadeSchema>

/** A change by hand: what the message was, and what went on in its place. */
export const handChangeSchema = z.object({
  phase: phaseSchema,
  was: z.discriminatedUnion('kind', [requestMessageSchema, answerMessageSchema]),
  now: handMadeSchema,
})
export type HandChange = z.infer<typeof handChangeSchema>

/** Whether hops are held, and which are now, longest held first. */
export const stepsSchema = z.object({ isOn: z.boolean(), held: z.array(heldHopSchema) })
export type Steps = z.infer<typeof stepsSchema>
export const noSteps: Steps = { isOn: false, held: [] }

/** Why a hop went on: somebody said *Next* or released all, its time was over, or its connection ended. */
export const releaseCauseSchema = z.enum(['next', 'all', 'time', 'gone'])
export type ReleaseCause = z.infer<typeof releaseCauseSchema>

/** Milliseconds after which a hop that nobody releases goes on by itself. */
export const stepLimit = 30_000
