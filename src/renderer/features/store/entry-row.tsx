import { Pencil, Trash2 } from 'lucide-react'
import type { EntryRow } from '../../../shared/folds/entries.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { SeenText } from '../../kit/seen-text.tsx'
import { Who } from '../../widgets/who.tsx'
import { commonTexts } from '../../texts/common-texts.ts'
import { storeTexts } from './store-texts.ts'

/** Milliseconds for which an entry counts as just changed. */
const freshness = 4000

interface EntryRowViewProps {
  readonly row: EntryRow
  readonly now: number
  /** It was the last to be written. */
  readonly isLatest: boolean
  readonly onEdit: (row: EntryRow) => void
  readonly onDelete: (row: EntryRow) => void
}

/** One entry: key and value as they are stored, whose it is, when it was written, and what can be done to it. */
export const EntryRowView = ({ row, now, isLatest, onEdit, onDelete }: EntryRowViewProps) => {
  const { key, value, truncated, owner, version, writtenAt } = row
  const isFresh = isLatest && writtenAt !== undefined && now - writtenAt < freshness
  return (
    <tr className="entry" data-is-fresh={isFresh} data-written={writtenAt}>
      <td className="mono">
        <SeenText>{key}</SeenText>
        {isFresh ? <span className="visually-hidden"> {storeTexts.changed}</span> : null}
      </td>
      <td className="mono entries-value">
        <SeenText>{value}</SeenText>
        {truncated ? '…' : ''}
      </td>
      <td>{owner === undefined ? <span className="mute">{commonTexts.none}</span> : <Who participant={owner} />}</td>
      <td className="mute">{writtenAt === undefined ? storeTexts.earlier : storeTexts.ago(now - writtenAt)}</td>
      <td className="entries-actions">
        <IconButton
          icon={Pencil}
          name={truncated ? `${storeTexts.edit(key)}: ${storeTexts.tooLong}` : storeTexts.edit(key)}
          isDisabled={truncated || version === undefined}
          onPress={() => {
            onEdit(row)
          }}
        />
        <IconButton
          icon={Trash2}
          name={storeTexts.delete(key)}
          isDisabled={version === undefined}
          onPress={() => {
            onDelete(row)
          }}
        />
      </td>
    </tr>
  )
}
