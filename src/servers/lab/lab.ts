import type { Clock } from '../../shared/base/clock.ts'
import { exerciseFold } from '../../shared/folds/exercise.ts'
import { foldAll } from '../../shared/stream/fold.ts'
import type { LabFacts } from '../../shared/stream/observation.ts'
import { browserIds, type BrowserId } from '../../shared/stream/participant.ts'
import { success, type Result } from '../../shared/base/result.ts'
import type { SettingsProblem } from '../../shared/stream/settings.ts'
import type { CreateBrowser } from '../browser/http-browsers.ts'
import { guardBrowser } from '../browser/guard-browser.ts'
import { createStagedBrowser, type StagedBrowser } from '../browser/staged-browser.ts'
import type { Standstill } from '../http/patience.ts'
import type { RunningServer, SenderLimits } from '../http/serve-app.ts'
import { startLessons } from '../lesson/lessons.ts'
import { createPerform } from '../lesson/perform-step.ts'
import { createPictureFolder } from '../lesson/picture-folder.ts'
import type { ProgressFile } from '../lesson/progress-file.ts'
import { createPictures } from '../lesson/take-pictures.ts'
import { createStage } from '../lesson/stage/stage.ts'
import { createUndoableEntries, type UndoableEntries } from '../lesson/stage/undoable-entries.ts'
import { createUndoableSettings } from '../lesson/stage/undoable-settings.ts'
import { createOtherSite } from '../lesson/steps/other-site.ts'
import { startOwning } from '../lifetime.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { createStepGate, type StepGate } from '../observation/step-gate.ts'
import type { Troubles } from '../observation/troubles.ts'
import { createReportMaker, type PrintReport } from '../report/make-report.ts'
import { createRequestSender } from '../request/send-request.ts'
import type { StudentExercise } from '../exercise/student-exercise.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createEntryRequests } from './entry-requests.ts'
import { followSettings } from './follow-settings.ts'
import { createHandlers } from './handlers.ts'
import { startServers, type LabServers } from './lab-servers.ts'
import { openStream, type OpenStream } from './open-stream.ts'
import { countFollowers, watchStorage } from './watch-storage.ts'

export interface LabOptions {
  readonly clock: Clock
  readonly facts: LabFacts
  /** Owned by the caller. */
  readonly settings: SettingsFile
  /** Where the student stands. Owned by the caller. */
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
export const startLab = (options: LabOptions): Promise<Result<Lab>> =>
  startOwning(async (life) => {
    const { clock, settings } = options
    const stream = await openStream(options, life)
    if (!stream.ok) return stream
    const { storage, log, troubles, onDefect } = stream.value
    const gate = createStepGate({ log, clock })
    const entries = createUndoableEntries(storage.entries, (fact) => {
      log.append(fact)
    })
    const servers = await startServers({ ...options, onDefect, log, gate, entries })
    if (!servers.ok) return servers
    life.own(servers.value)
    life.own(
      followSettings({
        settings,
        log,
        storage,
        onProblem: options.onProblem,
        onTrouble: tellTrouble(options, troubles),
      }),
    )
    const watchers = countFollowers(log)
    life.own(watchStorage({ entries: storage.entries, log, isWatched: watchers.areThere }))
    const browsers = createBrowsers(options, log, gate, troubles)
    life.own(() => Promise.all(browserIds.map((browser) => browsers[browser].close())))
    const { handlers, lessons } = startCourse(options, {
      ...stream.value,
      gate,
      entries,
      browsers,
      servers: servers.value,
    })
    life.own(lessons)
    // Before all else that ends: what is held goes on.
    life.own(gate)
    const { counter, kv } = servers.value
    return success({
      log: watchers.log,
      troubles,
      dispatch: createDispatch(handlers, onDefect),
      counter,
      kv,
      openBrowsers: onceOpened(browsers, counter.url, onDefect),
      close: () => life.close(),
    })
  })

const tellTrouble =
  ({ onDefect }: LabOptions, troubles: Troubles) =>
  (trouble: string | undefined): void => {
    if (trouble === undefined) return troubles.settle('storage')
    onDefect(trouble)
    troubles.report('storage', trouble)
  }

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

const onceOpened = (
  browsers: Readonly<Record<BrowserId, StagedBrowser>>,
  url: string,
  onDefect: (thrown: unknown) => void,
): Lab['openBrowsers'] => {
  let opening: Promise<void> | undefined
  const openBoth = async (): Promise<void> => {
    await Promise.all(browserIds.map((browser) => browsers[browser].open(url).catch(onDefect)))
  }
  return () => (opening ??= openBoth())
}

/** What the course and the operations work on. */
interface Parts extends OpenStream {
  readonly gate: StepGate
  readonly entries: UndoableEntries
  readonly browsers: Record<BrowserId, StagedBrowser>
  readonly servers: LabServers
}

const startCourse = (options: LabOptions, parts: Parts) => {
  const { clock, settings } = options
  const { browsers, entries, gate, log, onDefect, restoreFile, servers } = parts
  const { counter, kv } = servers
  const urls = { counter: counter.url, kv: kv.url }
  const folder = createPictureFolder(options.pictureFolder)
  const undoable = createUndoableSettings(settings)
  const handlers = createHandlers({
    browsers,
    settings: undoable,
    log,
    gate,
    entries,
    entryRequests: createEntryRequests({
      url: kv.url,
      lifetime: () => settings.current().PERMANENT_SESSION_LIFETIME,
      standstill: gate,
    }),
    counterUrl: counter.url,
    sendRequest: createRequestSender({ urlOf: (server) => urls[server], log, standstill: gate }),
    exercise: options.exercise,
    lessons: () => lessons,
    progress: options.progress,
    makeReport: createReportMaker({
      ...options,
      exercise: () => foldAll(exerciseFold, log.read(0, Infinity)),
      pictures: folder,
      picturesTaken: () => pictures.settled(),
      standings: () => lessons.standings(),
    }),
  })
  const otherSite = createOtherSite(counter.url)
  const perform = createPerform({ handlers, browsers, settings, servers, otherSite, log, clock })
  const stage = createStage({ browsers, settings: undoable, entries, servers, otherSite, restoreFile, log })
  const pictures = createPictures({ browsers, folder, progress: options.progress, log, onDefect })
  const lessons = startLessons({ ...options, onDefect, log, pictures, perform, stage })
  return { handlers, lessons }
}
