import { memo, useLayoutEffect, useRef } from 'react'
import { summaryOf } from '../../../shared/exchange/exchange-summary.ts'
import type { ExchangeOutcome, ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { participantLabel, roleOf } from '../../../shared/stream/node.ts'
import { participantColour } from '../../widgets/who.tsx'
import { milliseconds } from '../../texts/wording.ts'
import { statusText, summaryText } from '../../texts/exchange-wording.ts'
import { shortTarget } from '../../texts/wording.ts'
import { mayBeLong, type ColumnRoom } from './use-column-room.ts'

interface ExchangeRowProps {
  readonly record: ExchangeRecord
  readonly index: number
  readonly isSelected: boolean
  /** Belongs to the family of the selected exchange. */
  readonly isRelated: boolean
  /** Where the keyboard comes into the table. */
  readonly isEntrance: boolean
  readonly room: ColumnRoom
  readonly onSelect: (exchange: ExchangeId) => void
}

/** What a sender's mark, and the indent of a child, take of its column, in em. */
const markRoom = 3

const ExchangeRowView = ({ record, index, isSelected, isRelated, isEntrance, room, onSelect }: ExchangeRowProps) => {
  const row = useRef<HTMLTableRowElement>(null)
  const { id, from, to, nodes, method, target, outcome } = record
  const summary = summaryOf(record)
  const text = summaryText(summary)
  const isCode = summary.kind === 'json'
  // A server of the lab shows by where its row stands; any other host is named.
  const asker = participantLabel(from, nodes)
  const sender = roleOf(nodes, to) === 'other' ? `${asker} → ${participantLabel(to, nodes)}` : asker
  const request = `${method} ${shortTarget(target)}`
  // The focus follows the selection, but is never taken from elsewhere.
  useLayoutEffect(() => {
    if (isSelected && row.current?.parentElement?.contains(document.activeElement))
      row.current.focus({ preventScroll: true })
  }, [isSelected])
  return (
    <tr
      ref={row}
      className="exchange"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-exchange={id}
      data-is-child={record.parent !== undefined}
      data-is-related={isRelated}
      tabIndex={isEntrance ? 0 : -1}
      onClick={() => {
        onSelect(id)
      }}
    >
      <td className="exchanges-number">{id}</td>
      <td
        className="exchanges-who who"
        data-participant={participantColour(from, nodes)}
        data-is-long={mayBeLong(sender, room.who - markRoom, false)}
      >
        {sender}
      </td>
      <td
        className="exchanges-request mono"
        title={`${method} ${target}`}
        data-is-long={mayBeLong(request, room.request, true)}
      >
        {request}
      </td>
      <td className="exchanges-status mono" data-class={statusClass(outcome)}>
        {statusText(outcome)}
      </td>
      <td
        className={isCode ? 'exchanges-summary mono' : 'exchanges-summary'}
        title={text}
        data-is-long={mayBeLong(text, room.summary, isCode)}
      >
        {text}
      </td>
      <td className="exchanges-duration mono">{outcome.state === 'pending' ? '' : milliseconds(outcome.duration)}</td>
    </tr>
  )
}

/** One exchange in one line. */
export const ExchangeRow = memo(ExchangeRowView)

const statusClass = (outcome: ExchangeOutcome): string => {
  if (outcome.state !== 'answered') return outcome.state
  return `${Math.floor(outcome.status / 100)}xx`
}
