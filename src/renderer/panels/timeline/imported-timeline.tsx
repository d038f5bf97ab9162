import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import type { ImportedExchanges } from '../../../shared/har/read-har.ts'
import type { ExchangeId } from '../../../shared/observation.ts'
import { SelectionContext } from '../../hooks/selection.ts'
import { useServices } from '../../hooks/use-services.ts'
import { texts } from '../../texts.ts'
import { ExchangeFilterBox } from './exchange-filter-box.tsx'
import { TimelineView } from './timeline-view.tsx'

/** The exchanges of a file, marked as such. They have a selection of their own: their numbers mean nothing elsewhere. */
export const ImportedTimeline = ({ imported: { name, exchanges, lines, more, notes } }: { readonly imported: ImportedExchanges }) => {
  const { imports } = useServices()
  const [filter, setFilter] = useState('')
  const [exchange, select] = useState<ExchangeId>()
  const selection = useMemo(() => ({ exchange, select }), [exchange])
  return (
    <SelectionContext value={selection}>
      <div className="inspector-tools">
        <ExchangeFilterBox value={filter} onChange={setFilter} />
        <span className="tag">{texts.har.imported}</span>
      </div>
      <div className="timeline-imported" role="note">
        <div>
          <p>{texts.har.from(name, exchanges.rows.length, more)}</p>
          {notes.length === 0 ? null : (
            <ul className="timeline-imported-notes" aria-label={texts.har.notes}>
              {notes.map((note) => (
                <li key={note.what}>{texts.har.note(note)}</li>
              ))}
            </ul>
          )}
        </div>
        <Button
          className="button quiet"
          onPress={() => {
            imports.show(undefined)
          }}
        >
          {texts.har.close}
        </Button>
      </div>
      <TimelineView exchanges={exchanges} lines={lines} filter={filter} />
    </SelectionContext>
  )
}
