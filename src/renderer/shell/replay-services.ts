import type { SessionKey } from '../../shared/story/session-life.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import { createServices } from '../client/create-services.ts'
import type { PanelFeatures } from '../client/feature.ts'
import { createConnection } from '../client/link/connection.ts'
import { createReplayLink } from '../client/link/replay-link.ts'
import { createNotices } from '../client/notices.ts'
import type { OpenRecording } from '../client/open-recording.ts'
import { createFeatureStates, type Services } from '../client/services.ts'
import { createLiveValue } from '../client/store/live-value.ts'
import { createObservationStore } from '../client/store/observation-store.ts'
import type { ValueStorage } from '../client/storage-item.ts'
import { panelFolds } from './panel-folds.ts'

/**
 * The services of a panel over a recording: another link and another store, and what is typed there is kept nowhere. How its
 * user likes the panel goes on.
 */
export const replayServices = (live: Services, recording: OpenRecording, features: PanelFeatures): Services => {
  const store = createObservationStore({
    folds: panelFolds(features),
    // All at once: there is no next frame to wait for.
    schedule: (work) => {
      work()
    },
  })
  store.append(recording.observations)
  return createServices(
    {
      ...live,
      lab: createReplayLink(recording.observations),
      store,
      connection: createConnection({ state: 'connected' }),
      notices: createNotices(),
      storage: forgetfulStorage(),
      selection: createLiveValue<ExchangeId | undefined>(undefined),
      followed: createLiveValue<SessionKey | undefined>(undefined),
      states: createFeatureStates(),
    },
    features,
  )
}

const forgetfulStorage = (): ValueStorage => {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value)
    },
  }
}
