import { resolveAddress } from '../../shared/base/address.ts'
import { success, type Result } from '../../shared/base/result.ts'
import type { CookieKey } from '../../shared/stream/lab-state.ts'
import type { BrowserId } from '../../shared/stream/participant.ts'
import type { HandlersOf } from '../../shared/wire/contract.ts'
import type { BrowserDriver } from '../browser/browser-driver.ts'
import type { StudentExercise } from '../exercise/student-exercise.ts'
import { dumpEntries } from '../kv/dump-entries.ts'
import type { Entries } from '../kv/entries/entries.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import type { SendRequest } from '../request/send-request.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { EntryRequests } from './entry-requests.ts'

/** What a user does by hand: all that a run does, too. */
export type DeskHandlers = HandlersOf<
  'browser' | 'cookie' | 'entry' | 'entries' | 'settings' | 'steps' | 'request' | 'exercise' | 'log'
>

interface DeskOptions {
  readonly browsers: Browsers
  readonly settings: Pick<SettingsFile, 'change'>
  readonly log: Pick<ObservationLog, 'append' | 'clear'>
  readonly gate: Pick<StepGate, 'turn' | 'next' | 'change' | 'keep' | 'releaseAll'>
  readonly entries: Entries
  readonly entryRequests: EntryRequests
  /** Where a browser goes that shows nothing yet. */
  readonly homeUrl: string
  readonly sendRequest: SendRequest
  readonly exercise: StudentExercise
}

type Browsers = Readonly<Record<BrowserId, BrowserDriver>>

/** What carries out each operation at the desk. They know no course: a run is made of them. */
export const createDeskHandlers = ({
  browsers,
  settings,
  log,
  gate,
  entries,
  entryRequests,
  homeUrl,
  sendRequest,
  exercise,
}: DeskOptions): DeskHandlers => ({
  ...browserHandlers(browsers, homeUrl),
  ...cookieHandlers(browsers),
  ...stepHandlers(gate),
  ...exerciseHandlers(exercise, log),
  'entry.write': ({ key, value, condition }) => entryRequests.write(key, value, condition),
  'entry.delete': ({ key, condition }) => entryRequests.delete(key, condition),
  'entries.dump': async ({ prefix }) => success(await dumpEntries(entries, prefix)),
  'settings.change': async (change) => {
    const changed = await settings.change(change)
    // Who chose the student's class may use it at once: the start of its process takes no time of the first request.
    if (changed.ok && change.key === 'USE_EXERCISE' && change.value) await exercise.prepare()
    return changed
  },
  'log.clear': () => {
    log.clear()
    return done
  },
  'request.send': sendRequest,
})

const done: Promise<Result<undefined>> = Promise.resolve(success(undefined))

const browserHandlers = (browsers: Browsers, homeUrl: string): HandlersOf<'browser'> => ({
  'browser.open': async ({ browser, address }) => {
    const url = resolveAddress(address, browsers[browser].currentUrl() || homeUrl)
    return url.ok ? browsers[browser].open(url.value) : url
  },
  'browser.reload': ({ browser }) => browsers[browser].reload(),
  'browser.clearCookies': ({ browser }) => browsers[browser].clearCookies(),
  'browser.openDeveloperTools': ({ browser }) => browsers[browser].openDeveloperTools(),
  'browser.place': ({ browser, bounds }) => browsers[browser].place(bounds),
  'browser.submit': ({ browser, form }) => browsers[browser].submit(form),
  'browser.press': ({ browser, button }) => browsers[browser].press(button),
})

const cookieHandlers = (browsers: Browsers): HandlersOf<'cookie'> => ({
  'cookie.write': async ({ browser, cookie, instead }) => {
    const written = await browsers[browser].writeCookie(cookie)
    if (!written.ok || instead === undefined || isSameCookie(cookie, instead)) return written
    return browsers[browser].deleteCookie(instead)
  },
  'cookie.delete': ({ browser, cookie }) => browsers[browser].deleteCookie(cookie),
})

const isSameCookie = (one: CookieKey, other: CookieKey): boolean =>
  one.name === other.name &&
  one.domain === other.domain &&
  one.path === other.path &&
  one.partitioned === other.partitioned

const stepHandlers = (gate: DeskOptions['gate']): HandlersOf<'steps'> => ({
  'steps.hold': ({ isOn, limit }) => {
    gate.turn(isOn, limit)
    return done
  },
  'steps.next': ({ exchange }) => {
    gate.next(exchange)
    return done
  },
  'steps.change': ({ exchange, phase, change }) => Promise.resolve(gate.change(exchange, phase, change)),
  'steps.keep': ({ exchange }) => {
    gate.keep(exchange)
    return done
  },
  'steps.release': () => {
    gate.releaseAll()
    return done
  },
})

const exerciseHandlers = (exercise: StudentExercise, log: DeskOptions['log']): HandlersOf<'exercise'> => ({
  'exercise.write': ({ source, base }) => exercise.write(source, base),
  'exercise.reset': () => exercise.reset(),
  'exercise.demonstrate': () => exercise.demonstrate(),
  'exercise.check': async () => {
    const checked = await exercise.check()
    if (!checked.ok) return checked
    log.append({ kind: 'exercise.checked', ...checked.value })
    return done
  },
})
