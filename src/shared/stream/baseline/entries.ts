import { z } from 'zod'
import { entrySchema, type Entry } from '../lab-state.ts'
import { kindsOf, stepBy, type StatePart, type PartSteps } from './part.ts'

/** Entries that a baseline lists; of more it keeps the number only. */
export const listedEntries = 1_000

/** What the key-value service holds. */
export interface ListedEntries {
  /** Changed in place, since copying it at each write would cost its whole length. */
  readonly byKey: Map<string, Entry>
  /** How many there are beyond these. */
  readonly more: number
}

const fields = {
  /** The first entries in key order; `moreEntries` says how many there are beyond them. */
  entries: z.array(entrySchema),
  moreEntries: z.number().int(),
}

const step = {
  'entry.written': (listed, { entry, isNew }) => {
    const { byKey, more } = listed
    if (byKey.has(entry.key) || byKey.size < listedEntries) return { byKey: byKey.set(entry.key, entry), more }
    return isNew ? { byKey, more: more + 1 } : listed
  },
  'entry.deleted': ({ byKey, more }, { key }) =>
    byKey.delete(key) ? { byKey, more } : { byKey, more: Math.max(0, more - 1) },
} satisfies PartSteps<ListedEntries>

/** The entries: a list in the baseline, and by key in the view. */
export const entries: StatePart<'entries', typeof fields, ListedEntries, keyof typeof step> = {
  name: 'entries',
  fields,
  empty: { entries: [], moreEntries: 0 },
  kinds: kindsOf(step),
  open: ({ entries: all, moreEntries }) => ({
    byKey: new Map(all.map((entry) => [entry.key, entry])),
    more: moreEntries,
  }),
  describe: ({ byKey, more }) => ({ entries: [...byKey.values()], moreEntries: more }),
  next: (listed, change) => stepBy<ListedEntries>(step, listed, change),
}
