import { Button } from 'react-aria-components'
import type { SentAnswer } from '../../../shared/wire/contract.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { useReveal } from '../../client/reveal.ts'
import { useConsole } from './use-console.ts'
import { consoleTexts } from './console-texts.ts'
import { milliseconds } from '../../texts/wording.ts'
import { WireMessage } from '../../widgets/raw-message.tsx'
import '../exchange-detail/exchange-detail.css'

/** What became of the request that was sent last. */
export const AnswerView = () => {
  const [{ sending }] = useConsole()
  return (
    <div
      className="console-answer"
      role="group"
      aria-label={consoleTexts.answer}
      aria-busy={sending.state === 'under-way'}
      tabIndex={0}
    >
      {sending.state === 'idle' ? <EmptyState more={consoleTexts.emptyMore}>{consoleTexts.empty}</EmptyState> : null}
      {sending.state === 'under-way' ? <p className="mute">{consoleTexts.sending}</p> : null}
      {sending.state === 'failed' ? (
        <p className="bad" role="alert">
          {sending.problem}
        </p>
      ) : null}
      {sending.state === 'answered' ? <Answered answer={sending.answer} /> : null}
    </div>
  )
}

const Answered = ({
  answer: { exchange, status, reason, headers, body, duration },
}: {
  readonly answer: SentAnswer
}) => (
  <>
    <p className="console-answer-head" role="status">
      <span className="status mono" data-class={`${Math.floor(status / 100)}xx`}>
        {status} {reason}
      </span>
      <span className="mute">{milliseconds(duration)}</span>
      {exchange === undefined ? (
        <span className="mute">{consoleTexts.unobserved}</span>
      ) : (
        <ExchangeLink exchange={exchange} />
      )}
    </p>
    <WireMessage title={consoleTexts.answer} startLine={`HTTP/1.1 ${status} ${reason}`} headers={headers} body={body} />
  </>
)

const ExchangeLink = ({ exchange }: { readonly exchange: ExchangeId }) => {
  const reveal = useReveal()
  return (
    <Button
      className="link"
      onPress={() => {
        reveal({ exchange })
      }}
    >
      {consoleTexts.inTimeline(exchange)}
    </Button>
  )
}
