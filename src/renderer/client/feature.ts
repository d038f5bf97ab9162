import type { ComponentType } from 'react'
import type { Fold } from '../../shared/stream/fold.ts'
import type { SubjectCapabilities } from '../../shared/stream/subject-name.ts'
import type { Command } from './command.ts'
import type { RevealTargets } from './reveal-target.ts'
import type { FeatureState, Services } from './services.ts'
import type { LiveValue } from './store/live-value.ts'

/** One part of the panel, as the shell knows it. Its file `<id>.feature.ts` is all that the shell ever asks. */
export interface Feature<Id extends string = string> {
  readonly id: Id
  /** What a subject must be capable of to have a use for it; any subject has unless told. */
  readonly needs?: keyof SubjectCapabilities
  /** What it draws from. */
  readonly folds: readonly Fold<unknown>[]
  /** What it keeps while it is not drawn; its commands are looked up anew when it changes. */
  readonly state?: FeatureState<LiveValue<unknown>>
  /** What can be done now; `run` looks up what it needs when it runs. */
  readonly commands?: (services: Services) => readonly Command[]
  readonly reveals?: Reveals
  /** What it says above the workbench, while there is something to say. */
  readonly Notice?: ComponentType
  /** What it draws over the whole panel, such as a dialog that a command opens. */
  readonly Overlay?: ComponentType
}

/** A feature with a tab. */
export interface TabFeature<Id extends string = string> extends Feature<Id> {
  readonly title: string
  /** Its place among the tabs. */
  readonly order: number
  /** Gets the panel, which is fetched when it is first wanted. */
  readonly load: () => Promise<ComponentType>
  /** A mark beside the title, whichever tab is open. */
  readonly Badge?: ComponentType
  /** The same for those who listen. */
  readonly Announcement?: ComponentType
}

/** The targets that a feature takes. It gets ready to show one; false where there is nothing to show. Its tab is then opened. */
export type Reveals = {
  readonly [Kind in Exclude<keyof RevealTargets, 'tab'>]?: (what: RevealTargets[Kind], services: Services) => boolean
}

/** All that the shell maps over. */
export interface PanelFeatures {
  /** In their order. */
  readonly tabs: readonly TabFeature[]
  /** Those that have a place of their own, or none. */
  readonly others: readonly Feature[]
}

/** Every feature, with a tab or without. */
export const everyFeature = ({ tabs, others }: PanelFeatures): readonly Feature[] => [...others, ...tabs]
