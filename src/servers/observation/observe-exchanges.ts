import type { Express, NextFunction, Request, Response } from 'express'
import { fromRawHeaders } from '../../shared/stream/header-list.ts'
import { emptyBody, type ExchangeId, type FactOf } from '../../shared/stream/observation.ts'
import type { ServerId } from '../../shared/stream/participant.ts'
import { createSharedHeaders, type ShareHeaders } from '../../shared/stream/shared-headers.ts'
import { hasBody, noBody, readBody, type ReceivedBody } from '../http/read-body.ts'
import { sentHeaders } from './answer-on-the-wire.ts'
import { AnswerTap, makeTappable } from './answer-tap.ts'
import { toBody } from './body.ts'
import { participantOf } from './client-name.ts'
import { parentOf } from './exchange-scope.ts'
import type { ObservationLog } from './observation-log.ts'
import type { Hop, StepGate } from './step-gate.ts'
import { whenConnectionEnds } from './when-connection-ends.ts'

interface ObserveOptions {
  readonly server: ServerId
  /** Without a log nothing is recorded; the body is read all the same. */
  readonly log?: ObservationLog | undefined
  /** Where requests and answers wait in step mode. */
  readonly gate?: StepGate | undefined
  /** Bytes that a request's body may have. */
  readonly maxBody?: number
}

/**
 * Observes the exchanges of an app, which has no other middleware yet. Reads the request's body into `request.body` (a
 * Buffer), records the exchange as it goes over the wire, and leaves it in `request.scope`, so that requests made in its
 * course can name their parent.
 */
export const observeExchanges = (app: Express, { server, log, gate, maxBody = 1_048_576 }: ObserveOptions): void => {
  const take = log === undefined ? passOn : observeIn({ log, server, gate, shareHeaders: createSharedHeaders() })
  if (log !== undefined) makeTappable(app)
  app.use((request, response, next) => {
    const began = performance.now()
    // What has no body is not waited for.
    return hasBody(request)
      ? readBody(request, maxBody).then((received) => take(request, response, received, next, began))
      : take(request, response, noBody, next, began)
  })
}

type Take = (
  request: Request,
  response: Response,
  received: ReceivedBody,
  next: NextFunction,
  began: number,
) => void | Promise<void>

interface Place {
  readonly log: ObservationLog
  readonly server: ServerId
  readonly gate: StepGate | undefined
  readonly shareHeaders: ShareHeaders
}

const passOn: Take = (request, _response, received, next) => {
  request.body = received.bytes
  proceed(received, next)
}

const observeIn = (place: Place): Take => {
  const { log, gate } = place
  return (request, response, received, next, began) => {
    request.body = received.bytes
    const hop = hopOf(place, request)
    recordRequest(place, hop, request, received)
    // What is refused unread is not held: its sender is not done sending.
    const gateOfHop = received.aborted || received.problem ? undefined : gate
    const tap = new AnswerTap(response, () => gateOfHop?.hold(hop, 'answer', response))
    recordAnswer(place, hop.exchange, { request, response, tap, began })
    request.scope = { exchange: hop.exchange, trace: log.trace }
    const held = gateOfHop?.hold(hop, 'request', response)
    if (held === undefined) return proceed(received, next)
    return held.then((how) => {
      if (how === 'goes-on') proceed(received, next)
    })
  }
}

// Whoever went away gets no answer: the connection's end is what is recorded.
const proceed = ({ aborted, problem }: ReceivedBody, next: (problem?: unknown) => void): void => {
  if (!aborted) next(problem)
}

const hopOf = ({ log, server }: Place, { headers }: Request): Hop => {
  const { traceparent } = headers
  const parent = parentOf(typeof traceparent === 'string' ? traceparent : undefined, log.trace)
  return { exchange: log.nextExchange(), parent, from: participantOf(headers['user-agent']), to: server }
}

const recordRequest = (
  { log, shareHeaders }: Place,
  { exchange, parent, from, to }: Hop,
  request: Request,
  received: ReceivedBody,
): void => {
  const { method, originalUrl: target, httpVersion } = request
  const headers = shareHeaders(from, fromRawHeaders(request.rawHeaders))
  const requested: FactOf<'exchange.requested'> = {
    kind: 'exchange.requested',
    exchange,
    from,
    to,
    method,
    target,
    httpVersion,
    headers,
    body: toBody(received.bytes),
  }
  const connection = request.socket.remotePort
  const placed = connection === undefined ? requested : { ...requested, connection }
  log.append(parent === undefined ? placed : { ...placed, parent })
}

interface UnderWay {
  readonly request: Request
  readonly response: Response
  readonly tap: AnswerTap
  readonly began: number
}

const recordAnswer = (
  { log, shareHeaders }: Place,
  exchange: ExchangeId,
  { request, response, tap, began }: UnderWay,
): void => {
  let isOver = false
  // Of one whose bytes were all handed over, the head and the body; of any other, that its sender went away or a connection broke.
  const onClose = (): void => {
    if (isOver) return
    isOver = true
    unwatch?.()
    const duration = Math.round((performance.now() - began) * 1000) / 1000
    if (!response.writableFinished) {
      log.append({
        kind: 'exchange.failed',
        exchange,
        problem: 'The connection ended before the answer was sent.',
        duration,
      })
      return
    }
    const { statusCode: status, statusMessage: reason } = response
    const headers = shareHeaders(String(status), sentHeaders(response))
    const body = hasNoBody(request, response) ? emptyBody : tap.body()
    log.append({ kind: 'exchange.answered', exchange, status, reason, headers, body, duration })
  }
  // Node tells nothing to an answer that still waits for its turn on a connection that ends.
  const unwatch = response.socket === null ? whenConnectionEnds(request.socket, onClose) : undefined
  if (response.closed || request.socket.destroyed) onClose()
  else response.on('close', onClose)
}

// RFC 9110 §6.4.1: these answers have no body, whatever was written.
const hasNoBody = ({ method }: Request, { statusCode }: Response): boolean =>
  method === 'HEAD' || statusCode === 204 || statusCode === 304
