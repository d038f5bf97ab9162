import type { Clock } from '../../shared/clock.ts'
import { emptyBaseline } from '../../shared/folds/baseline.ts'
import type { LabFacts } from '../../shared/observation.ts'
import { browserIds, type BrowserId } from '../../shared/participant.ts'
import { failed, success, type Result } from '../../shared/result.ts'
import { publicSettings, type SettingsProblem } from '../../shared/settings.ts'
import type { BrowserDriver } from '../browser/browser-driver.ts'
import { startCounter } from '../counter/counter-service.ts'
import { allowedHosts } from '../http/guard-requests.ts'
import type { Standstill } from '../http/patience.ts'
import type { RunningServer, SenderLimits } from '../http/serve-app.ts'
import { listEntries } from '../kv/list-entries.ts'
import { startKeyValueService } from '../kv/key-value-service.ts'
import { openStorage, type Storage } from '../kv/storage.ts'
import { createObservationLog, type ObservationLog } from '../observation/observation-log.ts'
import { createStepGate } from '../observation/step-gate.ts'
import { createRequestSender } from '../request/send-request.ts'
import { createSecretKeys } from '../session/secret-keys.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createEntryRequests } from './entry-requests.ts'
import { createHandlers } from './handlers.ts'

export interface LabOptions {
  readonly clock: Clock
  readonly facts: LabFacts
  /** Owned by the caller. */
  readonly settings: SettingsFile
  /** Where the disk store lives unless KV_DBM says otherwise. */
  readonly kvFolder: string
  /** The address to listen on, and the names beside its own that it is asked for by. */
  readonly host: string
  readonly hostNames?: readonly string[]
  readonly limits?: SenderLimits | undefined
  readonly counterPort: number
  readonly kvPort: number
  readonly createBrowser: (browser: BrowserId, log: ObservationLog, standstill: Standstill) => BrowserDriver
  /** Told of a storage that cannot be used; the settings file tells of its own problems itself. */
  readonly onProblem?: (problem: SettingsProblem) => void
  /** Told of what should never happen. */
  readonly onDefect: (thrown: unknown) => void
}

/** Servers, log and operations together. Its owner closes it. */
export interface Lab {
  readonly log: ObservationLog
  readonly dispatch: Dispatch
  readonly counter: RunningServer
  readonly kv: RunningServer
  /** Shows the counter in both browsers, as at the start of a lesson. */
  openBrowsers(): Promise<void>
  close(): Promise<void>
}

/** Starts a whole lab. Fails in words, with nothing left running, when a port or the storage cannot be had. */
export const startLab = async (options: LabOptions): Promise<Result<Lab>> => {
  const { clock, settings, host, kvFolder, limits } = options
  const allowed = allowedHosts(host, options.hostNames)
  const opened = await openStorage({ settings, folder: kvFolder, clock })
  if (!opened.ok) return opened
  const storage = opened.value
  const log = createObservationLog({
    clock,
    baseline: {
      ...emptyBaseline,
      ...(await listEntries(storage.entries)),
      lab: options.facts,
      settings: publicSettings(settings.current()),
      problems: [...settings.problems()],
    },
  })
  const gate = createStepGate({ log, clock })
  const kv = await startKeyValueService({ host, limits, port: options.kvPort, entries: storage.entries, log, gate, clock, allowedHosts: allowed })
  if (!kv.ok) {
    await storage.close()
    return failed(kv.failure)
  }
  const counter = await startCounter({
    host,
    limits,
    port: options.counterPort,
    allowedHosts: allowed,
    settings: () => settings.current(),
    keys: createSecretKeys(() => settings.current()),
    storeUrl: () => settings.current().KV_URL ?? kv.value.url,
    clock,
    log,
    gate,
    onDefect: options.onDefect,
  })
  if (!counter.ok) {
    await kv.value.close(0)
    await storage.close()
    return failed(counter.failure)
  }
  log.append({ kind: 'server.changed', server: 'kv', state: { state: 'listening', url: kv.value.url } })
  log.append({ kind: 'server.changed', server: 'counter', state: { state: 'listening', url: counter.value.url } })

  const unfollow = followSettings({ ...options, log, storage })
  const browsers = { 'browser-a': options.createBrowser('browser-a', log, gate), 'browser-b': options.createBrowser('browser-b', log, gate) }
  const urls = { counter: counter.value.url, kv: kv.value.url }
  const sendRequest = createRequestSender({ urlOf: (server) => urls[server], log, standstill: gate })
  const entryRequests = createEntryRequests({ url: kv.value.url, lifetime: () => settings.current().PERMANENT_SESSION_LIFETIME, standstill: gate })
  const handlers = createHandlers({ browsers, settings, log, gate, entries: storage.entries, entryRequests, counterUrl: counter.value.url, sendRequest })
  return success({
    log,
    dispatch: createDispatch(handlers, options.onDefect),
    counter: counter.value,
    kv: kv.value,
    openBrowsers: async () => {
      await Promise.all(browserIds.map((browser) => browsers[browser].open(counter.value.url)))
    },
    close: async () => {
      gate.close()
      unfollow()
      await Promise.all(browserIds.map((browser) => browsers[browser].close()))
      await counter.value.close()
      await kv.value.close()
      await storage.close()
    },
  })
}

interface FollowOptions extends LabOptions {
  readonly log: ObservationLog
  readonly storage: Storage
}

/** Records each change of the settings, and what the key-value service holds when it moves to another storage. */
const followSettings = ({ settings, log, storage, onProblem }: FollowOptions) => {
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
  })
  return unfollow
}
