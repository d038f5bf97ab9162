import { memo } from 'react'
import { Button } from 'react-aria-components'
import type { LineRefusal } from '../../../shared/folds/refusals.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { compareSetCookie, type SetCookieComparison } from '../../../shared/cookie/set-cookie-comparison.ts'
import { RefusalNote } from '../../widgets/refusal-note.tsx'
import { SetCookieText } from '../../widgets/set-cookie-text.tsx'
import { participantColour, Who } from '../../widgets/who.tsx'
import { useSelection } from '../../client/selection.ts'
import { setCookieTexts } from './set-cookie-texts.ts'

interface SetCookieItemProps {
  readonly line: SetCookieLine
  readonly refusal: LineRefusal | undefined
}

const SetCookieItemView = ({ line, refusal }: SetCookieItemProps) => {
  const { exchange, select } = useSelection()
  const comparison = compareSetCookie(line)
  return (
    <li
      className="set-cookie"
      data-participant={participantColour(line.participant)}
      data-is-selected={exchange === line.exchange}
    >
      <div className="set-cookie-head">
        <Who participant={line.participant} />
        <Button
          className="link"
          onPress={() => {
            select(line.exchange)
          }}
        >
          #{line.exchange}
        </Button>
      </div>
      <SetCookieText cookie={line.cookie} />
      <p className="set-cookie-comparison" data-tone={toneOf(comparison)}>
        {setCookieTexts.comparison(comparison)}
      </p>
      {refusal === undefined ? null : <RefusalNote refusal={refusal} />}
    </li>
  )
}

/** One Set-Cookie line: who received it, its text as sent, and what it changed. */
export const SetCookieItem = memo(SetCookieItemView)

const toneOf = ({ state }: SetCookieComparison): string => {
  if (state === 'same-id' || state === 'same-value') return 'same'
  return state === 'cleared' ? 'cleared' : 'new'
}
