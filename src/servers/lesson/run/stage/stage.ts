import { browserIds, type BrowserId } from '../../../../shared/stream/participant.ts'
import type { LessonId } from '../../../../shared/stream/judged.ts'
import { failure, messageOf, success, type Result } from '../../../../shared/base/result.ts'
import type { StagedBrowser } from '../../../browser/staged-browser.ts'
import type { LessonServers } from '../../lesson-servers.ts'
import type { ObservationLog } from '../../../observation/observation-log.ts'
import type { OtherSite } from '../steps/other-site.ts'
import type { RestoreFile } from './restore-file.ts'
import { isCausedBy } from './root-sender.ts'
import type { UndoableEntries } from './undoable-entries.ts'
import type { UndoableSettings } from './undoable-settings.ts'

/** What an experiment runs on, so that nothing of it remains. */
export interface Stage {
  /** Fresh browsers stand in for the student's own, and what is changed from now on is remembered. */
  set(lesson: LessonId): Promise<Result<undefined>>
  /** Puts everything back: settings to the byte, jars, pages, entries, servers. Returns what could not be, in words. */
  strike(): Promise<readonly string[]>
}

interface StageOptions {
  readonly browsers: Readonly<Record<BrowserId, StagedBrowser>>
  readonly settings: UndoableSettings
  readonly entries: UndoableEntries
  readonly servers: LessonServers
  readonly otherSite: OtherSite
  readonly restoreFile: RestoreFile
  readonly log: ObservationLog
}

/** The {@link Stage} of a lab. */
export const createStage = ({
  browsers,
  settings,
  entries,
  servers,
  otherSite,
  restoreFile,
  log,
}: StageOptions): Stage => {
  let randomKey = servers.randomKey.get()
  // What an earlier run has left is put back, or else the restore file is still that one's.
  let isRestoreOurs = false

  let isOnStage = false
  const leaveStage = async (): Promise<Result<undefined>> => {
    const left = await allDone(browserIds.map((browser) => browsers[browser].leave()))
    if (isOnStage) log.append({ kind: 'stage.changed' })
    isOnStage = false
    return left
  }

  // Each whatever became of the others; the browsers first, so that no page asks for anything any more.
  const restorings: readonly Restoring[] = [
    () => leaveStage(),
    () => allDone([otherSite.close()]),
    () => settings.undo(),
    () => servers.kv.start(),
    () => {
      servers.randomKey.set(randomKey)
      return servers.counter.start()
    },
    () => allDone([entries.undo()]),
  ]

  return {
    set: async (lesson) => {
      // What could not be put back before would be lost under what is remembered now.
      const earlier = await restoreLeftovers({ settings, entries, restoreFile })
      if (!earlier.ok) return earlier
      isRestoreOurs = true
      const begun = await settings.begin((undo) => restoreFile.write({ settings: undo }))
      if (!begun.ok) return begun
      const since = log.newest()
      entries.begin(
        (exchange) => isCausedBy(log, since, exchange),
        (before) => restoreFile.write({ entries: [...before] }),
      )
      randomKey = servers.randomKey.get()
      log.append({ kind: 'stage.changed', lesson })
      isOnStage = true
      await Promise.all(browserIds.map((browser) => browsers[browser].enter()))
      return success(undefined)
    },
    strike: async () => {
      const problems: string[] = []
      for (const restore of restorings) {
        const done = await attempt(restore)
        if (!done.ok) problems.push(done.failure.message)
      }
      // What could not be put back now is tried again before the next run, and at the next start.
      if (problems.length === 0 && isRestoreOurs) await restoreFile.remove()
      isRestoreOurs = false
      return problems
    },
  }
}

type Restoring = () => Promise<Result<undefined>>

const allDone = async (works: readonly Promise<void>[]): Promise<Result<undefined>> => {
  await Promise.all(works)
  return success(undefined)
}

const attempt = async (restore: Restoring): Promise<Result<undefined>> => {
  try {
    return await restore()
  } catch (thrown) {
    return failure('unavailable', messageOf(thrown))
  }
}

/** Puts back what an earlier run left behind. What cannot be put back is left for the next start. */
export const restoreLeftovers = async ({
  settings,
  entries,
  restoreFile,
}: Pick<StageOptions, 'settings' | 'entries' | 'restoreFile'>): Promise<Result<undefined>> => {
  const left = await restoreFile.read()
  if (left === undefined) return success(undefined)
  const done = [
    await attempt(() =>
      left.settings === undefined ? Promise.resolve(success(undefined)) : settings.undo(left.settings),
    ),
    await attempt(() => allDone([entries.undo(left.entries)])),
  ]
  const problem = done.find(({ ok }) => !ok)
  if (problem !== undefined) return problem
  await restoreFile.remove()
  return success(undefined)
}
