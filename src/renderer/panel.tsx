import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import { labFold } from '../shared/folds/lab.ts'
import type { ExchangeId } from '../shared/stream/observation.ts'
import { CoveredViewsContext } from './hooks/covered-views.ts'
import { OpenReportContext } from './hooks/open-report.ts'
import { SelectionContext } from './hooks/selection.ts'
import { useAppearance } from './hooks/use-appearance.ts'
import { useCoveredViews } from './hooks/use-covered-views.ts'
import { useServices } from './hooks/use-services.ts'
import { useView } from './hooks/use-view.ts'
import { Header } from './panels/header/header.tsx'
import { ReportDialog } from './panels/lab/report/report-dialog.tsx'
import { NoticeBar } from './panels/notices/notice-bar.tsx'
import { TokenForm } from './panels/notices/token-form.tsx'
import { Palette } from './panels/palette/palette.tsx'
import { CommandCentre } from './panels/palette/command-centre.tsx'
import { texts } from './texts.ts'
import { Workbench } from './workbench.tsx'
import './styles/tokens.css'
import './styles/base.css'
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
            <p className="panel-wait">{texts.connection.connecting}</p>
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
