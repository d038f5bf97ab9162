import { memo } from 'react'
import { actorLabel } from '../../../shared/exchange/asker-label.ts'
import type { LineRefusal } from '../../../shared/folds/refusals.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { RefusalNote } from '../../widgets/refusal-note.tsx'
import { SetCookieText } from '../../widgets/set-cookie-text.tsx'
import { participantColour } from '../../widgets/who.tsx'
import { useNodes } from '../../client/use-nodes.ts'
import { useSelection } from '../../client/selection.ts'

interface SetCookieItemProps {
  readonly line: SetCookieLine
  /** What it means to the session, in a few words. */
  readonly gist: string
  readonly refusal: LineRefusal | undefined
  /** Where the keyboard comes into the list. */
  readonly isEntrance: boolean
}

const SetCookieItemView = ({ line, gist, refusal, isEntrance }: SetCookieItemProps) => {
  const { exchange, select } = useSelection()
  const nodes = useNodes()
  const receiver = actorLabel(line.participant, nodes, line.standIn)
  const choose = (): void => {
    // Whoever has marked text in it means to copy that.
    if (getSelection()?.isCollapsed !== false) select(line.exchange)
  }
  return (
    <li
      className="set-cookie"
      data-line={line.id}
      data-participant={participantColour(line.participant, nodes)}
      data-is-stand-in={line.standIn !== undefined}
      data-is-selected={exchange === line.exchange}
      onClick={choose}
    >
      <div className="set-cookie-head">
        <span>{receiver}</span>
        <button type="button" className="link" tabIndex={isEntrance ? 0 : -1}>
          #{line.exchange}
        </button>
      </div>
      <SetCookieText cookie={line.cookie} />
      {gist === '' ? null : <p className="set-cookie-gist">{gist}</p>}
      {refusal === undefined ? null : <RefusalNote refusal={refusal} by={receiver} />}
    </li>
  )
}

/** One Set-Cookie line: who received it, and its text as sent. The whole of it is pressed to look at its exchange. */
export const SetCookieItem = memo(SetCookieItemView)
