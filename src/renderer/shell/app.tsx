import { useMemo } from 'react'
import type { PanelFeatures } from '../client/feature.ts'
import { ServicesContext, type Services } from '../client/services.ts'
import { useLive } from '../client/use-live.ts'
import { Panel } from './panel.tsx'
import { replayServices } from './replay-services.ts'

interface AppProps {
  readonly services: Services
  readonly features: PanelFeatures
}

/** The panel over the lab or, while one is open, over a recording. The lab goes on meanwhile. */
export const App = ({ services, features }: AppProps) => {
  const recording = useLive(services.recording)
  const shown = useMemo(
    () => (recording === undefined ? services : replayServices(services, recording, features)),
    [services, recording, features],
  )
  return (
    <ServicesContext value={shown}>
      <Panel
        key={recording === undefined ? 'lab' : `${recording.name} ${recording.head.savedAt}`}
        features={features}
      />
    </ServicesContext>
  )
}
