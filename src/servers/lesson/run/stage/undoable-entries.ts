import { z } from 'zod'
import type { Entries, NewValue, StoredValue } from '../../../kv/entries/entries.ts'
import type { ObservedEntries } from '../../../kv/observed-entries.ts'
import { toEntry } from '../../../kv/observed-entry.ts'
import type { ExchangeId } from '../../../../shared/stream/changes.ts'
import type { Fact } from '../../../../shared/stream/observation.ts'

/** An entry as it was; without a value it did not exist. */
export const entryBeforeSchema = z.object({
  key: z.string(),
  value: z.string().optional(),
  expires: z.number().optional(),
})
export type EntryBefore = z.infer<typeof entryBeforeSchema>

/** Entries whose changes can be taken back. */
export interface UndoableEntries extends ObservedEntries {
  /** From now on remembers what each entry was before it was changed in the course of an exchange that `isOurs`; `onUndo` is told before it is. */
  begin(isOurs: IsOurs, onUndo: (before: readonly EntryBefore[]) => Promise<void>): void
  /** Makes the entries what they were. */
  undo(remembered?: readonly EntryBefore[]): Promise<void>
}

type IsOurs = (exchange: ExchangeId | undefined) => boolean

interface Remembering {
  readonly isOurs: IsOurs
  readonly onUndo: (before: readonly EntryBefore[]) => Promise<void>
  readonly before: Map<string, EntryBefore>
  readonly reading: Map<string, Promise<void>>
}

/** {@link UndoableEntries} around a storage; what is taken back is told of. */
export const createUndoableEntries = (entries: Entries, tell: (fact: Fact) => void): UndoableEntries => {
  let current: Remembering | undefined

  const remember = async (keys: Iterable<string>, exchange: ExchangeId | undefined): Promise<void> => {
    const remembering = current
    if (remembering === undefined || !remembering.isOurs(exchange)) return
    for (const key of keys) {
      const reading = remembering.reading.get(key) ?? readBefore(remembering, key)
      remembering.reading.set(key, reading)
      await reading
    }
  }
  const readBefore = async ({ before, onUndo }: Remembering, key: string): Promise<void> => {
    const stored = await entries.get(key)
    before.set(key, { key, ...(stored === undefined ? {} : valueOf(stored)) })
    await onUndo([...before.values()])
  }

  const bringBack = async ({ key, value, expires }: EntryBefore): Promise<void> => {
    const now = await entries.get(key)
    if (now?.value === value && now?.expires === expires) return
    if (value === undefined) {
      await entries.delete(key)
      tell({ kind: 'entry.deleted', key, cause: 'deleted' })
      return
    }
    const before = expires === undefined ? { value } : { value, expires }
    const written = await entries.set(new Map([[key, before]]))
    const [one] = written.ok ? written.value : []
    if (one === undefined) return
    const { version, isNew } = one
    tell({ kind: 'entry.written', entry: toEntry(key, { ...before, version }), isNew })
  }

  return {
    ...entries,
    set: async (changes, precondition, exchange) => {
      await remember(changes.keys(), exchange)
      return entries.set(changes, precondition)
    },
    delete: async (key, precondition, exchange) => {
      await remember([key], exchange)
      return entries.delete(key, precondition)
    },
    begin: (isOurs, onUndo) => {
      current = { isOurs, onUndo, before: new Map(), reading: new Map() }
    },
    undo: async (remembered) => {
      const last = remembered ?? [...(current?.before.values() ?? [])]
      current = undefined
      for (const entry of last) await bringBack(entry)
    },
  }
}

const valueOf = ({ value, expires }: StoredValue): NewValue => (expires === undefined ? { value } : { value, expires })
