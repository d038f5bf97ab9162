import type { EntryCondition } from '../../../shared/wire/contract.ts'
import type { Entry } from '../../../shared/stream/lab-state.ts'

/** The condition that an entry is still what was shown of it; undefined where its version is not known. */
export const presentAs = (entry: Entry | undefined): EntryCondition | undefined =>
  entry?.version === undefined ? undefined : { state: 'present', version: entry.version }
