import { z } from 'zod'

/** What JSON can say (RFC 8259). */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/**
 * How deep lists and objects may nest in what the lab takes apart; Python's own parser gives up at about 1,000. What is deeper is
 * refused in words, since whoever walks through it would run out of stack.
 */
export const deepestJson = 200

/** Whether something is nested deeper than a limit. It is looked through level by level, so it may be as deep as it likes. */
export const isDeeperThan = (limit: number, value: unknown): boolean => {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true
    const below: unknown[] = []
    for (const one of level) {
      if (typeof one === 'object' && one !== null) for (const member of Object.values(one)) below.push(member)
    }
    level = below
  }
  return false
}

/** Whether it is nested deeper than the lab takes apart. */
export const isTooDeep = (value: unknown): boolean => isDeeperThan(deepestJson, value)

// Before the schema goes down into it.
const shallow = z
  .unknown()
  .refine((value) => !isTooDeep(value), { error: `nested more than ${deepestJson} deep`, abort: true })

export const jsonSchema: z.ZodType<Json> = shallow.pipe(z.json())
export const jsonObjectSchema: z.ZodType<JsonObject> = shallow.pipe(z.record(z.string(), z.json()))
