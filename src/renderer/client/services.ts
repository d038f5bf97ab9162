import { createContext } from 'react'
import type { Clock } from '../../shared/base/clock.ts'
import type { Courses } from '../../shared/course/course.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import type { SessionKey } from '../../shared/story/session-life.ts'
import type { LabLink } from '../../shared/wire/lab-link.ts'
import type { MenuLink } from '../../shared/wire/menu.ts'
import type { Connection } from './link/connection.ts'
import type { Notices } from './notices.ts'
import type { RecordingSource } from './open-recording.ts'
import type { OpenTab } from './open-tab.ts'
import type { PreferencesStore } from './preferences.ts'
import type { Reveal } from './reveal-target.ts'
import type { LiveSource } from './store/live-value.ts'
import type { ObservationStore } from './store/observation-store.ts'
import type { ValueStorage } from './storage-item.ts'

/** What the panel is given to work with, before any feature has a say. */
export interface BaseServices {
  readonly lab: LabLink
  readonly store: ObservationStore
  readonly connection: Connection
  readonly preferences: PreferencesStore
  readonly notices: Notices
  /** What a lab may teach, by the name among its facts. */
  readonly courses: Courses
  /** What outlives the page. */
  readonly storage: ValueStorage
  readonly clock: Clock
  readonly openTab: OpenTab
  /** The exchange that is looked at, across the tabs. */
  readonly selection: LiveSource<ExchangeId | undefined>
  /** The session that is followed, across the tabs. */
  readonly followed: LiveSource<SessionKey | undefined>
  readonly states: FeatureStates
  /** The recording that the panel shows in place of the lab, if any. */
  readonly recording: RecordingSource
  /** Begins anew with a token that was typed. */
  readonly enterToken: (token: string) => void
  /** The window's menu, where there is one. */
  readonly menu?: MenuLink | undefined
}

/** What every part of the panel works with. */
export interface Services extends BaseServices {
  readonly reveal: Reveal
}

/** What a feature keeps as long as the panel lives, whichever tab is open: made once, from the base services. */
export interface FeatureState<T> {
  readonly create: (services: BaseServices) => T
}

/** The states of the features that were made so far. */
export interface FeatureStates {
  /** That of one feature, made when it is first asked for. */
  readonly of: <T>(state: FeatureState<T>, services: BaseServices) => T
}

/** None is made yet. */
export const createFeatureStates = (): FeatureStates => {
  const made = new Map<FeatureState<unknown>, unknown>()
  return {
    of: <T>(state: FeatureState<T>, services: BaseServices): T => {
      if (!made.has(state)) made.set(state, state.create(services))
      // What stands under a state came from its own `create`.
      return made.get(state) as T
    },
  }
}

/** The state of a feature. */
export const stateOf = <T>(services: BaseServices, state: FeatureState<T>): T => services.states.of(state, services)

export const ServicesContext = createContext<Services | undefined>(undefined)
