import { foldAll } from '../../shared/stream/fold.ts'
import { pagesFold } from '../../shared/folds/pages.ts'
import { browserIds, type BrowserId } from '../../shared/stream/participant.ts'
import { success, type Result } from '../../shared/base/result.ts'
import { guardBrowser } from '../browser/guard-browser.ts'
import { createStagedBrowser, type StagedBrowser } from '../browser/staged-browser.ts'
import type { HoldClock } from '../http/deadline.ts'
import { createUndoableEntries, type UndoableEntries } from '../lesson/run/stage/undoable-entries.ts'
import { createUndoableSettings, type UndoableSettings } from '../lesson/run/stage/undoable-settings.ts'
import { startOwning } from '../lifetime.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { createStepGate, type StepGate } from '../observation/step-gate.ts'
import type { Troubles } from '../observation/troubles.ts'
import { createRequestSender } from '../request/send-request.ts'
import type { Subject } from '../subjects/subject.ts'
import { defaultSubject } from '../subjects/subjects.ts'
import { noCourseHandlers } from './course-handlers.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createEntryRequests, noEntryRequests } from './entry-requests.ts'
import { followSettings } from './follow-settings.ts'
import { createDeskHandlers, type DeskHandlers } from './desk-handlers.ts'
import type { LabDevices, LabKept, LabListener, LabOptions } from './lab-options.ts'
import { startServers, type LabServers } from './lab-servers.ts'
import { openStream } from './open-stream.ts'
import { startCourse } from './start-course.ts'
import { countFollowers, watchStorage } from './watch-storage.ts'

/** Servers, log and operations together. Its owner closes it. */
export interface Lab {
  readonly log: ObservationLog
  /** For what happens outside the lab itself: in the window, or while a file is written. */
  readonly troubles: Troubles
  readonly dispatch: Dispatch
  /** What is watched, as it is reached. */
  readonly subject: LabServers
  /** Shows the application in both browsers, the first time that it is asked; done when they show it. Never rejects. */
  openBrowsers(): Promise<void>
  close(): Promise<void>
}

/** Starts a whole lab. Fails in words, with nothing left running, when a port or the storage cannot be had. */
export const startLab = (options: LabOptions): Promise<Result<Lab>> =>
  startOwning(async (life) => {
    const { subject = defaultSubject, time, kept, network, devices, tell } = options
    const { clock } = time
    const { settings, exercise } = kept
    const stream = await openStream(options, life)
    if (!stream.ok) return stream
    const { storage, log, troubles, onDefect } = stream.value
    const gate = createStepGate({ log, clock })
    const entries = createUndoableEntries(storage.entries, (fact) => {
      log.append(fact)
    })
    const servers = await startServers({
      ...network,
      tapPort: network.tapPort ?? 0,
      ownPorts: network.ownPorts ?? noPorts,
      ...{ subject, clock, settings, exercise, onDefect, log, gate, entries },
    })
    if (!servers.ok) return servers
    life.own(servers.value)
    tellTaps(log, subject, servers.value)
    life.own(
      followSettings({
        settings,
        log,
        storage,
        onProblem: tell.onProblem,
        onTrouble: tellTrouble(tell, troubles),
      }),
    )
    const watchers = countFollowers(log)
    life.own(watchStorage({ entries: storage.entries, log, isWatched: watchers.areThere }))
    const browsers = createBrowsers(devices, servers.value, log, gate, troubles)
    life.own(() => Promise.all(browserIds.map((browser) => browsers[browser].close())))
    const parts = { browsers, settings: createUndoableSettings(settings), entries, servers: servers.value, log }
    const desk = createDesk(kept, { ...parts, gate })
    const { ofCourse } = servers.value
    const course = ofCourse && life.own(startCourse(options, { ...stream.value, ...parts, servers: ofCourse, desk }))
    // Before all else that ends: what is held goes on.
    life.own(gate)
    servers.value.onAppearing?.(() => {
      void openFailed(browsers, log, servers.value.home, onDefect)
    })
    return success({
      log: watchers.log,
      troubles,
      dispatch: createDispatch({ ...desk, ...(course?.handlers ?? noCourseHandlers) }, onDefect),
      subject: servers.value,
      openBrowsers: onceOpened(browsers, servers.value.home, onDefect),
      close: () => life.close(),
    })
  })

const noPorts = (): ReadonlySet<number> => new Set()

const tellTaps = (log: ObservationLog, { id, label, capabilities }: Subject, { taps }: LabServers): void => {
  if (taps !== undefined)
    log.append({ kind: 'subject.changed', subject: { id, label, capabilities, tapPort: taps.others } })
}

// An application that was not there when it was asked for is shown once it is.
const openFailed = async (
  browsers: Readonly<Record<BrowserId, StagedBrowser>>,
  log: ObservationLog,
  home: string,
  onDefect: (thrown: unknown) => void,
): Promise<void> => {
  const pages = foldAll(pagesFold, log.read(0, Infinity))
  const failed = browserIds.filter((browser) => pages[browser].state === 'failed')
  await Promise.all(failed.map((browser) => browsers[browser].open(pages[browser].url || home).catch(onDefect)))
}

const tellTrouble =
  ({ onDefect }: LabListener, troubles: Troubles) =>
  (trouble: string | undefined): void => {
    if (trouble === undefined) return troubles.settle('storage')
    onDefect(trouble)
    troubles.report('storage', trouble)
  }

const createBrowsers = (
  { createBrowser }: LabDevices,
  { taps }: LabServers,
  log: ObservationLog,
  holdClock: HoldClock,
  troubles: Troubles,
): Record<BrowserId, StagedBrowser> => {
  const create = (browser: BrowserId) =>
    createStagedBrowser({
      browser,
      log,
      create: (partition, voice) =>
        guardBrowser(
          createBrowser({
            browser,
            // Cookies know no ports, so each subject has jars of its own.
            partition: taps === undefined ? partition : partition.replace(/^browser-/, 'own-'),
            log: voice,
            holdClock,
            proxy: taps?.browsers[browser],
          }),
          browser,
          troubles,
        ),
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

const createDesk = ({ settings: file, exercise }: LabKept, desk: Desk): DeskHandlers => {
  const { home, ofCourse, urlOf, taps } = desk.servers
  const { log, gate } = desk
  return createDeskHandlers({
    ...desk,
    exercise,
    homeUrl: home,
    entryRequests:
      ofCourse === undefined
        ? noEntryRequests
        : createEntryRequests({
            url: ofCourse.kv.url,
            lifetime: () => file.current().PERMANENT_SESSION_LIFETIME,
            holdClock: gate,
          }),
    sendRequest: createRequestSender({ urlOf, log, holdClock: gate, proxy: taps?.others }),
  })
}

/** What the operations at the desk work on. */
interface Desk {
  readonly servers: LabServers
  readonly browsers: Readonly<Record<BrowserId, StagedBrowser>>
  readonly settings: UndoableSettings
  readonly entries: UndoableEntries
  readonly log: ObservationLog
  readonly gate: StepGate
}
