import type { JsonBounds } from '../../shared/base/json-bounds.ts'

// A report comes from somebody else. What one may hold is many times what any lab makes, and little enough to be looked at in seconds
// and in the memory that Node has on a small machine.

/** Bytes of a report's file, with its pictures. */
export const fileAtMost = 64_000_000

/** Bytes of the data in it. */
export const dataAtMost = 24_000_000

/** What that data may hold. What is deeper has no canonical form, and so no digest. */
export const jsonAtMost: JsonBounds = { depth: 900, members: 100_000, values: 1_000_000 }

/** Bytes of a file, and of its data, in which the line that was changed is looked for: to that end the report is written once more. */
export const comparedAtMost = { document: 24_000_000, data: 2_000_000 }
