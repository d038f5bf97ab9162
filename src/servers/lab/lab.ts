import type { Clock } from '../../shared/base/clock.ts'
import { courseName, type Course } from '../../shared/course/course.ts'
import { emptyBaseline } from '../../shared/folds/baseline.ts'
import { exerciseFold } from '../../shared/folds/exercise.ts'
import { foldAll } from '../../shared/stream/fold.ts'
import type { LabFacts } from '../../shared/stream/observation.ts'
import { browserIds, type BrowserId } from '../../shared/stream/participant.ts'
import { messageOf, success, type Result } from '../../shared/base/result.ts'
import { publicSettings, type SettingsProblem } from '../../shared/stream/settings.ts'
import type { CreateBrowser } from '../browser/http-browsers.ts'
import { guardBrowser } from '../browser/guard-browser.ts'
import { createStagedBrowser, type StagedBrowser } from '../browser/staged-browser.ts'
import type { Standstill } from '../http/patience.ts'
import type { RunningServer, SenderLimits } from '../http/serve-app.ts'
import { listEntries } from '../kv/list-entries.ts'
import { openStorage, type Storage } from '../kv/storage.ts'
import { earlierVerdicts } from '../lesson/judge/ledger.ts'
import { startLessons } from '../lesson/lessons.ts'
import { createPerform } from '../lesson/run/perform-step.ts'
import { createPictureFolder } from '../lesson/keep/picture-folder.ts'
import type { ProgressFile } from '../lesson/keep/progress-file.ts'
import { createPictures } from '../lesson/keep/take-pictures.ts'
import { createRestoreFile, type RestoreFile } from '../lesson/run/stage/restore-file.ts'
import { createStage, restoreLeftovers } from '../lesson/run/stage/stage.ts'
import { createUndoableEntries } from '../lesson/run/stage/undoable-entries.ts'
import { createUndoableSettings } from '../lesson/run/stage/undoable-settings.ts'
import { createOtherSite } from '../lesson/run/steps/other-site.ts'
import { createObservationLog, type ObservationLog } from '../observation/observation-log.ts'
import { createStepGate } from '../observation/step-gate.ts'
import { createTroubles, type Troubles } from '../observation/troubles.ts'
import { createReportMaker, type PrintReport } from '../report/make-report.ts'
import { createRequestSender } from '../request/send-request.ts'
import type { StudentExercise } from '../exercise/student-exercise.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createEntryRequests } from './entry-requests.ts'
import { followSettings } from './follow-settings.ts'
import { createHandlers } from './handlers.ts'
import { startServers } from './lab-servers.ts'
import { countFollowers, watchStorage } from './watch-storage.ts'

export interface LabOptions {
  readonly clock: Clock
  readonly facts: LabFacts
  /** What is taught and judged. */
  readonly course: Course
  /** Owned by the caller. */
  readonly settings: SettingsFile
  /** Where the student stands; closed with the lab. */
  readonly progress: ProgressFile
  /** Where pictures of the browsers are kept. */
  readonly pictureFolder: string
  /** What makes a PDF, where there is a Chromium to do it. */
  readonly printReport?: PrintReport
  /** The student's own store. Owned by the caller. */
  readonly exercise: StudentExercise
  /** Where the disk store lives unless KV_DBM says otherwise. */
  readonly kvFolder: string
  /** The address to listen on, and the names beside its own that it is asked for by. */
  readonly host: string
  readonly hostNames?: readonly string[]
  readonly limits?: SenderLimits | undefined
  readonly counterPort: number
  readonly kvPort: number
  /** Milliseconds between two steps of a run. */
  readonly pace: number
  readonly createBrowser: CreateBrowser
  /** Where it is kept what an experiment has changed, until it is put back. */
  readonly restorePath: string
  /** Told of a storage that cannot be used; the settings file tells of its own problems itself. */
  readonly onProblem?: (problem: SettingsProblem) => void
  /** Told of what should never happen. */
  readonly onDefect: (thrown: unknown) => void
}

/** Servers, log and operations together. Its owner closes it. */
export interface Lab {
  readonly log: ObservationLog
  /** For what happens outside the lab itself: in the window, or while a file is written. */
  readonly troubles: Troubles
  readonly dispatch: Dispatch
  readonly counter: RunningServer
  readonly kv: RunningServer
  /** Shows the counter in both browsers, the first time that it is asked; done when they show it. Never rejects. */
  openBrowsers(): Promise<void>
  close(): Promise<void>
}

/** Starts a whole lab. Fails in words, with nothing left running, when a port or the storage cannot be had. */
export const startLab = async (options: LabOptions): Promise<Result<Lab>> => {
  const { clock, settings, exercise, kvFolder } = options
  const opened = await openStorage({ settings, folder: kvFolder, clock })
  if (!opened.ok) return opened
  const storage = opened.value
  const restoring = createProblemTeller(options.onDefect)
  const restoreFile = createRestoreFile(options.restorePath, restoring.tell)
  await putLeftoversBack(settings, storage, restoreFile, restoring.tell)
  const log = createObservationLog({ clock, baseline: await baselineOf(options, storage) })
  const troubles = createTroubles(log)
  restoring.follow((problem) => {
    troubles.report('lab', problem)
  })
  const onDefect = (thrown: unknown): void => {
    options.onDefect(thrown)
    troubles.report('lab', defectText(thrown))
  }
  const unfollowProgress = options.progress.follow((problem) => {
    if (problem === undefined) troubles.settle('progress')
    else troubles.report('progress', problem)
  })
  const unfollowExercise = exercise.follow((changed) => log.append({ kind: 'exercise.changed', exercise: changed }))
  const gate = createStepGate({ log, clock })
  const entries = createUndoableEntries(storage.entries, (fact) => {
    log.append(fact)
  })
  const servers = await startServers({ ...options, onDefect, log, gate, entries })
  if (!servers.ok) {
    unfollowProgress()
    unfollowExercise()
    await storage.close()
    return servers
  }
  const { counter, kv } = servers.value
  const unfollow = followSettings({
    settings,
    log,
    storage,
    onProblem: options.onProblem,
    onTrouble: (trouble) => {
      if (trouble === undefined) return troubles.settle('storage')
      options.onDefect(trouble)
      troubles.report('storage', trouble)
    },
  })
  const watchers = countFollowers(log)
  const stopWatching = watchStorage({ entries: storage.entries, log, isWatched: watchers.areThere })
  const browsers = createBrowsers(options, log, gate, troubles)
  const urls = { counter: counter.url, kv: kv.url }
  const sendRequest = createRequestSender({ urlOf: (server) => urls[server], log, standstill: gate })
  const entryRequests = createEntryRequests({
    url: kv.url,
    lifetime: () => settings.current().PERMANENT_SESSION_LIFETIME,
    standstill: gate,
  })
  const folder = createPictureFolder(options.pictureFolder)
  const undoable = createUndoableSettings(settings)
  const handlers = createHandlers({
    browsers,
    settings: undoable,
    log,
    gate,
    entries,
    entryRequests,
    counterUrl: counter.url,
    sendRequest,
    exercise,
    lessons: () => lessons,
    progress: options.progress,
    makeReport: createReportMaker({
      ...options,
      exercise: () => foldAll(exerciseFold, log.read(0, Infinity)),
      pictures: folder,
      picturesTaken: () => pictures.settled(),
      statuses: () => lessons.statuses(),
    }),
  })
  const otherSite = createOtherSite(counter.url)
  const perform = createPerform({ handlers, browsers, settings, servers: servers.value, otherSite, log, clock })
  const stage = createStage({
    browsers,
    settings: undoable,
    entries,
    servers: servers.value,
    otherSite,
    restoreFile,
    log,
  })
  const pictures = createPictures({ browsers, folder, progress: options.progress, log, onDefect })
  const lessons = startLessons({ ...options, onDefect, log, pictures, perform, stage })
  let opening: Promise<void> | undefined
  const openBoth = async (): Promise<void> => {
    await Promise.all(browserIds.map((browser) => browsers[browser].open(counter.url).catch(onDefect)))
  }
  return success({
    log: watchers.log,
    troubles,
    dispatch: createDispatch(handlers, onDefect),
    counter,
    kv,
    openBrowsers: () => (opening ??= openBoth()),
    close: async () => {
      gate.close()
      await lessons.close()
      unfollowProgress()
      unfollow()
      unfollowExercise()
      await stopWatching()
      await Promise.all(browserIds.map((browser) => browsers[browser].close()))
      await servers.value.close()
      await storage.close()
    },
  })
}

const defectText = (thrown: unknown): string =>
  `The lab met an unexpected error, and is still running: ${messageOf(thrown)}`

const createBrowsers = (
  { createBrowser }: LabOptions,
  log: ObservationLog,
  standstill: Standstill,
  troubles: Troubles,
): Record<BrowserId, StagedBrowser> => {
  const create = (browser: BrowserId) =>
    createStagedBrowser({
      browser,
      log,
      create: (partition, voice) =>
        guardBrowser(createBrowser({ browser, partition, log: voice, standstill }), browser, troubles),
    })
  return { 'browser-a': create('browser-a'), 'browser-b': create('browser-b') }
}

// Before anything listens, so that nobody sees the lab as an experiment had left it.
const putLeftoversBack = async (
  settings: SettingsFile,
  storage: Storage,
  restoreFile: RestoreFile,
  tell: (problem: string) => void,
): Promise<void> => {
  const entries = createUndoableEntries(storage.entries, () => undefined)
  const done = await restoreLeftovers({ settings: createUndoableSettings(settings), entries, restoreFile })
  if (!done.ok) tell(`What an experiment had changed could not be put back: ${done.failure.message}`)
}

// What is told before there is a stream is told there later.
const createProblemTeller = (onDefect: (thrown: unknown) => void) => {
  const early: string[] = []
  let listener: ((problem: string) => void) | undefined
  return {
    tell: (problem: string): void => {
      onDefect(problem)
      if (listener === undefined) early.push(problem)
      else listener(problem)
    },
    follow: (follower: (problem: string) => void): void => {
      listener = follower
      if (early.length > 0) follower(early.join(' '))
    },
  }
}

const baselineOf = async ({ facts, course, settings, progress, exercise }: LabOptions, { entries }: Storage) => ({
  ...emptyBaseline,
  ...(await listEntries(entries)),
  lab: { ...facts, course: courseName(course) },
  settings: publicSettings(settings.current()),
  problems: [...settings.problems()],
  lessons: earlierVerdicts(progress),
  report: progress.reportNote(),
  exercise: exercise.current(),
  predictions: progress.predictions(),
})
