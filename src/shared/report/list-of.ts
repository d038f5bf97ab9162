import { z } from 'zod'

/**
 * A list of at most so many items, read no further than to the first that is none. A plain `z.array` says what is wrong with each
 * item, which in a file that somebody made up can be hundreds of thousands.
 */
export const listOf = <T>(item: z.ZodType<T>, atMost: number) =>
  z
    .array(z.unknown())
    .max(atMost)
    .transform((items, context): T[] => {
      const read: T[] = []
      for (const [index, one] of items.entries()) {
        const parsed = item.safeParse(one)
        if (!parsed.success) {
          context.addIssue({ code: 'custom', path: [index], message: 'another form than expected' })
          return z.NEVER
        }
        read.push(parsed.data)
      }
      return read
    })
