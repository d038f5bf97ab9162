import { z } from 'zod'
import { migrate, storedFormat } from '../../shared/stored/migrations.ts'
import { createLiveValue, type LiveValue } from './store/live-value.ts'
import { tabIds } from './tabs.ts'
import { createStorageItem, type ValueStorage } from './storage-item.ts'

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

/** How they are stored. What 0.1.0 kept says no version, and is the first. */
const format = storedFormat()

const storedSchema = z.preprocess(
  (stored) => {
    const migrated = migrate(typeof stored === 'object' ? { version: 1, ...stored } : stored, format)
    return migrated.ok ? migrated.value : undefined
  },
  preferencesSchema.extend({ version: z.number() }),
)

/** Keeps preferences in a browser's storage; what cannot be read there counts as not set. */
export const createPreferences = (storage: ValueStorage): PreferencesStore => {
  const stored = createStorageItem(storage, 'sessionscope.preferences', storedSchema)
  const preferences = createLiveValue<Preferences>(preferencesSchema.parse(stored.read() ?? {}))
  return {
    ...preferences,
    change: (part) => {
      const next = { ...preferences.current(), ...part }
      stored.write({ version: format.version, ...next })
      preferences.change(next)
    },
  }
}
