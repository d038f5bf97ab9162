import { useState } from 'react'
import { entriesFold } from '../../../shared/folds/entries.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { useView } from '../../hooks/use-view.ts'
import { texts } from '../../texts.ts'
import { DumpText } from './dump-text.tsx'
import { EntriesTable } from './entries-table.tsx'
import './store.css'

/** What the key-value service holds, live, and as `dump` prints it. */
export const StorePanel = () => {
  const entries = useView(entriesFold)
  const lab = useView(labFold)
  const [prefix, setPrefix] = useState('')
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
      </div>
      <div className="store" tabIndex={0} role="group" aria-label={texts.tabs.store}>
        <EntriesTable view={entries} prefix={prefix} />
        {isEmpty ? (
          <EmptyState>{isStoreOn ? texts.store.emptyReload : texts.store.emptySwitchOn}</EmptyState>
        ) : (
          <DumpText view={entries} prefix={prefix} url={kvUrlOf(lab)} />
        )}
      </div>
    </>
  )
}

const kvUrlOf = (lab: ReturnType<typeof labFold.start>): string => {
  const kv = lab.state === 'known' ? lab.servers.kv : undefined
  return kv?.state === 'listening' ? kv.url.replace(/\/$/, '') : ''
}
