import { failed, success, type Result } from '../../shared/result.ts'
import { startCounter } from '../counter/counter-service.ts'
import { allowedHosts } from '../http/guard-requests.ts'
import type { RunningServer } from '../http/serve-app.ts'
import type { Entries } from '../kv/entries/entries.ts'
import { startKeyValueService } from '../kv/key-value-service.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import { createSecretKeys } from '../session/secret-keys.ts'
import type { LabOptions } from './lab.ts'

interface ServersOptions extends LabOptions {
  readonly entries: Entries
  readonly log: ObservationLog
  readonly gate: StepGate
}

/** The two servers of a lab, listening. Their owner closes them. */
export interface LabServers {
  readonly counter: RunningServer
  readonly kv: RunningServer
  close(): Promise<void>
}

/** Starts the key-value service and the counter, and says so in the log. Fails with neither left running. */
export const startServers = async (options: ServersOptions): Promise<Result<LabServers>> => {
  const { clock, settings, host, limits, log, gate, entries } = options
  const allowed = allowedHosts(host, options.hostNames)
  const kv = await startKeyValueService({ host, limits, port: options.kvPort, entries, log, gate, clock, allowedHosts: allowed })
  if (!kv.ok) return failed(kv.failure)
  const storeUrl = () => settings.current().KV_URL ?? kv.value.url
  const counter = await startCounter({
    host,
    limits,
    port: options.counterPort,
    allowedHosts: allowed,
    settings: () => settings.current(),
    keys: createSecretKeys(() => settings.current()),
    storeUrl,
    exercise: options.exercise.storeAt(storeUrl),
    clock,
    log,
    gate,
    onDefect: options.onDefect,
  })
  if (!counter.ok) {
    await kv.value.close(0)
    return failed(counter.failure)
  }
  log.append({ kind: 'server.changed', server: 'kv', state: { state: 'listening', url: kv.value.url } })
  log.append({ kind: 'server.changed', server: 'counter', state: { state: 'listening', url: counter.value.url } })
  return success({
    counter: counter.value,
    kv: kv.value,
    close: async () => {
      await counter.value.close()
      await kv.value.close()
    },
  })
}
