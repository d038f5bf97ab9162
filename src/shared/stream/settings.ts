import { z } from 'zod'
import {
  changeSchemaOf,
  defaultsOf,
  modeKeyOf,
  publicSchemaOf,
  publicValuesOf,
  sessionKeysOf,
  settingsSchemaOf,
  type SettingChangeOf,
  type SettingsOf,
} from './setting.ts'
import { settingTable } from './setting-table.ts'

export type Settings = SettingsOf<typeof settingTable>
export type SettingKey = keyof Settings
export type SettingChange = SettingChangeOf<typeof settingTable>

export const settingsSchema = settingsSchemaOf(settingTable)

/** The settings of an empty file. */
export const defaultSettings: Settings = defaultsOf(settingTable)

/** What everybody may know of the settings: all but the keys themselves, and the user and password in a URL. */
export const publicSettingsSchema = publicSchemaOf(settingTable, {
  secretKey: z.enum(['configured', 'random']),
  fallbackKeys: z.number().int(),
})
export type PublicSettings = z.infer<typeof publicSettingsSchema>

/** The settings that decide what becomes of a session: all but the keys, and where entries are kept. */
export const sessionSettingKeys = sessionKeysOf(settingTable)

/** Hides what is secret. */
export const publicSettings = (settings: Settings): PublicSettings => ({
  ...publicValuesOf(settingTable, settings),
  secretKey: settings.SECRET_KEY === null ? 'random' : 'configured',
  fallbackKeys: settings.SECRET_KEY_FALLBACKS.length,
})

/** The same text for two moments whose evidence may be mixed: how sessions are kept, and in which cookie. */
export const modeKey = (settings: PublicSettings): string => modeKeyOf(settingTable, settings)

/** One thing wrong with `counter.cfg`; the last good settings stay in force until it is mended, all of them unless it stands alone. */
export const settingsProblemSchema = z.object({
  file: z.string(),
  /** Counted from 1; 0 when the file as a whole could not be read. */
  line: z.number().int(),
  key: z.string().optional(),
  /** What is wrong and what was expected. */
  message: z.string(),
  /** All else in the file is in force nevertheless. */
  isAlone: z.boolean().optional(),
})
export type SettingsProblem = z.infer<typeof settingsProblemSchema>

/** One edit of `counter.cfg`. */
export const settingChangeSchema = changeSchemaOf(settingTable)
