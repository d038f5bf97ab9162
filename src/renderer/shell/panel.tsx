import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import { labFold } from '../../shared/folds/lab.ts'
import type { ExchangeId } from '../../shared/stream/observation.ts'
import { CoveredViewsContext } from '../kit/covered-views.ts'
import { OpenReportContext } from '../features/course/open-report.ts'
import { SelectionContext } from '../client/selection.ts'
import { useAppearance } from '../client/use-appearance.ts'
import { useCoveredViews } from '../kit/use-covered-views.ts'
import { useServices } from '../client/use-services.ts'
import { useView } from '../client/use-view.ts'
import { Header } from './header.tsx'
import { ReportDialog } from '../features/course/report/report-dialog.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { TokenForm } from './token-form.tsx'
import { Palette } from './palette.tsx'
import { CommandCentre } from './command-centre.tsx'
import { shellTexts } from './shell-texts.ts'
import { Workbench } from './workbench.tsx'
import '../styles/tokens.css'
import '../styles/base.css'
import './panel.css'

/** The whole panel. */
export const Panel = () => {
  useAppearance()
  const lab = useView(labFold)
  const { connection, menu } = useServices()
  const { state } = useSyncExternalStore(connection.subscribe, connection.current)
  // The window's own are known before the lab has said a word: the workbench is drawn while the servers start.
  const browsers = lab.state === 'known' ? lab.facts.browsers : menu && 'native'
  const coveredViews = useCoveredViews()
  const [exchange, select] = useState<ExchangeId>()
  const selection = useMemo(() => ({ exchange, select }), [exchange])
  const [isPaletteOpen, setIsPaletteOpen] = useState(false)
  const openPalette = useCallback(() => {
    setIsPaletteOpen(true)
  }, [])
  const [isReportOpen, setIsReportOpen] = useState(false)
  const openReport = useCallback(() => {
    setIsReportOpen(true)
  }, [])
  return (
    <CoveredViewsContext value={coveredViews}>
      <SelectionContext value={selection}>
        <OpenReportContext value={openReport}>
          <Header onOpenPalette={openPalette} />
          <NoticeBar />
          {state === 'token-needed' && <TokenForm />}
          {browsers !== undefined && <Workbench browsers={browsers} />}
          {browsers === undefined && state !== 'token-needed' && (
            <p className="panel-wait">{shellTexts.connection.connecting}</p>
          )}
          <CommandCentre onOpenPalette={openPalette} />
          <Palette isOpen={isPaletteOpen} onOpenChange={setIsPaletteOpen} />
          {isReportOpen && (
            <ReportDialog
              onClose={() => {
                setIsReportOpen(false)
              }}
            />
          )}
        </OpenReportContext>
      </SelectionContext>
    </CoveredViewsContext>
  )
}
