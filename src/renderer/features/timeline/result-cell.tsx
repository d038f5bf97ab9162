import { askerLabel } from '../../../shared/exchange/asker-label.ts'
import { summaryOf } from '../../../shared/exchange/exchange-summary.ts'
import type { ExchangeMark } from '../../../shared/exchange/exchange-marks.ts'
import type { ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import { summaryText } from '../../texts/exchange-wording.ts'
import { Badge } from './badge.tsx'
import { mayBeLong } from './use-column-room.ts'

interface ResultCellProps {
  readonly record: ExchangeRecord
  readonly marks: readonly ExchangeMark[]
  /** How wide its text may be, in em. */
  readonly room: number
}

/** What came of an exchange, and what stands out in it. */
export const ResultCell = ({ record, marks, room }: ResultCellProps) => {
  const summary = summaryOf(record)
  const text = summaryText(summary)
  const isCode = summary.kind === 'json'
  const className = isCode ? 'exchanges-summary mono' : 'exchanges-summary'
  if (marks.length === 0)
    return (
      <td className={className} title={text} data-is-long={mayBeLong(text, room, isCode)}>
        {text}
      </td>
    )
  // The text gives way to the marks: what stands out is to be seen.
  return (
    <td className={className} data-has-marks>
      <span className="exchanges-summary-text" title={text}>
        {text}
      </span>
      {marks.map((mark) => (
        <Badge key={mark.kind} mark={mark} asker={askerLabel(record)} />
      ))}
    </td>
  )
}
