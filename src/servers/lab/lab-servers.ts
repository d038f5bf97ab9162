import type { Clock } from '../../shared/base/clock.ts'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { startCounter } from '../counter/counter-service.ts'
import type { StudentExercise } from '../exercise/student-exercise.ts'
import { allowedHosts } from '../http/guard-requests.ts'
import type { RunningServer } from '../http/serve-app.ts'
import type { Entries } from '../kv/entries/entries.ts'
import { startKeyValueService } from '../kv/key-value-service.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import { withoutCredentials } from '../../shared/base/public-url.ts'
import { createSecretKeys, newRandomKey } from '../session/secret-keys.ts'
import type { SessionStore } from '../session/session-store.ts'
import type { SecretKeys } from '../session/signer.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { LabNetwork } from './lab-options.ts'
import { createRestartable, type Restartable } from './restartable.ts'

interface ServersOptions extends LabNetwork {
  readonly clock: Clock
  readonly settings: SettingsFile
  readonly exercise: StudentExercise
  readonly onDefect: (thrown: unknown) => void
  readonly entries: Entries
  readonly log: ObservationLog
  readonly gate: StepGate
}

/** The two servers of a lab, listening. Their owner closes them. */
export interface LabServers {
  readonly counter: Restartable
  readonly kv: Restartable
  /** The keys that the counter signs with, now. */
  readonly keys: () => SecretKeys
  /** The random key that is used where the settings name none; a counter that starts anew has another one. */
  readonly randomKey: { get(): string; set(key: string): void }
  close(): Promise<void>
}

/** Starts the key-value service and the counter, and says so in the log. Fails with neither left running. */
export const startServers = async (options: ServersOptions): Promise<Result<LabServers>> => {
  const { log } = options
  let randomKey = newRandomKey()
  const keys = createSecretKeys(
    () => options.settings.current(),
    () => randomKey,
  )
  const kv = await createRestartable('kv', log, options.kvPort, (port) => startStore(options, port))
  if (!kv.ok) return failed(kv.failure)
  const storeUrl = () => withoutCredentials(options.settings.current().KV_URL ?? kv.value.url)
  const exercise = options.exercise.storeAt(storeUrl)
  const counter = await createRestartable('counter', log, options.counterPort, (port) =>
    startTheCounter(options, { port, storeUrl, exercise, keys }),
  )
  if (!counter.ok) {
    await kv.value.close(0)
    return failed(counter.failure)
  }
  return success({
    counter: counter.value,
    kv: kv.value,
    keys,
    randomKey: {
      get: () => randomKey,
      set: (key) => {
        randomKey = key
      },
    },
    close: async () => {
      await counter.value.close()
      await kv.value.close()
    },
  })
}

const startStore = (
  { clock, host, hostNames, limits, log, gate, entries }: ServersOptions,
  port: number,
): Promise<Result<RunningServer>> =>
  startKeyValueService({ host, limits, port, entries, log, gate, clock, allowedHosts: allowedHosts(host, hostNames) })

interface CounterPlace {
  readonly port: number
  readonly storeUrl: () => string
  readonly exercise: SessionStore
  readonly keys: () => SecretKeys
}

const startTheCounter = (options: ServersOptions, place: CounterPlace): Promise<Result<RunningServer>> => {
  const { clock, settings, host, limits, log, gate, onDefect } = options
  return startCounter({
    host,
    limits,
    ...place,
    allowedHosts: allowedHosts(host, options.hostNames),
    settings: () => settings.current(),
    clock,
    log,
    gate,
    onDefect,
  })
}
