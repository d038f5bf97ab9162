import type { Clock } from '../../shared/clock.ts'
import { success, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { AllowedHosts } from '../http/guard-requests.ts'
import type { RunningServer } from '../http/serve-app.ts'
import type { Entries } from '../kv/entries/entries.ts'
import { startKeyValueService } from '../kv/key-value-service.ts'
import type { ObservationLog } from '../observation/observation-log.ts'

interface HostOptions {
  readonly log: ObservationLog
  readonly clock: Clock
  readonly host: string
  readonly port: number
  readonly allowedHosts: AllowedHosts
}

/** The key-value service of a lab: one address, over whatever storage the settings name at the time. */
export interface KeyValueHost {
  /** Serves these entries instead of those before, on the same port; owns them from now on and closes those before. */
  serve(entries: Entries): Promise<Result<RunningServer>>
  entries(): Entries
  close(): Promise<void>
}

/** Where the storage of the settings lives, if it lives in a folder. */
export const storePlace = ({ KV_STORE, KV_DBM }: Settings, kvFolder: string): { store: string; folder: string } => ({
  store: KV_STORE,
  folder: KV_DBM ?? kvFolder,
})

/** A {@link KeyValueHost} that has not begun to serve. */
export const createKeyValueHost = (options: HostOptions): KeyValueHost => {
  let port = options.port
  let running: { readonly server: RunningServer; readonly entries: Entries } | undefined

  const stop = async (): Promise<void> => {
    const before = running
    running = undefined
    if (!before) return
    await before.server.close()
    options.log.append({ kind: 'server.changed', server: 'kv', state: { state: 'stopped' } })
    await before.entries.close()
  }

  return {
    serve: async (entries) => {
      await stop()
      const started = await startKeyValueService({ ...options, port, entries })
      if (!started.ok) {
        await entries.close()
        return started
      }
      running = { server: started.value, entries }
      port = started.value.port
      options.log.append({ kind: 'server.changed', server: 'kv', state: { state: 'listening', url: started.value.url } })
      return success(started.value)
    },
    entries: () => {
      if (!running) throw new Error('The key-value service is not running.')
      return running.entries
    },
    close: stop,
  }
}
