import { z } from 'zod'
import { createLiveValue, type LiveValue } from './store/live-value.ts'
import { tabIds } from './tabs.ts'
import { createStoredValue, type ValueStorage } from './stored-value.ts'

export const themes = ['system', 'light', 'dark'] as const
export const textSizes = ['small', 'normal', 'large', 'larger'] as const

const layoutSchema = z.record(z.string(), z.number())
const preferencesSchema = z.object({
  theme: z.enum(themes).catch('system'),
  textSize: z.enum(textSizes).catch('normal'),
  /** The tab that was open last; one that this panel does not have counts as the first. */
  tab: z.string().catch(tabIds[0]),
  /** Whether the course stands beside the browsers. */
  isLabShown: z.boolean().catch(true),
  /** Crashes up to this moment (milliseconds since 1970) were put away. */
  crashesSeenUntil: z.number().catch(0),
  /** Shares of the resizable groups in percent, by group and panel. */
  layouts: z.record(z.string(), layoutSchema).catch({}),
})

/** How a user likes the panel; nothing in it is a fact of the lab. */
export type Preferences = z.infer<typeof preferencesSchema>
export type Theme = Preferences['theme']
export type TextSize = Preferences['textSize']

/** Preferences that outlive the page. */
export interface PreferencesStore extends LiveValue<Preferences> {
  readonly change: (change: Partial<Preferences>) => void
}

/** Keeps preferences in a browser's storage; what cannot be read there counts as not set. */
export const createPreferences = (storage: ValueStorage): PreferencesStore => {
  const stored = createStoredValue(storage, 'sessionscope.preferences', preferencesSchema)
  const preferences = createLiveValue(stored.read() ?? preferencesSchema.parse({}))
  return {
    ...preferences,
    change: (part) => {
      const next = { ...preferences.current(), ...part }
      stored.write(next)
      preferences.change(next)
    },
  }
}
