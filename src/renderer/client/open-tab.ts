import type { PreferencesStore } from './preferences.ts'
import { createLiveValue, type LiveSource } from './store/live-value.ts'

/** The tab that is open, by its id. */
export type OpenTab = LiveSource<string>

/** Opens at first the tab that was open last; which one that is, is remembered. */
export const createOpenTab = (preferences: PreferencesStore): OpenTab => {
  const { change, ...tab } = createLiveValue(preferences.current().tab)
  return {
    ...tab,
    change: (id) => {
      preferences.change({ tab: id })
      change(id)
    },
  }
}
