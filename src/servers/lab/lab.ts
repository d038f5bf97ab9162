import type { Clock } from '../../shared/clock.ts'
import { emptyBaseline } from '../../shared/folds/baseline.ts'
import type { LabFacts } from '../../shared/observation.ts'
import { browserIds, type BrowserId } from '../../shared/participant.ts'
import { failed, success, type Result } from '../../shared/result.ts'
import { publicSettings, type SettingsProblem } from '../../shared/settings.ts'
import type { BrowserDriver } from '../browser/browser-driver.ts'
import { startCounter } from '../counter/counter-service.ts'
import { allowedHosts } from '../http/guard-requests.ts'
import type { RunningServer } from '../http/serve-app.ts'
import { listEntries } from '../kv/list-entries.ts'
import { openEntries } from '../kv/entries/open-entries.ts'
import { createObservationLog, type ObservationLog } from '../observation/observation-log.ts'
import { createRequestSender } from '../request/send-request.ts'
import { createSecretKeys } from '../session/secret-keys.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createHandlers } from './handlers.ts'
import { createKeyValueHost, storePlace } from './key-value-host.ts'

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
  readonly counterPort: number
  readonly kvPort: number
  readonly createBrowser: (browser: BrowserId, log: ObservationLog) => BrowserDriver
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
  const { clock, settings, host, kvFolder } = options
  const allowed = allowedHosts(host, options.hostNames)
  const entries = await openEntries({ ...storePlace(settings.current(), kvFolder), clock })
  if (!entries.ok) return entries
  const log = createObservationLog({
    clock,
    baseline: {
      ...emptyBaseline,
      ...(await listEntries(entries.value)),
      lab: options.facts,
      settings: publicSettings(settings.current()),
      problems: [...settings.problems()],
    },
  })
  const kvHost = createKeyValueHost({ log, clock, host, port: options.kvPort, allowedHosts: allowed })
  const kv = await kvHost.serve(entries.value)
  if (!kv.ok) return kv
  const counter = await startCounter({
    host,
    port: options.counterPort,
    allowedHosts: allowed,
    settings: () => settings.current(),
    keys: createSecretKeys(() => settings.current()),
    storeUrl: () => settings.current().KV_URL ?? kv.value.url,
    clock,
    log,
    onDefect: options.onDefect,
  })
  if (!counter.ok) {
    await kvHost.close()
    return failed(counter.failure)
  }
  log.append({ kind: 'server.changed', server: 'counter', state: { state: 'listening', url: counter.value.url } })

  const follower = followSettings({ ...options, log, replaceStorage: (next) => kvHost.serve(next) })
  const browsers = { 'browser-a': options.createBrowser('browser-a', log), 'browser-b': options.createBrowser('browser-b', log) }
  const urls = { counter: counter.value.url, kv: kv.value.url }
  const sendRequest = createRequestSender({ urlOf: (server) => urls[server], log })
  const handlers = createHandlers({ browsers, settings, log, entries: () => kvHost.entries(), counterUrl: counter.value.url, sendRequest })
  return success({
    log,
    dispatch: createDispatch(handlers, options.onDefect),
    counter: counter.value,
    kv: kv.value,
    openBrowsers: async () => {
      await Promise.all(browserIds.map((browser) => browsers[browser].open(counter.value.url)))
    },
    close: async () => {
      await follower.stop()
      await Promise.all(browserIds.map((browser) => browsers[browser].close()))
      await counter.value.close()
      await kvHost.close()
    },
  })
}

interface FollowOptions extends LabOptions {
  readonly log: ObservationLog
  readonly replaceStorage: (entries: Parameters<ReturnType<typeof createKeyValueHost>['serve']>[0]) => Promise<Result<unknown>>
}

/** Records each change of the settings, and moves the key-value service to the storage that they name. */
const followSettings = ({ settings, log, clock, kvFolder, facts, replaceStorage, onDefect }: FollowOptions) => {
  let place = JSON.stringify(storePlace(settings.current(), kvFolder))
  let storageProblem: SettingsProblem | undefined
  let moving = Promise.resolve()

  const tell = (): void => {
    const problems = [...settings.problems(), ...(storageProblem ? [storageProblem] : [])]
    log.append({ kind: 'settings.changed', settings: publicSettings(settings.current()), problems })
  }

  const move = async (): Promise<void> => {
    const wanted = storePlace(settings.current(), kvFolder)
    const wantedText = JSON.stringify(wanted)
    if (wantedText === place) return
    place = wantedText
    const next = await openEntries({ ...wanted, clock })
    const moved = next.ok ? await replaceStorage(next.value) : next
    storageProblem = moved.ok ? undefined : { file: facts.settingsFile, line: 0, key: 'KV_STORE', message: `${moved.failure.message} (the storage before stays in use)` }
    if (next.ok) log.clear(await listEntries(next.value))
    tell()
  }

  const unfollow = settings.follow(() => {
    tell()
    moving = moving.then(move).catch(onDefect)
  })
  return {
    stop: async (): Promise<void> => {
      unfollow()
      await moving
    },
  }
}
