import type { RequestHandler, Response } from 'express'
import { messageOf } from '../../shared/base/result.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { createBatchTexts } from './batch-texts.ts'

export interface StreamOptions {
  readonly log: ObservationLog
  /** Told of a stream that had to be ended, in words. */
  readonly onEnded?: ((problem: string) => void) | undefined
  /** Milliseconds between two comments that keep an idle stream open through proxies. */
  readonly heartbeat?: number
  /** Milliseconds in which a reader that has something to read must read at least a little of it. */
  readonly stalledAfter?: number
  /** Milliseconds that a reader has to read why its stream ends. */
  readonly lastWords?: number
  /** Streams at one time. */
  readonly streamsAtMost?: number
}

/**
 * The stream as server-sent events (HTML, "Server-sent events"): each event is one batch, a JSON array, and its id is
 * `<log>:<sequence>`, so that a browser that lost the connection resumes (`Last-Event-ID`) unless it is another log by now.
 * A stream that the server ends has a last event of the type `ended`, whose data is `{"problem": …}`: that it did not read,
 * or that it failed.
 */
export const streamObservations = ({
  log,
  onEnded,
  heartbeat = 15_000,
  stalledAfter = 30_000,
  lastWords = 5_000,
  streamsAtMost = 200,
}: StreamOptions): RequestHandler => {
  const bytesOf = createBatchTexts(log.trace)
  let streams = 0

  return (request, response) => {
    if (streams >= streamsAtMost)
      throw new HttpProblem(503, `${streamsAtMost} panels follow this lab already. Close one of them first.`, {
        'Retry-After': '5',
      })
    streams += 1
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    response.flushHeaders()
    const beat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(': still here\n\n')
    }, heartbeat)
    const end = (problem: string): void => {
      stop()
      clearInterval(beat)
      onEnded?.(problem)
      response.end(`event: ended\ndata: ${JSON.stringify({ problem })}\n\n`)
      const limit = setTimeout(() => response.destroy(), lastWords)
      response.once('close', () => {
        clearTimeout(limit)
      })
    }
    const stop = log.follow(resumeAfter(request.headers['last-event-id'], log), {
      onBatch: (batch) => send(response, bytesOf(batch)),
      onFailure: (thrown) => {
        end(`The lab could not write this panel's stream: ${messageOf(thrown)}`)
      },
    })
    // Node's own: it is over when the socket takes no more bytes for that long, also of what is being sent.
    response.setTimeout(stalledAfter, () => {
      if (response.writableNeedDrain && !response.writableEnded)
        end(`This panel read nothing for ${stalledAfter / 1000} s, so the lab ended its stream.`)
    })
    response.once('close', () => {
      streams -= 1
      clearInterval(beat)
      stop()
    })
  }
}

const resumeAfter = (lastEventId: string | string[] | undefined, log: ObservationLog): number => {
  const [, trace, sequence] = /^([0-9a-f]{32}):(\d{1,15})$/.exec(String(lastEventId)) ?? []
  return trace === log.trace ? Number(sequence) : 0
}

// Waits for a reader that is slower than the log.
const send = (response: Response, bytes: Buffer): Promise<void> => {
  if (response.write(bytes) || response.closed) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}
