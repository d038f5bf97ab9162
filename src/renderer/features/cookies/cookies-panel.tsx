import { exchangesFold } from '../../../shared/folds/exchanges.ts'
import { jarsFold } from '../../../shared/folds/jars.ts'
import { refusalsFold } from '../../../shared/folds/refusals.ts'
import { setCookieLinesFold, type SetCookieLine } from '../../../shared/folds/set-cookie-lines.ts'
import { browserIds } from '../../../shared/stream/participant.ts'
import { useView } from '../../client/use-view.ts'
import { JarReport } from './jar-report.tsx'
import './cookies.css'

/** The cookies that each browser really holds, beside what it was told to keep. */
export const CookiesPanel = () => {
  const jars = useView(jarsFold)
  const refusals = useView(refusalsFold)
  const { lines } = useView(setCookieLinesFold)
  const { byId } = useView(exchangesFold)
  const { stage } = refusals
  // Those that the browsers received which are in the window now: their own, or those of the stand-ins on stage.
  const isOfNow = ({ exchange }: SetCookieLine): boolean => {
    const record = byId.get(exchange)
    if (stage === undefined) return record?.standIn === undefined
    return record?.standIn !== undefined && record.sequence > stage.since
  }
  return (
    <div className="cookies" tabIndex={-1}>
      {browserIds.map((browser) => (
        <JarReport
          key={browser}
          browser={browser}
          cookies={jars[browser]}
          refusals={refusals}
          lines={lines.filter((line) => line.participant === browser && isOfNow(line))}
        />
      ))}
    </div>
  )
}
