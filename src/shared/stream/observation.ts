import { z } from 'zod'
import { baselineSchema } from './baseline/baseline.ts'
import { changes, fact, type Stamp } from './changes.ts'

/** Each kind of fact that the log can hold. Who appends it stamps nothing: sequence and time are the log's. */
export const factSchema = z.discriminatedUnion('kind', [
  fact('log.began', { cause: z.enum(['start', 'cleared', 'trimmed']), baseline: baselineSchema }),
  ...changes,
])
export type Fact = z.infer<typeof factSchema>
export type FactKind = Fact['kind']
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>

/** One stamped fact of the append-only stream. `sequence` counts from 1 without gaps; `at` is milliseconds since 1970. */
export const observationSchema = z.intersection(z.object({ sequence: z.number().int(), at: z.number() }), factSchema)
export type Observation = Stamp & Fact

export type ObservationOf<K extends FactKind> = Extract<Observation, { kind: K }>
