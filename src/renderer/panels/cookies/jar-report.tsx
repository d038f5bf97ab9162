import type { SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import type { JarCookie } from '../../../shared/observation.ts'
import { participantLabel, type BrowserId } from '../../../shared/participant.ts'
import { SetCookieText } from '../../components/set-cookie-text.tsx'
import { texts } from '../../texts.ts'
import { CookieTable } from './cookie-table.tsx'

/** Lines that are shown of those that a browser received. */
const shownLines = 3

interface JarReportProps {
  readonly browser: BrowserId
  readonly cookies: readonly JarCookie[]
  /** The Set-Cookie lines that the browser received. */
  readonly lines: readonly SetCookieLine[]
}

/** One browser's jar now, and the last lines that filled it. */
export const JarReport = ({ browser, cookies, lines }: JarReportProps) => {
  const name = participantLabel(browser)
  return (
    <div className="jar-report" data-participant={browser} tabIndex={0} role="group" aria-label={name}>
      <h3>{name}</h3>
      {cookies.length === 0 ? <p className="mute">{texts.cookies.empty(name)}</p> : <CookieTable name={name} cookies={cookies} />}
      <h4>{texts.cookies.lastLines}</h4>
      {lines.length === 0 ? <p className="mute">{texts.cookies.noLines}</p> : null}
      <ul className="jar-report-lines">
        {lines.slice(-shownLines).map((line) => (
          <li key={line.id}>
            <span className="jar-report-number">#{line.exchange}</span> <SetCookieText cookie={line.cookie} />
          </li>
        ))}
      </ul>
    </div>
  )
}
