import { Pencil, Trash2 } from 'lucide-react'
import { memo } from 'react'
import type { EntryRow } from '../../../shared/folds/entries.ts'
import type { SessionKey } from '../../../shared/story/session-life.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { LongText } from '../../kit/long-text.tsx'
import { SeenText } from '../../kit/seen-text.tsx'
import { FollowButton } from '../../widgets/follow-button.tsx'
import { EntryHolders, type EntryHoldersProps } from './entry-holders.tsx'
import { storeTexts } from './store-texts.ts'

interface EntryRowViewProps extends EntryHoldersProps {
  readonly row: EntryRow
  /** It was written a moment ago, and nothing after it. */
  readonly isFresh: boolean
  /** Session or other key, and when it was written. */
  readonly kind: string
  readonly ends: string
  readonly endsAt: string
  readonly follow: SessionKey | undefined
  readonly isFollowed: boolean
  readonly onEdit: (row: EntryRow) => void
  readonly onDelete: (row: EntryRow) => void
}

/** One entry: key and value as they are stored, who holds it, when it ends, and what can be done to it. Drawn anew when any of it changes. */
export const EntryRowView = memo(
  ({ row, isFresh, kind, ends, endsAt, follow, isFollowed, onEdit, onDelete, ...held }: EntryRowViewProps) => {
    const { key, value, truncated, writtenAt } = row
    return (
      <tr className="entry" data-is-fresh={isFresh} data-is-followed={isFollowed} data-written={writtenAt}>
        <td className="mono">
          <span className="entry-key">
            <SeenText>{key}</SeenText>
          </span>
          {isFresh ? <span className="visually-hidden"> {storeTexts.changed}</span> : null}
        </td>
        <td className="mono entries-value">
          <LongText length={value.length}>
            <SeenText>{value}</SeenText>
            {truncated ? '…' : ''}
          </LongText>
        </td>
        <td>
          <EntryHolders {...held} />
          <span className="mute entry-kind">{kind}</span>
        </td>
        <td>
          {ends}
          {endsAt === '' ? null : <span className="mute entry-kind">{endsAt}</span>}
        </td>
        <td className="entries-actions">
          <FollowButton session={follow} isFollowed={isFollowed} />
          <EntryActions row={row} onEdit={onEdit} onDelete={onDelete} />
        </td>
      </tr>
    )
  },
)

const EntryActions = ({ row, onEdit, onDelete }: Pick<EntryRowViewProps, 'row' | 'onEdit' | 'onDelete'>) => {
  const { key, truncated, version } = row
  return (
    <>
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
    </>
  )
}
