import { resolveAddress } from '../../shared/base/address.ts'
import type { Handlers } from '../../shared/wire/contract.ts'
import type { CookieKey } from '../../shared/stream/observation.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import { changedReportNote } from '../../shared/stream/report-note.ts'
import { failure, success } from '../../shared/base/result.ts'
import type { BrowserDriver } from '../browser/browser-driver.ts'
import { dumpEntries } from '../kv/dump-entries.ts'
import type { Entries } from '../kv/entries/entries.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import type { SendRequest } from '../request/send-request.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { StudentExercise } from '../exercise/student-exercise.ts'
import type { Lessons } from '../lesson/lessons.ts'
import type { ProgressFile } from '../lesson/keep/progress-file.ts'
import type { MakeReport } from '../report/make-report.ts'
import type { EntryRequests } from './entry-requests.ts'

interface HandlerOptions {
  readonly browsers: Readonly<Record<BrowserId, BrowserDriver>>
  readonly settings: SettingsFile
  readonly log: ObservationLog
  readonly gate: StepGate
  readonly entries: Entries
  readonly entryRequests: EntryRequests
  /** Where a browser goes that shows nothing yet. */
  readonly counterUrl: string
  readonly sendRequest: SendRequest
  readonly exercise: StudentExercise
  /** They run steps by these very handlers, so they are there later. */
  readonly lessons: () => Lessons
  readonly progress: Pick<ProgressFile, 'describeReport' | 'reportNote'>
  readonly makeReport: MakeReport
}

/** What carries out each operation of the contract. */
export const createHandlers = ({
  browsers,
  settings,
  log,
  gate,
  entries,
  entryRequests,
  counterUrl,
  sendRequest,
  exercise,
  lessons,
  progress,
  makeReport,
}: HandlerOptions): Handlers => ({
  'browser.open': async ({ browser, address }) => {
    const url = resolveAddress(address, browsers[browser].currentUrl() || counterUrl)
    return url.ok ? browsers[browser].open(url.value) : url
  },
  'browser.reload': ({ browser }) => browsers[browser].reload(),
  'browser.clearCookies': ({ browser }) => browsers[browser].clearCookies(),
  'browser.openDeveloperTools': ({ browser }) => browsers[browser].openDeveloperTools(),
  'browser.place': ({ browser, bounds }) => browsers[browser].place(bounds),
  'browser.submit': ({ browser, form }) => browsers[browser].submit(form),
  'browser.press': ({ browser, button }) => browsers[browser].press(button),
  'cookie.write': async ({ browser, cookie, instead }) => {
    const written = await browsers[browser].writeCookie(cookie)
    if (!written.ok || instead === undefined || isSameCookie(cookie, instead)) return written
    return browsers[browser].deleteCookie(instead)
  },
  'cookie.delete': ({ browser, cookie }) => browsers[browser].deleteCookie(cookie),
  'entry.write': ({ key, value, condition }) => entryRequests.write(key, value, condition),
  'entry.delete': ({ key, condition }) => entryRequests.delete(key, condition),
  'settings.change': async (change) => {
    const changed = await settings.change(change)
    // Who chose the student's class may use it at once: the start of its process takes no time of the first request.
    if (changed.ok && change.key === 'USE_EXERCISE' && change.value) await exercise.prepare()
    return changed
  },
  'steps.hold': ({ isOn, limit }) => {
    gate.turn(isOn, limit)
    return Promise.resolve(success(undefined))
  },
  'steps.next': ({ exchange }) => {
    gate.next(exchange)
    return Promise.resolve(success(undefined))
  },
  'steps.release': () => {
    gate.releaseAll()
    return Promise.resolve(success(undefined))
  },
  'lesson.run': ({ lesson, isByStep }) => Promise.resolve(lessons().run(lesson, isByStep)),
  'run.next': ({ isDone }) => Promise.resolve(lessons().next(isDone)),
  'experiment.predict': ({ experiment, choice }) => Promise.resolve(lessons().predict(experiment, choice)),
  'lesson.reset': ({ lesson }) => Promise.resolve(lessons().reset(lesson)),
  'run.stop': async () => {
    await lessons().stop()
    return success(undefined)
  },
  'report.describe': (change) => {
    const strange = Object.keys(change.lessons ?? {}).find((id) => !lessons().has(id))
    if (strange !== undefined)
      return Promise.resolve(failure('not-found', `There is no point or experiment ${strange}.`))
    const note = changedReportNote(progress.reportNote(), change)
    progress.describeReport(note)
    log.append({ kind: 'report.described', note })
    return Promise.resolve(success(undefined))
  },
  'report.make': ({ format, zone }) => makeReport(format, zone),
  'exercise.write': ({ source, base }) => exercise.write(source, base),
  'exercise.reset': () => exercise.reset(),
  'exercise.demonstrate': () => exercise.demonstrate(),
  'exercise.check': async () => {
    const checked = await exercise.check()
    if (!checked.ok) return checked
    log.append({ kind: 'exercise.checked', ...checked.value })
    return success(undefined)
  },
  'log.clear': () => {
    log.clear()
    return Promise.resolve(success(undefined))
  },
  'entries.dump': async ({ prefix }) => success(await dumpEntries(entries, prefix)),
  'request.send': sendRequest,
})

const isSameCookie = (one: CookieKey, other: CookieKey): boolean =>
  one.name === other.name &&
  one.domain === other.domain &&
  one.path === other.path &&
  one.partitioned === other.partitioned
