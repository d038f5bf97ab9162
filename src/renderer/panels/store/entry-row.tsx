import type { EntryRow } from '../../../shared/folds/entries.ts'
import { Who } from '../../components/who.tsx'
import { texts } from '../../texts.ts'

/** Milliseconds for which an entry counts as just changed. */
const freshness = 4000

interface EntryRowViewProps {
  readonly row: EntryRow
  readonly now: number
  /** It was the last to be written. */
  readonly isLatest: boolean
}

/** One entry: key and value as they are stored, whose it is, and when it was written. */
export const EntryRowView = ({ row: { key, value, truncated, owner, writtenAt }, now, isLatest }: EntryRowViewProps) => {
  const isFresh = isLatest && writtenAt !== undefined && now - writtenAt < freshness
  return (
    <tr className="entry" data-is-fresh={isFresh} data-written={writtenAt}>
      <td className="mono">
        {key}
        {isFresh ? <span className="visually-hidden"> {texts.store.changed}</span> : null}
      </td>
      <td className="mono entries-value">
        {value}
        {truncated ? '…' : ''}
      </td>
      <td>{owner === undefined ? <span className="mute">{texts.none}</span> : <Who participant={owner} />}</td>
      <td className="mute">{writtenAt === undefined ? texts.store.earlier : texts.store.ago(now - writtenAt)}</td>
    </tr>
  )
}
