import { useState } from 'react'
import type { ImportedExchanges } from '../../../shared/har/read-har.ts'
import { harTexts } from '../har/har-texts.ts'
import { ExchangeFilterBox } from './exchange-filter-box.tsx'
import { ImportedNote, OwnSelection } from '../har/imported-note.tsx'
import { TimelineView } from './timeline-view.tsx'

// No browser and no lab says anything in a file of messages.
const untold = { blocked: { byExchange: new Map() }, milestones: [] }

/** The exchanges of a file, marked as such. */
export const ImportedTimeline = ({ imported }: { readonly imported: ImportedExchanges }) => {
  const [filter, setFilter] = useState('')
  return (
    <OwnSelection file={imported.name}>
      <div className="inspector-tools">
        <ExchangeFilterBox value={filter} onChange={setFilter} />
        <span className="tag">{harTexts.imported}</span>
      </div>
      <ImportedNote imported={imported} />
      <TimelineView shown={{ ...imported, ...untold }} filter={filter} />
    </OwnSelection>
  )
}
