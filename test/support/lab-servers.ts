import { Agent } from 'undici'
import { onTestFinished } from 'vitest'
import { systemClock, type Clock } from '../../src/shared/base/clock.ts'
import { defaultSettings, type Settings } from '../../src/shared/stream/settings.ts'
import { startCounter } from '../../src/servers/counter/counter-service.ts'
import type { AllowedHosts } from '../../src/servers/http/guard-requests.ts'
import type { RunningServer } from '../../src/servers/http/serve-app.ts'
import { createMemoryEntries } from '../../src/servers/kv/entries/memory-entries.ts'
import { startKeyValueService } from '../../src/servers/kv/key-value-service.ts'
import type { ObservationLog } from '../../src/servers/observation/observation-log.ts'
import type { StepGate } from '../../src/servers/observation/step-gate.ts'
import { createSecretKeys } from '../../src/servers/session/secret-keys.ts'
import { KeyValueSessionStore } from '../../src/servers/session/key-value-session-store.ts'
import type { SessionStore } from '../../src/servers/session/session-store.ts'
import { valueOf } from './serve.ts'

/** Settings with a known key, server-side or not. */
export const settingsOf = (changes: Partial<Settings>): Settings => ({
  ...defaultSettings,
  SECRET_KEY: 'dev-secret-0123',
  ...changes,
})

interface KeyValueChoice {
  readonly port?: number
  readonly log?: ObservationLog
  readonly entries?: ReturnType<typeof createMemoryEntries>
  readonly gate?: StepGate
}

/** A key-value service in memory until the test is over. */
export const serveKeyValue = async ({
  port = 0,
  log,
  gate,
  entries = createMemoryEntries({ clock: systemClock }),
}: KeyValueChoice = {}): Promise<RunningServer> => {
  const kv = valueOf(
    await startKeyValueService({
      host: '127.0.0.1',
      port,
      entries,
      clock: systemClock,
      log,
      gate,
      allowedHosts: () => true,
    }),
  )
  onTestFinished(() => kv.close(0))
  return kv
}

interface CounterChoice {
  readonly settings: Settings | (() => Settings)
  readonly storeUrl?: string
  readonly exercise?: SessionStore
  readonly log?: ObservationLog
  readonly gate?: StepGate
  readonly clock?: Clock
  readonly onDefect?: (thrown: unknown) => void
  readonly allowedHosts?: AllowedHosts
}

/** A counter until the test is over. */
export const serveCounter = async ({
  settings,
  storeUrl = 'http://localhost:9/',
  exercise,
  log,
  gate,
  clock = systemClock,
  onDefect,
  allowedHosts = () => true,
}: CounterChoice): Promise<RunningServer> => {
  const now = typeof settings === 'function' ? settings : () => settings
  const keys = createSecretKeys(now)
  const options = {
    host: '127.0.0.1',
    port: 0,
    settings: now,
    keys,
    storeUrl: () => storeUrl,
    exercise,
    log,
    gate,
    clock,
    onDefect,
    allowedHosts,
  }
  const counter = valueOf(await startCounter(options))
  onTestFinished(() => counter.close(0))
  return counter
}

/** The built-in store on a service, with its own connections until the test is over. */
export const storeAt = (url: string, timeToLive = 60): KeyValueSessionStore => {
  const dispatcher = new Agent()
  onTestFinished(() => dispatcher.destroy())
  return new KeyValueSessionStore({ url: () => url, timeToLive: () => timeToLive, dispatcher })
}
