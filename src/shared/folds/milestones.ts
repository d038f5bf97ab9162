import type { ExchangeId } from '../stream/changes.ts'
import type { Fold } from '../stream/fold.ts'
import type { LessonId } from '../stream/judged.ts'
import type { Observation } from '../stream/observation.ts'
import { defaultSettings, publicSettings, type PublicSettings } from '../stream/settings.ts'

/** A setting by its key, and its value as it is shown. */
export interface ChangedSetting {
  readonly key: keyof PublicSettings
  readonly value: PublicSettings[keyof PublicSettings]
}

/** Something between two exchanges that the later ones have to be read by. */
export type Milestone = {
  /** Unique within a log. */
  readonly id: number
  readonly at: number
  /** The newest exchange that was requested before it; 0 where there was none. */
  readonly after: ExchangeId
} & (
  | { readonly kind: 'stand-ins-came'; readonly lesson: LessonId }
  | { readonly kind: 'stand-ins-left' }
  | { readonly kind: 'settings-changed'; readonly changed: readonly ChangedSetting[] }
)

export interface MilestonesView {
  /** Oldest first; the newest two hundred. */
  readonly milestones: readonly Milestone[]
}

// The fold's own side of the view; what no view shows is changed in place.
interface Storage extends MilestonesView {
  readonly seen: { newest: ExchangeId; settings: PublicSettings }
}

const milestonesKept = 200

const start = (settings: PublicSettings = publicSettings(defaultSettings)): Storage => ({
  milestones: [],
  seen: { newest: 0, settings },
})

const step = (storage: Storage, observation: Observation): Storage => {
  const { seen } = storage
  const { sequence: id, at } = observation
  const place = { id, at, after: seen.newest }
  switch (observation.kind) {
    case 'log.began': {
      const { settings, stage } = observation.baseline
      const begun = start(settings)
      return stage === null ? begun : withOne(begun, { id, at, after: 0, kind: 'stand-ins-came', lesson: stage })
    }
    case 'exchange.requested':
      seen.newest = Math.max(seen.newest, observation.exchange)
      return storage
    case 'stage.changed':
      return withOne(
        storage,
        observation.lesson === undefined
          ? { ...place, kind: 'stand-ins-left' }
          : { ...place, kind: 'stand-ins-came', lesson: observation.lesson },
      )
    case 'settings.changed': {
      const changed = changedSettings(seen.settings, observation.settings)
      seen.settings = observation.settings
      return changed.length === 0 ? storage : withOne(storage, { ...place, kind: 'settings-changed', changed })
    }
    default:
      return storage
  }
}

/** Folds the stream into what the exchanges after it have to be read by: a setting that changed, stand-ins that came or left. */
export const milestonesFold: Fold<MilestonesView> = { start: () => start(), step }

const withOne = (storage: Storage, milestone: Milestone): Storage => ({
  ...storage,
  milestones: [...storage.milestones, milestone].slice(-milestonesKept),
})

const changedSettings = (before: PublicSettings, after: PublicSettings): ChangedSetting[] =>
  // The keys of settings are those of their table.
  (Object.keys(after) as (keyof PublicSettings)[])
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({ key, value: after[key] }))
