import { z } from 'zod'
import { failure, success, type Result } from '../../../../shared/base/result.ts'
import { settingChangeSchema, type SettingChange } from '../../../../shared/stream/settings.ts'
import { editSettings } from '../../../settings/edit-settings.ts'
import { readSettingsText } from '../../../settings/read-settings-text.ts'
import type { SettingsFile } from '../../../settings/settings-file.ts'

/** What must be known to take changes of the settings file back. */
export const settingsUndoSchema = z.object({
  before: z.string(),
  /** The text as we left it; any other was written by somebody else. */
  after: z.string(),
  /** Somebody else edited the file between two of our changes, so that its text is no longer ours to put back. */
  isForeign: z.boolean(),
  /** For each key that we changed, the change that brings its value back. */
  changes: z.array(settingChangeSchema),
})
export type SettingsUndo = z.infer<typeof settingsUndoSchema>

/** A settings file whose changes can be taken back, to the byte. */
export interface UndoableSettings extends SettingsFile {
  /** From now on remembers what is changed; `onUndo` is told, before it is, what would take it back. */
  begin(onUndo: (undo: SettingsUndo) => Promise<void>): Promise<Result<undefined>>
  /** Takes everything back. What somebody else wrote into the file meanwhile stays. */
  undo(remembered?: SettingsUndo): Promise<Result<undefined>>
}

/** {@link UndoableSettings} around a settings file. */
export const createUndoableSettings = (settings: SettingsFile): UndoableSettings => {
  const { file: path } = settings.placeOf('SECRET_KEY')
  let current: { undo: SettingsUndo; readonly onUndo: (undo: SettingsUndo) => Promise<void> } | undefined

  const change = async (wanted: SettingChange): Promise<Result<undefined>> => {
    if (current === undefined) return settings.change(wanted)
    const text = await readSettingsText(path)
    const isForeign = current.undo.isForeign || !text.ok || text.value !== current.undo.after
    current.undo = { ...current.undo, isForeign, changes: withBefore(current.undo.changes, wanted) }
    await current.onUndo(current.undo)
    const changed = await settings.change(wanted)
    const after = await readSettingsText(path)
    // Somebody else's change may have come between our look and ours.
    const isOurs = text.ok && after.ok && (!changed.ok || after.value === editSettings(text.value, wanted))
    current.undo = { ...current.undo, after: after.ok ? after.value : '', isForeign: current.undo.isForeign || !isOurs }
    await current.onUndo(current.undo)
    return changed
  }

  // The value that a key had before its first change is the one that comes back.
  const withBefore = (changes: readonly SettingChange[], { key }: SettingChange): SettingChange[] =>
    changes.some((known) => known.key === key)
      ? [...changes]
      : [...changes, settingChangeSchema.parse({ key, value: settings.current()[key] })]

  const undo = async ({ before, after, isForeign, changes }: SettingsUndo): Promise<Result<undefined>> => {
    const text = await readSettingsText(path)
    if (text.ok && text.value === before) return success(undefined)
    if (text.ok && !isForeign && text.value === after) {
      const replaced = await settings.replace(after, before)
      if (replaced.ok || replaced.failure.code !== 'conflict') return replaced
    }
    for (const back of changes) {
      const undone = await settings.change(back)
      if (!undone.ok) return undone
    }
    return success(undefined)
  }

  return {
    ...settings,
    change,
    begin: async (onUndo) => {
      const text = await readSettingsText(path)
      if (!text.ok) return failure('unavailable', `${path}: ${text.failure.message}. Mend that first.`)
      current = { undo: { before: text.value, after: text.value, isForeign: false, changes: [] }, onUndo }
      return success(undefined)
    },
    undo: async (remembered) => {
      const last = remembered ?? current?.undo
      current = undefined
      return last === undefined ? success(undefined) : undo(last)
    },
  }
}
