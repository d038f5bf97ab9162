import { z } from 'zod'

/** Why an operation was not carried out, in words that a user can act on. */
export const failureSchema = z.object({
  code: z.enum([
    'unknown-operation',
    'bad-input',
    'refused',
    'not-found',
    'conflict',
    'unsupported',
    'unavailable',
    'address-in-use',
    'defect',
  ]),
  message: z.string(),
})
export type Failure = z.infer<typeof failureSchema>
