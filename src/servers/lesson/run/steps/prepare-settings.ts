import type { SessionSettings } from '../../../../shared/course/step.ts'
import type { Result } from '../../../../shared/base/result.ts'
import { success } from '../../../../shared/base/result.ts'
import {
  defaultSettings,
  settingChangeSchema,
  type SettingChange,
  type Settings,
} from '../../../../shared/stream/settings.ts'

const keys = [
  'USE_SESSION_STORE',
  'USE_EXERCISE',
  'KV_URL',
  'SESSION_COOKIE_NAME',
  'SESSION_COOKIE_HTTPONLY',
  'SESSION_COOKIE_SAMESITE',
  'SESSION_COOKIE_SECURE',
  'SESSION_COOKIE_PATH',
  'SESSION_COOKIE_DOMAIN',
  'SESSION_COOKIE_PARTITIONED',
  'APPLICATION_ROOT',
  'PERMANENT_SESSION_LIFETIME',
  'STRICT_SESSION_IDS',
  'LOCK_SESSIONS',
] as const satisfies readonly (keyof SessionSettings)[]

/** Sets every setting that concerns sessions to its default, but for those that are wanted otherwise; those that are so already are left alone. */
export const prepareSettings = async (
  wanted: Partial<SessionSettings>,
  current: () => Settings,
  change: (change: SettingChange) => Promise<Result<undefined>>,
): Promise<Result<undefined>> => {
  const target = { ...defaultSettings, ...wanted }
  for (const key of keys) {
    if (current()[key] === target[key]) continue
    const changed = await change(settingChangeSchema.parse({ key, value: target[key] }))
    if (!changed.ok) return changed
  }
  return success(undefined)
}
