import { once } from 'node:events'
import type { RequestHandler, Response } from 'express'
import type { Observation } from '../../shared/observation.ts'
import type { ObservationLog } from '../observation/observation-log.ts'

/** Milliseconds between two comments that keep an idle stream open through proxies. */
const heartbeat = 15_000

/**
 * The stream as server-sent events (HTML, "Server-sent events"): each event is one batch, a JSON array, and its id is
 * `<log>:<sequence>`, so that a browser that lost the connection resumes (`Last-Event-ID`) unless it is another log by now.
 */
export const streamObservations =
  (log: ObservationLog): RequestHandler =>
  (request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    response.flushHeaders()
    const timer = setInterval(() => response.write(': still here\n\n'), heartbeat)
    const stop = log.follow(resumeAfter(request.headers['last-event-id'], log), (batch) => send(response, log.trace, batch))
    response.once('close', () => {
      clearInterval(timer)
      stop()
    })
  }

const resumeAfter = (lastEventId: string | string[] | undefined, log: ObservationLog): number => {
  const [, trace, sequence] = /^([0-9a-f]{32}):(\d{1,15})$/.exec(String(lastEventId)) ?? []
  return trace === log.trace ? Number(sequence) : 0
}

// Waits for a reader that is slower than the log.
const send = async (response: Response, trace: string, batch: readonly Observation[]): Promise<void> => {
  const last = batch.at(-1)?.sequence ?? 0
  const flowing = response.write(`id: ${trace}:${String(last)}\ndata: ${JSON.stringify(batch)}\n\n`)
  if (!flowing && !response.closed) await Promise.race([once(response, 'drain'), once(response, 'close')])
}
