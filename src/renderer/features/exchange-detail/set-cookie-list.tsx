import { memo, useRef } from 'react'
import { refusalOf, refusalsFold } from '../../../shared/folds/refusals.ts'
import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { useFollowEnd } from '../../kit/use-follow-end.ts'
import { useView } from '../../client/use-view.ts'
import { setCookieListTexts } from './set-cookie-list-texts.ts'
import { setCookieTexts } from './set-cookie-texts.ts'
import { SetCookieItem } from './set-cookie-item.tsx'
import { useLineGist } from './use-line-gist.ts'
import { useLineKeys } from './use-line-keys.ts'
import './set-cookie-list.css'

/** Lines that are drawn; older ones are found through their exchange. */
const shownAtMost = 200

interface SetCookieListProps {
  readonly lines: readonly SetCookieLine[]
  /** The exchanges that the lines are of. */
  readonly exchanges: ExchangesView
  /** A filter has left lines out. */
  readonly isFiltered: boolean
  /** No exchange is looked at: the list has the room to itself. */
  readonly isAlone: boolean
}

const SetCookieLines = ({ lines, exchanges, isFiltered, isAlone }: SetCookieListProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const { refusals } = useView(refusalsFold)
  const shown = lines.slice(-shownAtMost)
  useFollowEnd(scroller, shown.at(-1)?.exchange ?? 0)
  const gist = useLineGist(exchanges)
  const { entrance, ...keys } = useLineKeys(shown)
  return (
    <div className="set-cookies" data-is-alone={isAlone}>
      <h3 className="side-title" aria-hidden>
        {setCookieTexts.list}
      </h3>
      <div className="set-cookies-scroller" ref={scroller}>
        {lines.length > shown.length ? (
          <p className="side-note">{setCookieTexts.older(lines.length - shown.length)}</p>
        ) : null}
        <ul className="set-cookies-list" aria-label={setCookieTexts.list} {...keys}>
          {shown.map((line) => (
            <SetCookieItem
              key={line.id}
              line={line}
              gist={gist(line)}
              refusal={refusalOf(refusals, line)}
              isEntrance={line.id === entrance}
            />
          ))}
        </ul>
        {lines.length === 0 ? (
          <p className="side-note">{isFiltered ? setCookieListTexts.noMatch : setCookieTexts.empty}</p>
        ) : null}
      </div>
      {isAlone ? <p className="side-note side-hint">{setCookieTexts.hint}</p> : null}
    </div>
  )
}

/** The Set-Cookie lines of all browsers and clients as they come, newest last and in view. */
export const SetCookieList = memo(SetCookieLines)
