import type { EntriesView, EntryRow } from '../../../shared/folds/entries.ts'
import { useNow } from '../../client/use-now.ts'
import { storeTexts } from './store-texts.ts'
import { EntryRowView } from './entry-row.tsx'

/** Rows that are drawn at most. */
const shownAtMost = 300

const columns = ['key', 'value', 'owner', 'written'] as const

interface EntriesTableProps {
  readonly view: EntriesView
  readonly prefix: string
  readonly onEdit: (row: EntryRow) => void
  readonly onDelete: (row: EntryRow) => void
}

/** The entries in key order; the one that was written last is marked for a while. */
export const EntriesTable = ({ view, prefix, onEdit, onDelete }: EntriesTableProps) => {
  const now = useNow()
  const matching = prefix === '' ? view.keys : view.keys.filter((key) => key.startsWith(prefix))
  const shown = matching.slice(0, shownAtMost)
  const more = matching.length - shown.length + view.more
  return (
    <>
      <table className="entries" aria-label={storeTexts.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={`entries-${column}`}>
                {storeTexts.columns[column]}
              </th>
            ))}
            <th scope="col" className="entries-actions">
              <span className="visually-hidden">{storeTexts.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((key) => {
            const row = view.byKey.get(key)
            return row === undefined ? null : (
              <EntryRowView
                key={key}
                row={row}
                now={now}
                isLatest={key === view.changed}
                onEdit={onEdit}
                onDelete={onDelete}
              />
            )
          })}
        </tbody>
      </table>
      {shown.length === 0 && prefix !== '' ? <p className="store-note">{storeTexts.noMatch(prefix)}</p> : null}
      {more > 0 ? <p className="store-note">{storeTexts.more(more)}</p> : null}
    </>
  )
}
