import { publicSettings, type SettingsProblem } from '../../shared/stream/settings.ts'
import { listEntries } from '../kv/list-entries.ts'
import type { Storage } from '../kv/storage.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { SettingsFile } from '../settings/settings-file.ts'

interface FollowOptions {
  readonly settings: SettingsFile
  readonly log: ObservationLog
  readonly storage: Storage
  /** Told of a storage that cannot be used; the settings file tells of its own problems itself. */
  readonly onProblem?: ((problem: SettingsProblem) => void) | undefined
  /** Told when the storage in use begins to fail, and when it works again. */
  readonly onTrouble: (trouble: string | undefined) => void
}

/** Records each change of the settings, and what the key-value service holds when it moves to another storage; returns what ends it. */
export const followSettings = ({ settings, log, storage, onProblem, onTrouble }: FollowOptions): (() => void) => {
  let storageProblem: SettingsProblem | undefined
  const tell = (): void => {
    const problems = [...settings.problems(), ...(storageProblem ? [storageProblem] : [])]
    log.append({ kind: 'settings.changed', settings: publicSettings(settings.current()), problems })
  }
  const unfollow = settings.follow(tell)
  storage.follow({
    onMoving: async (next) => {
      log.clear(await listEntries(next))
    },
    onProblem: (problem) => {
      storageProblem = problem
      tell()
      if (problem) onProblem?.(problem)
    },
    onTrouble,
  })
  return unfollow
}
