import { Trash2 } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { SentBefore } from './console.ts'
import { participantLabel } from '../../../shared/stream/participant.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { useConsole } from './use-console.ts'
import { consoleTexts } from './console-texts.ts'

/** The requests that were sent before, newest first; one that is chosen fills the composer. */
export const SentList = () => {
  const [{ history }, console] = useConsole()
  if (history.length === 0) return null
  return (
    <div className="sent">
      <div className="sent-head">
        <h3 className="side-title">{consoleTexts.history}</h3>
        <IconButton icon={Trash2} name={consoleTexts.forgetHistory} onPress={console.forget} />
      </div>
      <ul className="sent-list" aria-label={consoleTexts.history}>
        {history.map((sent) => (
          <li key={sent.id}>
            <SentButton
              sent={sent}
              onPress={() => {
                console.fill(sent.draft)
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

const SentButton = ({
  sent: { draft, status },
  onPress,
}: {
  readonly sent: SentBefore
  readonly onPress: () => void
}) => (
  <Button className="sent-button" onPress={onPress}>
    <span className="mono sent-request">
      {draft.method} {draft.target}
    </span>
    <span className="mute">{participantLabel(draft.server)}</span>
    <span className="mono status" data-class={status === undefined ? 'failed' : `${Math.floor(status / 100)}xx`}>
      {status ?? consoleTexts.noAnswer}
    </span>
  </Button>
)
