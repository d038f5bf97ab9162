import { success, type Result } from '../../shared/base/result.ts'
import { serveApp, type RunningServer, type SenderLimits } from '../http/serve-app.ts'
import { refusalBody } from './answer-json.ts'
import { createKeyValueApp } from './key-value-app.ts'
import type { KeyValueOptions } from './key-value-options.ts'
import { sweepExpired } from './sweep-expired.ts'

interface ServiceOptions extends KeyValueOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly limits?: SenderLimits | undefined
}

/**
 * Serves {@link createKeyValueApp} and sweeps away what expires. Closing it ends both; the entries stay open, since they
 * belong to whoever opened them.
 */
export const startKeyValueService = async (options: ServiceOptions): Promise<Result<RunningServer>> => {
  const { entries, log, host, port, limits } = options
  const problemBody = (_status: number, message: string) => ({ type: 'application/json', text: refusalBody(message) })
  const served = await serveApp(createKeyValueApp(options), { host, port, limits, problemBody })
  if (!served.ok) return served
  const stopSweeping = sweepExpired(entries, (key) => log?.append({ kind: 'entry.deleted', key, cause: 'expired' }))
  const close = async (grace?: number): Promise<void> => {
    await served.value.close(grace)
    await stopSweeping()
  }
  return success({ ...served.value, close })
}
