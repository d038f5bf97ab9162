import { useSyncExternalStore } from 'react'
import type { Preferences } from './preferences.ts'
import { useServices } from './use-services.ts'

/** The user's preferences and the one way to change them. */
export const usePreferences = (): readonly [Preferences, (change: Partial<Preferences>) => void] => {
  const { preferences } = useServices()
  return [useSyncExternalStore(preferences.subscribe, preferences.current), preferences.change]
}
