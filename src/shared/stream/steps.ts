import { z } from 'zod'
import { nodeIdSchema, participantSchema } from './participant.ts'

/** A hop that is held in step mode: a request that its server has not begun to handle, or an answer of which no byte is sent. */
export const heldHopSchema = z.object({
  exchange: z.number().int().positive(),
  phase: z.enum(['request', 'answer']),
  from: participantSchema,
  /** Where the request goes, which is where the answer comes from. */
  to: nodeIdSchema,
  /** When it is released if nobody does so before, in milliseconds since 1970. */
  until: z.number(),
})
export type HeldHop = z.infer<typeof heldHopSchema>

/** Whether hops are held, and which are now, longest held first. */
export const stepsSchema = z.object({ isOn: z.boolean(), held: z.array(heldHopSchema) })
export type Steps = z.infer<typeof stepsSchema>
export const noSteps: Steps = { isOn: false, held: [] }

/** Why a hop went on: somebody said *Next* or released all, its time was over, or its connection ended. */
export const releaseCauseSchema = z.enum(['next', 'all', 'time', 'gone'])
export type ReleaseCause = z.infer<typeof releaseCauseSchema>

/** Milliseconds after which a hop that nobody releases goes on by itself. */
export const stepLimit = 30_000
