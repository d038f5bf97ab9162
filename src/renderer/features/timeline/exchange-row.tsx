import { memo, useLayoutEffect, useRef, type RefObject } from 'react'
import { askerLabel } from '../../../shared/exchange/asker-label.ts'
import { marksOf } from '../../../shared/exchange/exchange-marks.ts'
import type { BlockedCookies } from '../../../shared/folds/blocked-cookies.ts'
import type { ExchangeOutcome, ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { participantLabel } from '../../../shared/stream/node.ts'
import { participantColour } from '../../widgets/who.tsx'
import { milliseconds, shortTarget } from '../../texts/wording.ts'
import { statusText } from '../../texts/exchange-wording.ts'
import { longestServer } from './column-widths.ts'
import { ResultCell } from './result-cell.tsx'
import { TargetText } from './target-text.tsx'
import { mayBeLong, type ColumnRoom } from './use-column-room.ts'

interface ExchangeRowProps {
  readonly record: ExchangeRecord
  readonly blocked: BlockedCookies | undefined
  readonly index: number
  readonly isSelected: boolean
  /** Belongs to the family of the selected exchange. */
  readonly isRelated: boolean
  /** It, or the request behind it, was made by an experiment's stand-in. */
  readonly isOfStandIn: boolean
  /** Is of the session that is followed, whose id, if it has one, is marked. */
  readonly isFollowed: boolean
  readonly followedId: string | undefined
  /** Where the keyboard comes into the table. */
  readonly isEntrance: boolean
  readonly room: ColumnRoom
  readonly onSelect: (exchange: ExchangeId) => void
}

/** What a sender's mark, and the indent of a child, take of its column, in em. */
const markRoom = 2.4

const ExchangeRowView = ({
  record,
  blocked,
  index,
  isSelected,
  isRelated,
  isOfStandIn,
  isFollowed,
  followedId,
  isEntrance,
  room,
  onSelect,
}: ExchangeRowProps) => {
  const row = useRef<HTMLTableRowElement>(null)
  const { id, from, to, nodes, method, target, outcome } = record
  const asker = askerLabel(record)
  const request = `${method} ${shortTarget(target)}`
  useFocusWithSelection(row, isSelected)
  return (
    <tr
      ref={row}
      className="exchange"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-exchange={id}
      data-is-child={record.parent !== undefined}
      data-is-related={isRelated}
      data-is-stand-in={isOfStandIn}
      data-is-followed={isFollowed}
      tabIndex={isEntrance ? 0 : -1}
      onClick={() => {
        onSelect(id)
      }}
    >
      <td className="exchanges-number">{isFollowed ? <mark>{id}</mark> : id}</td>
      <td
        className="exchanges-who"
        data-participant={participantColour(from, nodes)}
        data-is-long={mayBeLong(asker, room.who - markRoom, false)}
      >
        {asker}
      </td>
      <ServerCell to={to} nodes={nodes} />
      <td
        className="exchanges-request mono"
        title={`${method} ${target}`}
        data-is-long={mayBeLong(request, room.request, true)}
      >
        {isFollowed && followedId !== undefined ? <TargetText text={request} id={followedId} /> : request}
      </td>
      <StatusCell outcome={outcome} />
      <ResultCell record={record} marks={marksOf(record, blocked)} room={room.summary} />
      <td className="exchanges-duration mono">{outcome.state === 'pending' ? '' : milliseconds(outcome.duration)}</td>
    </tr>
  )
}

// The focus follows the selection, but is never taken from elsewhere.
const useFocusWithSelection = (row: RefObject<HTMLTableRowElement | null>, isSelected: boolean): void => {
  useLayoutEffect(() => {
    if (isSelected && row.current?.parentElement?.contains(document.activeElement))
      row.current.focus({ preventScroll: true })
  }, [row, isSelected])
}

/** One exchange in one line. */
export const ExchangeRow = memo(ExchangeRowView)

const ServerCell = ({ to, nodes }: Pick<ExchangeRecord, 'to' | 'nodes'>) => {
  const server = participantLabel(to, nodes)
  return (
    <td
      className="exchanges-server"
      data-participant={participantColour(to, nodes)}
      title={server.length > longestServer ? server : undefined}
    >
      {server}
    </td>
  )
}

const StatusCell = ({ outcome }: { readonly outcome: ExchangeOutcome }) => (
  <td className="exchanges-status mono" data-class={statusClass(outcome)}>
    {statusText(outcome)}
  </td>
)

const statusClass = (outcome: ExchangeOutcome): string => {
  if (outcome.state !== 'answered') return outcome.state
  return `${Math.floor(outcome.status / 100)}xx`
}
