import { useCallback, useState } from 'react'
import type { Entry } from '../../../shared/stream/lab-state.ts'
import { useCall } from '../../client/use-call.ts'
import { presentAs } from './present-as.ts'

/** What is being edited, if anything. */
export type EntryEditing =
  | { readonly state: 'none' }
  | { readonly state: 'new' }
  | { readonly state: 'entry'; readonly entry: Entry }

/** The edits of the store: what is being edited, and the entry that was deleted last, to be brought back. */
export const useEntryEdits = () => {
  const call = useCall()
  const [editing, setEditing] = useState<EntryEditing>({ state: 'none' })
  const [deleted, setDeleted] = useState<Entry>()
  const remove = useCallback(
    async (entry: Entry): Promise<void> => {
      const condition = presentAs(entry)
      if (condition === undefined) return
      const result = await call('entry.delete', { key: entry.key, condition })
      // A value that was cut could not be brought back whole.
      if (result.ok) setDeleted(entry.truncated ? undefined : entry)
    },
    [call],
  )
  const undo = async (): Promise<void> => {
    if (deleted === undefined) return
    const { key, value } = deleted
    await call('entry.write', { key, value, condition: { state: 'absent' } })
    setDeleted(undefined)
  }
  return { editing, setEditing, deleted, remove, undo }
}
