import { closeImported } from './har-files.ts'
import { harTexts } from './har-texts.ts'
import { useMemo, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { ImportedExchanges } from '../../../shared/har/read-har.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { SelectionContext } from '../../client/selection.ts'
import { useServices } from '../../client/use-services.ts'
import './har.css'

interface ImportedNoteProps {
  readonly imported: Pick<ImportedExchanges, 'name' | 'exchanges' | 'more' | 'notes'>
}

/** Says that what is shown comes from a file, and what of the file was not read or not as it stands there. */
export const ImportedNote = ({ imported: { name, exchanges, more, notes } }: ImportedNoteProps) => {
  const services = useServices()
  return (
    <div className="timeline-imported" role="note">
      <div>
        <p>{harTexts.from(name, exchanges.rows.length, more)}</p>
        {notes.length === 0 ? null : (
          <ul className="timeline-imported-notes" aria-label={harTexts.notes}>
            {notes.map((note) => (
              <li key={note.what}>{harTexts.note(note)}</li>
            ))}
          </ul>
        )}
      </div>
      <Button
        className="button quiet"
        onPress={() => {
          closeImported(services)
        }}
      >
        {harTexts.close}
      </Button>
    </div>
  )
}

interface OwnSelectionProps {
  readonly file: string
  readonly children: ReactNode
}

/** A selection of its own: the numbers of a file's exchanges mean nothing elsewhere. */
export const OwnSelection = ({ file, children }: OwnSelectionProps) => {
  const [exchange, select] = useState<ExchangeId>()
  return (
    <SelectionContext value={useMemo(() => ({ exchange, select, file }), [exchange, file])}>
      {children}
    </SelectionContext>
  )
}
