import type { SessionSettings } from '../../../../shared/course/step.ts'
import type { Result } from '../../../../shared/base/result.ts'
import { success } from '../../../../shared/base/result.ts'
import {
  defaultSettings,
  sessionSettingKeys,
  settingChangeSchema,
  type SettingChange,
  type Settings,
} from '../../../../shared/stream/settings.ts'

/** Sets every setting that concerns sessions to its default, but for those that are wanted otherwise; those that are so already are left alone. */
export const prepareSettings = async (
  wanted: Partial<SessionSettings>,
  current: () => Settings,
  change: (change: SettingChange) => Promise<Result<undefined>>,
): Promise<Result<undefined>> => {
  const target = { ...defaultSettings, ...wanted }
  for (const key of sessionSettingKeys) {
    if (current()[key] === target[key]) continue
    const changed = await change(settingChangeSchema.parse({ key, value: target[key] }))
    if (!changed.ok) return changed
  }
  return success(undefined)
}
