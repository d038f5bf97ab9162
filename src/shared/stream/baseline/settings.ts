import { defaultSettings, publicSettings, publicSettingsSchema } from '../settings.ts'
import { part } from './part.ts'

/** The settings in force. */
export const settings = part({
  name: 'settings',
  schema: publicSettingsSchema,
  empty: publicSettings(defaultSettings),
  step: { 'settings.changed': (_before, { settings: now }) => now },
})
