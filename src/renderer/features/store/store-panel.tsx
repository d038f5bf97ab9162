import { useCallback, useRef, useState } from 'react'
import { entriesFold, type EntriesView } from '../../../shared/folds/entries.ts'
import { labFold, type LabView } from '../../../shared/folds/lab.ts'
import type { Entry } from '../../../shared/stream/lab-state.ts'
import { Plus } from 'lucide-react'
import { Button } from 'react-aria-components'
import { EmptyState } from '../../kit/empty-state.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { SearchBox } from '../../kit/search-box.tsx'
import { useExperimentNumber } from '../../client/use-experiment-number.ts'
import { useStage } from '../../client/use-stage.ts'
import { useView } from '../../client/use-view.ts'
import { storeTexts } from './store-texts.ts'
import { DumpText } from './dump-text.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { EntriesTable } from './entries-table.tsx'
import { useEntryEdits, type EntryEditing } from './use-entry-edits.ts'
import './store.css'

/** What the key-value service holds, live, and as `dump` prints it. */
export const StorePanel = () => {
  const entries = useView(entriesFold)
  const [prefix, setPrefix] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const { editing, setEditing, deleted, remove, undo } = useEntryEdits()
  const edit = useCallback(
    (entry: Entry) => {
      setEditing({ state: 'entry', entry })
    },
    [setEditing],
  )
  const removeRow = useCallback(
    (entry: Entry) => {
      // The button goes with its row; the keyboard goes on from here.
      void remove(entry).then(() => scroller.current?.focus())
    },
    [remove],
  )
  return (
    <>
      <div className="inspector-tools">
        <SearchBox
          name={storeTexts.prefix}
          placeholder={storeTexts.prefixPlaceholder}
          clearName={storeTexts.clearPrefix}
          value={prefix}
          onChange={setPrefix}
        />
        <IconButton
          icon={Plus}
          name={storeTexts.add}
          onPress={() => {
            setEditing({ state: 'new' })
          }}
        />
      </div>
      <div className="store" ref={scroller} tabIndex={0} role="group" aria-label={storeTexts.title}>
        <StageNote />
        <EntriesTable view={entries} prefix={prefix} onEdit={edit} onDelete={removeRow} />
        <UndoNote deleted={deleted} onUndo={() => void undo()} />
        <DumpOrHint view={entries} prefix={prefix} />
      </div>
      <OpenDialog
        editing={editing}
        view={entries}
        onClose={() => {
          setEditing({ state: 'none' })
        }}
      />
    </>
  )
}

const StageNote = () => {
  const { stage } = useStage()
  const number = useExperimentNumber(stage)
  return stage === undefined ? null : <p className="store-stage">{storeTexts.standIns(number)}</p>
}

const UndoNote = ({ deleted, onUndo }: { readonly deleted: Entry | undefined; readonly onUndo: () => void }) => (
  <div role="status">
    {deleted === undefined ? null : (
      <p className="store-undo">
        {storeTexts.deleted(deleted.key)}{' '}
        <Button className="link" onPress={onUndo}>
          {storeTexts.undo}
        </Button>
      </p>
    )}
  </div>
)

const DumpOrHint = ({ view, prefix }: { readonly view: EntriesView; readonly prefix: string }) => {
  const lab = useView(labFold)
  if (view.keys.length + view.more > 0) return <DumpText view={view} prefix={prefix} url={storeUrlOf(lab)} />
  const isStoreOn = lab.state === 'known' && lab.settings.USE_SESSION_STORE
  return <EmptyState>{isStoreOn ? storeTexts.emptyReload : storeTexts.emptySwitchOn}</EmptyState>
}

interface OpenDialogProps {
  readonly editing: EntryEditing
  readonly view: EntriesView
  readonly onClose: () => void
}

const OpenDialog = ({ editing, view, onClose }: OpenDialogProps) => {
  if (editing.state === 'none') return null
  if (editing.state === 'new') return <EntryDialog onClose={onClose} />
  return <EntryDialog entry={editing.entry} now={view.byKey.get(editing.entry.key)} onClose={onClose} />
}

const storeUrlOf = (lab: LabView): string => {
  const store = lab.state === 'known' ? lab.nodes.find(({ role }) => role === 'store') : undefined
  return store?.state === 'listening' ? store.url.replace(/\/$/, '') : ''
}
