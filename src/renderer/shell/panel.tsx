import { useCallback, useMemo, useState } from 'react'
import { labFold } from '../../shared/folds/lab.ts'
import { CoveredViewsContext } from '../kit/covered-views.ts'
import { useAppearance } from '../client/use-appearance.ts'
import { useCoveredViews } from '../kit/use-covered-views.ts'
import { everyFeature, type PanelFeatures } from '../client/feature.ts'
import { useLive } from '../client/use-live.ts'
import { firstSubject } from '../../shared/stream/subject-name.ts'
import { featuresOf } from './features-of.ts'
import { FeaturesContext } from './features-context.ts'
import { useServices } from '../client/use-services.ts'
import { useView } from '../client/use-view.ts'
import { Header } from './header.tsx'
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
export const Panel = ({ features: all }: { readonly features: PanelFeatures }) => {
  useAppearance()
  const lab = useView(labFold)
  const capabilities = lab.state === 'known' ? lab.subject.capabilities : firstSubject.capabilities
  const features = useMemo(() => featuresOf(all, capabilities), [all, capabilities])
  const { connection, menu } = useServices()
  const { state } = useLive(connection)
  // The window's own are known before the lab has said a word: the workbench is drawn while the servers start.
  const browsers = lab.state === 'known' ? lab.facts.browsers : menu && 'native'
  const coveredViews = useCoveredViews()
  const [isPaletteOpen, setIsPaletteOpen] = useState(false)
  const openPalette = useCallback(() => {
    setIsPaletteOpen(true)
  }, [])
  return (
    <FeaturesContext value={features}>
      <CoveredViewsContext value={coveredViews}>
        <Header onOpenPalette={openPalette} />
        <NoticeBar />
        {state === 'token-needed' && <TokenForm />}
        {browsers !== undefined && <Workbench browsers={browsers} />}
        {browsers === undefined && state !== 'token-needed' && (
          <p className="panel-wait">{shellTexts.connection.connecting}</p>
        )}
        <CommandCentre onOpenPalette={openPalette} />
        <Palette isOpen={isPaletteOpen} onOpenChange={setIsPaletteOpen} />
        {everyFeature(features).map(({ id, Overlay }) => (Overlay === undefined ? null : <Overlay key={id} />))}
      </CoveredViewsContext>
    </FeaturesContext>
  )
}
