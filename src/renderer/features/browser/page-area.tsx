import { useContext } from 'react'
import type { LabFacts, Page } from '../../../shared/stream/lab-state.ts'
import type { BrowserId } from '../../../shared/stream/participant.ts'
import { useServices } from '../../client/use-services.ts'
import { CoveredViewsContext } from '../../kit/covered-views.ts'
import { browserTexts } from './browser-texts.ts'
import { NativePage } from './native-page.tsx'
import { SimulatedPage } from './simulated-page.tsx'

interface PageAreaProps {
  readonly browser: BrowserId
  readonly browsers: LabFacts['browsers']
  readonly page: Page
}

/** Where a browser's page is drawn: by Chromium above the panel, by the panel itself, or in words where there is none. */
export const PageArea = ({ browser, browsers, page }: PageAreaProps) => {
  const { areCovered } = useContext(CoveredViewsContext)
  const isDrawn = page.state === 'shown' || page.state === 'loading'
  const { recording } = useServices()
  const isMissing = browsers === 'native' && recording.current() !== undefined && isDrawn
  const isAside = browsers === 'native' && isDrawn && areCovered && !isMissing
  return (
    <div className="page-area" data-is-note={!isDrawn || isAside || isMissing}>
      {isAside ? <Note text={browserTexts.aside} /> : null}
      {isMissing ? <Note text={browserTexts.notRecorded} /> : null}
      {page.state === 'blank' ? <Note text={browserTexts.blank} /> : null}
      {page.state === 'failed' ? <Note text={browserTexts.failed} detail={page.problem} /> : null}
      {page.state === 'loading' ? (
        <span className="page-area-progress" role="progressbar" aria-label={browserTexts.loading} />
      ) : null}
      {browsers === 'native' && recording.current() === undefined ? (
        <NativePage browser={browser} isShown={isDrawn && !areCovered} />
      ) : (
        <SimulatedPage browser={browser} url={page.url} html={isDrawn ? page.html : undefined} />
      )}
    </div>
  )
}

const Note = ({ text, detail }: { readonly text: string; readonly detail?: string | undefined }) => (
  <div className="page-area-note">
    <p className={detail === undefined ? undefined : 'page-area-problem'}>{text}</p>
    {detail === undefined ? null : <p>{detail}</p>}
  </div>
)
