import type { Express, NextFunction, Request, Response } from 'express'
import { fromRawHeaders } from '../../shared/stream/header-list.ts'
import { emptyBody } from '../../shared/stream/body.ts'
import type { NodeId } from '../../shared/stream/participant.ts'
import type { HeldRequest } from '../../shared/stream/steps.ts'
import { hasBody, noBody, readBody, type ReceivedBody } from '../http/read-body.ts'
import { sentHeaders } from './answer-on-the-wire.ts'
import { AnswerTap, makeTappable } from './answer-tap.ts'
import { toBody } from './body.ts'
import {
  createExchangeRecorder,
  type ArrivedRequest,
  type ExchangeRecorder,
  type RecordedExchange,
} from './exchange-recorder.ts'
import type { ExchangeScope } from './exchange-scope.ts'
import type { ChangedHop } from './held-place.ts'
import { becomeAnswer, becomeRequest } from './message-by-hand.ts'
import type { ObservationLog } from './observation-log.ts'
import type { StepGate } from './step-gate.ts'
import { whenConnectionEnds } from './when-connection-ends.ts'

// The Express adapter of the exchange recorder.

// The scope goes along with the request and is passed on by hand. AsyncLocalStorage would find it everywhere, yet as soon as
// it is used, Node 20 does more for every promise of the process: as much as all else that observation costs.
declare module 'express-serve-static-core' {
  interface Request {
    /** The exchange that this request is observed as, if it is observed at all. */
    scope?: ExchangeScope
  }
}

interface ObserveOptions {
  readonly server: NodeId
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
  const take = log === undefined ? passOn : recordBy(createExchangeRecorder({ node: server, log, gate }))
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

const passOn: Take = (request, _response, received, next) => {
  request.body = received.bytes
  proceed(received, next)
}

const recordBy =
  (recorder: ExchangeRecorder): Take =>
  (request, response, received, next, began) => {
    request.body = received.bytes
    const sent = arrived(request, received, began)
    const exchange = recorder.begin(sent)
    request.scope = exchange.scope
    // What is refused unread is not held: its sender is not done sending.
    const isHeld = !received.aborted && received.problem === undefined
    const cut = (): void => {
      exchange.fail('The connection was cut by hand.')
      request.socket.destroy()
    }
    const tap = new AnswerTap(response, {
      mayBeHeld: () => isHeld && exchange.mayBeHeld(),
      hold: (answerOf) => (isHeld ? exchange.hold('answer', response, answerOf) : undefined),
      cut,
    })
    recordEnd(exchange, request, response, tap)
    const held = isHeld ? exchange.hold('request', response, () => messageOf(sent)) : undefined
    if (held === undefined) return proceed(received, next)
    return held.then((how) => {
      if (how === 'goes-on') proceed(received, next)
      else if (how !== 'gone') proceedByHand(how, request, response, next, cut)
    })
  }

const messageOf = ({ method, target, rawHeaders, body }: ArrivedRequest): HeldRequest => ({
  kind: 'request',
  method,
  target,
  headers: fromRawHeaders(rawHeaders),
  body,
})

const proceedByHand = (
  { now, body }: ChangedHop,
  request: Request,
  response: Response,
  next: NextFunction,
  cut: () => void,
): void => {
  switch (now.kind) {
    case 'request':
      becomeRequest(request, now)
      if (body !== undefined) request.body = body
      return next()
    case 'answer':
      becomeAnswer(response, now)
      return void response.end(body)
    case 'cut':
      return cut()
  }
}

// Whoever went away gets no answer: the connection's end is what is recorded.
const proceed = ({ aborted, problem }: ReceivedBody, next: (problem?: unknown) => void): void => {
  if (!aborted) next(problem)
}

const arrived = (request: Request, { bytes }: ReceivedBody, began: number): ArrivedRequest => {
  const { method, originalUrl: target, httpVersion, rawHeaders, headers, socket } = request
  const { traceparent } = headers
  return {
    method,
    target,
    httpVersion,
    rawHeaders,
    userAgent: headers['user-agent'],
    traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    body: toBody(bytes),
    connection: socket.remotePort,
    began,
  }
}

const recordEnd = (exchange: RecordedExchange, request: Request, response: Response, tap: AnswerTap): void => {
  // Of one whose bytes were all handed over, the head and the body; of any other, that its sender went away or a connection broke.
  // As it was sent: what is handled in its place changes nothing of what its sender waits for.
  const { method } = request
  const onClose = (): void => {
    unwatch?.()
    if (!response.writableFinished) return exchange.fail('The connection ended before the answer was sent.')
    exchange.answer({
      status: response.statusCode,
      reason: response.statusMessage,
      headers: sentHeaders(response),
      body: hasNoBody(method, response) ? emptyBody : tap.body(),
    })
  }
  // Node tells nothing to an answer that still waits for its turn on a connection that ends.
  const unwatch = response.socket === null ? whenConnectionEnds(request.socket, onClose) : undefined
  if (response.closed || request.socket.destroyed) onClose()
  else response.on('close', onClose)
}

// RFC 9110 §6.4.1: these answers have no body, whatever was written.
const hasNoBody = (method: string, { statusCode }: Response): boolean =>
  method === 'HEAD' || statusCode === 204 || statusCode === 304
