import { z } from 'zod'
import { present } from '../base/present.ts'
import { factSchema, type FactOf } from '../stream/observation.ts'
import { ownNodeIdSchema, participantSchema, type NodeId, type Participant } from '../stream/participant.ts'
import { member } from './loose.ts'

/**
 * What only this lab knows of an exchange, and no other program has a word for: the member `_sessionscope` of an entry.
 * Files of 0.1.0 have of it `exchange`, `parent`, `from` and `to`.
 */
export interface OwnEntry {
  readonly exchange: number
  readonly parent?: number
  readonly from?: Participant
  readonly to?: NodeId
  /** The request's target as it stood in its first line, where the address does not give it back. */
  readonly target?: string
  readonly isPending: boolean
  readonly connection?: number
  /** The places of its facts in the stream, by which they are put in order again. */
  readonly order?: {
    readonly requested: number
    readonly ended?: number
    readonly opened?: number
    readonly saved?: number
  }
  readonly opened?: FactOf<'session.opened'>
  readonly saved?: FactOf<'session.saved'>
}

const lenient = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined)
const place = z.number().int()

const ownSchema = z.object({
  exchange: z.number().int(),
  parent: lenient(z.number().int()),
  from: lenient(participantSchema),
  to: lenient(ownNodeIdSchema),
  target: lenient(z.string()),
  isPending: z.boolean().catch(false),
  connection: lenient(z.number().int()),
  order: lenient(
    z.object({ requested: place, ended: place.optional(), opened: place.optional(), saved: place.optional() }),
  ),
  opened: z.unknown().optional(),
  saved: z.unknown().optional(),
})

/** Reads what the lab wrote of an exchange for itself; undefined where it wrote nothing. */
export const readOwn = (entry: unknown): OwnEntry | undefined => {
  const written = member(entry, '_sessionscope')
  const parsed = written === undefined ? undefined : ownSchema.safeParse(written)
  if (parsed?.success !== true) return undefined
  const { opened, saved, ...rest } = parsed.data
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Omit<
    OwnEntry,
    'opened' | 'saved'
  >
  const openedFact = sessionFact('session.opened', opened)
  const savedFact = sessionFact('session.saved', saved)
  return {
    ...known,
    ...present({ opened: openedFact, saved: savedFact }),
  }
}

const sessionFact = <K extends 'session.opened' | 'session.saved'>(kind: K, value: unknown): FactOf<K> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const parsed = factSchema.safeParse({ exchange: 1, ...value, kind })
  return parsed.success && parsed.data.kind === kind ? (parsed.data as FactOf<K>) : undefined
}
