import { SquareTerminal, X } from 'lucide-react'
import type { ExchangeRecord, ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { rootOf, threadOf } from '../../../shared/exchange/thread.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { useSelection } from '../../client/selection.ts'
import { useReveal } from '../../client/reveal.ts'
import { detailTexts } from './exchange-detail-texts.ts'
import { AttributeList } from './attribute-list.tsx'
import { AnswerMessage, RequestMessage } from '../../widgets/raw-message.tsx'
import { SessionOutcomeNote } from './session-outcome-note.tsx'
import { SetCookieDetail } from './set-cookie-detail.tsx'
import { CopyRequestAs } from './copy-request-as.tsx'
import { Thread } from './thread-list.tsx'
import './exchange-detail.css'

interface ExchangeDetailProps {
  readonly record: ExchangeRecord
  readonly view: ExchangesView
  readonly lines: readonly SetCookieLine[]
}

/** All about one exchange: its Set-Cookie explained, the thread that it is part of, and both messages as they were sent. */
export const ExchangeDetail = ({ record, view, lines }: ExchangeDetailProps) => {
  const { select, file } = useSelection()
  const reveal = useReveal()
  const received = lines.filter((line) => line.exchange === record.id)
  const hops = threadOf(rootOf(record, view), view)
  const title = detailTexts.title(record.id)
  return (
    <section className="detail" aria-label={title}>
      <div className="detail-head">
        <h3 className="side-title">{title}</h3>
        <IconButton
          icon={SquareTerminal}
          name={detailTexts.openInConsole}
          onPress={() => {
            reveal({ draft: { record, file } })
          }}
        />
        <IconButton
          icon={X}
          name={detailTexts.close}
          onPress={() => {
            select(undefined)
          }}
        />
      </div>
      <div className="detail-body" key={record.id} tabIndex={0} role="group" aria-label={title}>
        {received.map((line) => (
          <SetCookieDetail key={line.id} line={line} />
        ))}
        <Thread hops={hops} />
        {received.map((line) => (
          <AttributeList key={line.id} line={line} />
        ))}
        {record.opened === undefined ? null : <SessionOutcomeNote opened={record.opened} />}
        <RequestMessage record={record} />
        <CopyRequestAs record={record} />
        <AnswerMessage outcome={record.outcome} />
      </div>
    </section>
  )
}
