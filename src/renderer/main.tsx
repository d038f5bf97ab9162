import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { courses } from '../shared/course/courses.ts'
import { systemClock } from '../shared/base/clock.ts'
import type { SessionKey } from '../shared/story/session-life.ts'
import type { ExchangeId } from '../shared/stream/changes.ts'
import type { LabLink } from '../shared/wire/lab-link.ts'
import { createConnection } from './client/link/connection.ts'
import { createHttpLink } from './client/link/http-link.ts'
import { createOrderedLink } from './client/link/ordered-link.ts'
import { openWithToken } from './client/link/panel-token.ts'
import { createNotices } from './client/notices.ts'
import { App } from './shell/app.tsx'
import type { OpenRecording } from './client/open-recording.ts'
import { createPreferences } from './client/preferences.ts'
import { createServices } from './client/create-services.ts'
import { createOpenTab } from './client/open-tab.ts'
import { createFeatureStates } from './client/services.ts'
import { createLiveValue } from './client/store/live-value.ts'
import { nextFrame } from './client/store/next-frame.ts'
import { createObservationStore } from './client/store/observation-store.ts'
import { features } from './features/features.ts'
import { panelFolds } from './shell/panel-folds.ts'
import { loadTabs } from './shell/tab-loader.ts'

// The content security policy forbids code from text, which zod would otherwise make its parsers of.
z.config({ jitless: true })

const connection = createConnection({ state: 'connecting' })
const tokens = openWithToken(window)
const overHttp = (): LabLink =>
  createHttpLink({ base: new URL('.', location.href).href, token: tokens.token, onConnection: connection.change })

const lab = createOrderedLink(window.lab ?? overHttp())
const store = createObservationStore({ folds: panelFolds(features), schedule: nextFrame })
lab.observe(0, store.append)

const preferences = createPreferences(localStorage)
const services = createServices(
  {
    lab,
    store,
    connection,
    preferences,
    notices: createNotices(),
    courses,
    storage: localStorage,
    clock: systemClock,
    openTab: createOpenTab(preferences),
    selection: createLiveValue<ExchangeId | undefined>(undefined),
    followed: createLiveValue<SessionKey | undefined>(undefined),
    states: createFeatureStates(),
    recording: createLiveValue<OpenRecording | undefined>(undefined),
    enterToken: tokens.enter,
    menu: window.windowMenu,
  },
  features,
)
// One that cannot be had is asked for again, and said, when it is opened.
loadTabs(features.tabs, services.openTab.current()).catch(() => undefined)
const root = document.getElementById('panel')
if (root === null) throw new Error('The page has no place for the panel.')
createRoot(root).render(<App services={services} features={features} />)
