import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { systemClock } from '../shared/base/clock.ts'
import type { LabLink } from '../shared/wire/lab-link.ts'
import { createCodeStore } from './features/code/code-store.ts'
import { createConsole } from './features/console/console.ts'
import { createImports } from './features/har/imports.ts'
import { createConnection } from './client/link/connection.ts'
import { createHttpLink } from './client/link/http-link.ts'
import { createOrderedLink } from './client/link/ordered-link.ts'
import { openWithToken } from './client/link/panel-token.ts'
import { createNotices } from './client/notices.ts'
import { Panel } from './shell/panel.tsx'
import { createOpenExperiment } from './features/course/course-state.ts'
import { createPreferences } from './client/preferences.ts'
import { ServicesContext } from './client/services.ts'
import { nextFrame } from './client/store/next-frame.ts'
import { createObservationStore } from './client/store/observation-store.ts'
import { panelFolds } from './client/store/panel-folds.ts'

// The content security policy forbids code from text, which zod would otherwise make its parsers of.
z.config({ jitless: true })

const connection = createConnection({ state: 'connecting' })
const tokens = openWithToken(window)
const overHttp = (): LabLink =>
  createHttpLink({ base: new URL('.', location.href).href, token: tokens.token, onConnection: connection.change })

const lab = createOrderedLink(window.lab ?? overHttp())
const store = createObservationStore({ folds: panelFolds, schedule: nextFrame })
lab.observe(0, store.append)

const services = {
  lab,
  store,
  connection,
  preferences: createPreferences(localStorage),
  notices: createNotices(),
  console: createConsole(localStorage),
  code: createCodeStore(localStorage),
  imports: createImports(),
  openExperiment: createOpenExperiment(),
  clock: systemClock,
  enterToken: tokens.enter,
  menu: window.windowMenu,
}
const root = document.getElementById('panel')
if (root === null) throw new Error('The page has no place for the panel.')
createRoot(root).render(
  <ServicesContext value={services}>
    <Panel />
  </ServicesContext>,
)
