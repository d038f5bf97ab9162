import { useRef, useState } from 'react'
import { entriesFold } from '../../../shared/folds/entries.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { Plus } from 'lucide-react'
import { Button } from 'react-aria-components'
import { EmptyState } from '../../kit/empty-state.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { SearchBox } from '../../kit/search-box.tsx'
import { useView } from '../../client/use-view.ts'
import { texts } from '../../texts/texts.ts'
import { DumpText } from './dump-text.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { EntriesTable } from './entries-table.tsx'
import { useEntryEdits } from './use-entry-edits.ts'
import './store.css'

/** What the key-value service holds, live, and as `dump` prints it. */
export const StorePanel = () => {
  const entries = useView(entriesFold)
  const lab = useView(labFold)
  const [prefix, setPrefix] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const { editing, setEditing, deleted, remove, undo } = useEntryEdits()
  const close = () => {
    setEditing({ state: 'none' })
  }
  const isStoreOn = lab.state === 'known' && lab.settings.USE_SESSION_STORE
  const isEmpty = entries.keys.length + entries.more === 0
  return (
    <>
      <div className="inspector-tools">
        <SearchBox
          name={texts.store.prefix}
          placeholder={texts.store.prefixPlaceholder}
          clearName={texts.store.clearPrefix}
          value={prefix}
          onChange={setPrefix}
        />
        <IconButton
          icon={Plus}
          name={texts.store.add}
          onPress={() => {
            setEditing({ state: 'new' })
          }}
        />
      </div>
      <div className="store" ref={scroller} tabIndex={0} role="group" aria-label={texts.tabs.store}>
        <EntriesTable
          view={entries}
          prefix={prefix}
          onEdit={(entry) => {
            setEditing({ state: 'entry', entry })
          }}
          onDelete={(entry) => {
            // The button goes with its row; the keyboard goes on from here.
            void remove(entry).then(() => scroller.current?.focus())
          }}
        />
        <div role="status">
          {deleted === undefined ? null : (
            <p className="store-undo">
              {texts.store.deleted(deleted.key)}{' '}
              <Button className="link" onPress={() => void undo()}>
                {texts.store.undo}
              </Button>
            </p>
          )}
        </div>
        {isEmpty ? (
          <EmptyState>{isStoreOn ? texts.store.emptyReload : texts.store.emptySwitchOn}</EmptyState>
        ) : (
          <DumpText view={entries} prefix={prefix} url={storeUrlOf(lab)} />
        )}
      </div>
      {editing.state === 'new' ? <EntryDialog onClose={close} /> : null}
      {editing.state === 'entry' ? (
        <EntryDialog entry={editing.entry} now={entries.byKey.get(editing.entry.key)} onClose={close} />
      ) : null}
    </>
  )
}

const storeUrlOf = (lab: ReturnType<typeof labFold.start>): string => {
  const store = lab.state === 'known' ? lab.nodes.find(({ role }) => role === 'store') : undefined
  return store?.state === 'listening' ? store.url.replace(/\/$/, '') : ''
}
