import { createContext } from 'react'
import type { Clock } from '../../shared/base/clock.ts'
import type { LabLink } from '../../shared/wire/lab-link.ts'
import type { CodeStore } from '../features/code/code-store.ts'
import type { ConsoleStore } from '../features/console/console.ts'
import type { MenuLink } from '../../shared/wire/menu.ts'
import type { Imports } from '../features/har/imports.ts'
import type { Connection } from './link/connection.ts'
import type { Notices } from './notices.ts'
import type { OpenExperimentSource } from '../features/course/course-state.ts'
import type { PreferencesStore } from './preferences.ts'
import type { ObservationStore } from './store/observation-store.ts'

/** What the panel is given to work with. */
export interface Services {
  readonly lab: LabLink
  readonly store: ObservationStore
  readonly connection: Connection
  readonly preferences: PreferencesStore
  readonly notices: Notices
  readonly console: ConsoleStore
  readonly code: CodeStore
  readonly imports: Imports
  readonly openExperiment: OpenExperimentSource
  readonly clock: Clock
  /** Begins anew with a token that was typed. */
  readonly enterToken: (token: string) => void
  /** The window's menu, where there is one. */
  readonly menu?: MenuLink | undefined
}

export const ServicesContext = createContext<Services | undefined>(undefined)
