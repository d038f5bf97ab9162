import type { EntriesView, EntryRow } from '../../../shared/folds/entries.ts'
import { holdersFold } from '../../../shared/folds/holders.ts'
import { sessionsFold } from '../../../shared/story/sessions.ts'
import { useFollowed } from '../../client/follow.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { useNow } from '../../client/use-now.ts'
import { useStage } from '../../client/use-stage.ts'
import { useView } from '../../client/use-view.ts'
import { storeTexts } from './store-texts.ts'
import { EntryRowView } from './entry-row.tsx'

/** Rows that are drawn at most. */
const shownAtMost = 300

/** Milliseconds for which an entry counts as just changed. */
const freshness = 4000

const columns = ['key', 'value', 'holders', 'expires'] as const

interface EntriesTableProps {
  readonly view: EntriesView
  readonly prefix: string
  readonly onEdit: (row: EntryRow) => void
  readonly onDelete: (row: EntryRow) => void
}

/** The entries in key order; the one that was written last is marked for a while. */
export const EntriesTable = ({ view, prefix, onEdit, onDelete }: EntriesTableProps) => {
  const describe = useDescription(view)
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
              <EntryRowView key={key} row={row} {...describe(row)} onEdit={onEdit} onDelete={onDelete} />
            )
          })}
        </tbody>
      </table>
      {shown.length === 0 && prefix !== '' ? <p className="store-note">{storeTexts.noMatch(prefix)}</p> : null}
      {more > 0 ? <p className="store-note">{storeTexts.more(more)}</p> : null}
    </>
  )
}

// What is told of an entry beside key and value: texts and values that stay the same while it does, so that its row is left alone.
const useDescription = ({ changed }: EntriesView) => {
  const now = useNow()
  const holders = useView(holdersFold)
  const sessions = useView(sessionsFold)
  const followed = useFollowed()
  const nodes = useNodes()
  const { stage, isBeingStruck } = useStage()
  return (row: EntryRow) => {
    const { key, writtenAt, writer, expires } = row
    const session = holders.sessionOf(key)
    const isOther = writer !== undefined && !nodes.some(({ id, role }) => id === writer && role === 'app')
    const kind = session !== undefined ? 'session' : isOther ? 'other' : 'unknown'
    return {
      session,
      browsers: holders.browsersWith(key),
      stage,
      areJarsKnown: holders.areJarsKnown && !isBeingStruck,
      isFresh: key === changed && writtenAt !== undefined && now - writtenAt < freshness,
      kind: storeTexts.kind(kind, writtenAt === undefined ? undefined : now - writtenAt),
      ...endOf(expires, now),
      follow: sessions.byKey.has(`id:${key}`) ? (`id:${key}` as const) : undefined,
      isFollowed: followed.isEntry(key),
    }
  }
}

const endOf = (expires: EntryRow['expires'], now: number): { readonly ends: string; readonly endsAt: string } => {
  if (expires === undefined) return { ends: storeTexts.endUnknown, endsAt: '' }
  if (expires === null) return { ends: storeTexts.never, endsAt: '' }
  return { ends: storeTexts.endsIn(expires - now), endsAt: storeTexts.endsAt(expires) }
}
