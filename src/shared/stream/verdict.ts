import { z } from 'zod'

/** One thing that must be seen, and whether it was. */
export const partSchema = z.object({ text: z.string(), isSeen: z.boolean() })
export type Part = z.infer<typeof partSchema>

/** What proves a verdict: an exchange, or another observation by its sequence, with what is to be seen in it. */
export const evidenceSchema = z.object({
  exchange: z.number().int().positive().optional(),
  sequence: z.number().int().optional(),
  note: z.string(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** What a check makes of the observations so far. */
export const verdictSchema = z.discriminatedUnion('state', [
  /** Not everything was seen yet, and nothing that speaks against it. */
  z.object({ state: z.literal('pending'), parts: z.array(partSchema) }),
  z.object({ state: z.literal('passed'), seen: z.string(), evidence: z.array(evidenceSchema) }),
  /** Something else was seen than should be; `expected` says what, and how to get there. */
  z.object({ state: z.literal('failed'), seen: z.string(), expected: z.string(), evidence: z.array(evidenceSchema) }),
])
export type Verdict = z.infer<typeof verdictSchema>

/** The parts in order; each counts as seen where there is evidence of it. */
export const pending = (...parts: readonly (readonly [text: string, isSeen: boolean])[]): Verdict => ({
  state: 'pending',
  parts: parts.map(([text, isSeen]) => ({ text, isSeen })),
})

export const passed = (seen: string, evidence: readonly Evidence[]): Verdict => ({
  state: 'passed',
  seen,
  evidence: [...evidence],
})

export const failedVerdict = (seen: string, expected: string, evidence: readonly Evidence[]): Verdict => ({
  state: 'failed',
  seen,
  expected,
  evidence: [...evidence],
})

export const noVerdict: Verdict = { state: 'pending', parts: [] }
