import { jarsFold } from '../../../shared/folds/jars.ts'
import { refusalsFold } from '../../../shared/folds/refusals.ts'
import { setCookieLinesFold } from '../../../shared/folds/set-cookie-lines.ts'
import { browserIds } from '../../../shared/stream/participant.ts'
import { useView } from '../../client/use-view.ts'
import { JarReport } from './jar-report.tsx'
import './cookies.css'

/** The cookies that each browser really holds, beside what it was told to keep. */
export const CookiesPanel = () => {
  const jars = useView(jarsFold)
  const refusals = useView(refusalsFold)
  const { lines } = useView(setCookieLinesFold)
  return (
    <div className="cookies" tabIndex={-1}>
      {browserIds.map((browser) => (
        <JarReport
          key={browser}
          browser={browser}
          cookies={jars[browser]}
          refusals={refusals}
          lines={lines.filter(({ participant }) => participant === browser)}
        />
      ))}
    </div>
  )
}
