import { resolveAddress } from '../../shared/address.ts'
import type { Handlers } from '../../shared/contract.ts'
import type { BrowserId } from '../../shared/participant.ts'
import { success } from '../../shared/result.ts'
import type { BrowserDriver } from '../browser/browser-driver.ts'
import { dumpEntries } from '../kv/dump-entries.ts'
import type { Entries } from '../kv/entries/entries.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import type { SendRequest } from '../request/send-request.ts'
import type { SettingsFile } from '../settings/settings-file.ts'

interface HandlerOptions {
  readonly browsers: Readonly<Record<BrowserId, BrowserDriver>>
  readonly settings: SettingsFile
  readonly log: ObservationLog
  readonly gate: StepGate
  readonly entries: Entries
  /** Where a browser goes that shows nothing yet. */
  readonly counterUrl: string
  readonly sendRequest: SendRequest
}

/** What carries out each operation of the contract. */
export const createHandlers = ({ browsers, settings, log, gate, entries, counterUrl, sendRequest }: HandlerOptions): Handlers => ({
  'browser.open': async ({ browser, address }) => {
    const url = resolveAddress(address, browsers[browser].currentUrl() || counterUrl)
    return url.ok ? browsers[browser].open(url.value) : url
  },
  'browser.reload': ({ browser }) => browsers[browser].reload(),
  'browser.clearCookies': ({ browser }) => browsers[browser].clearCookies(),
  'browser.openDeveloperTools': ({ browser }) => browsers[browser].openDeveloperTools(),
  'browser.place': ({ browser, bounds }) => browsers[browser].place(bounds),
  'browser.submit': ({ browser, form }) => browsers[browser].submit(form),
  'settings.change': (change) => settings.change(change),
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
  'log.clear': () => {
    log.clear()
    return Promise.resolve(success(undefined))
  },
  'entries.dump': async ({ prefix }) => success(await dumpEntries(entries, prefix)),
  'request.send': sendRequest,
})
