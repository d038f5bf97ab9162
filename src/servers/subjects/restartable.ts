import { failed, success, type Result } from '../../shared/base/result.ts'
import type { NodeId } from '../../shared/stream/participant.ts'
import type { RunningServer } from '../http/serve-app.ts'
import type { ObservationLog } from '../observation/observation-log.ts'

/** A server that can be stopped and started again, on the port that it had at first. Its owner closes it. */
export interface Restartable extends RunningServer {
  readonly isListening: () => boolean
  /** Really stops it: nobody listens on its port any more. Open requests end first. */
  stop(): Promise<void>
  /** Starts it where it is stopped. Fails in words when its port was taken meanwhile. */
  start(): Promise<Result<undefined>>
}

/** Starts a server on a port, and says in the log whenever it listens or stops. */
export const createRestartable = async (
  server: NodeId,
  log: Pick<ObservationLog, 'append'>,
  port: number,
  serve: (port: number) => Promise<Result<RunningServer>>,
): Promise<Result<Restartable>> => {
  const first = await serve(port)
  if (!first.ok) return failed(first.failure)
  const { url, port: taken } = first.value
  let running: RunningServer | undefined = first.value
  const tellListening = (): void => {
    log.append({ kind: 'server.changed', server, state: { state: 'listening', url } })
  }
  tellListening()

  const close = async (grace?: number): Promise<void> => {
    const closing = running
    running = undefined
    await closing?.close(grace)
  }
  return success({
    url,
    port: taken,
    isListening: () => running !== undefined,
    close,
    stop: async () => {
      if (running === undefined) return
      await close()
      log.append({ kind: 'server.changed', server, state: { state: 'stopped' } })
    },
    start: async () => {
      if (running !== undefined) return success(undefined)
      const started = await serve(taken)
      if (!started.ok) return failed(started.failure)
      running = started.value
      tellListening()
      return success(undefined)
    },
  })
}
