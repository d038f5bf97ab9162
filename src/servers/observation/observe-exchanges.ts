import type { Request, RequestHandler, Response } from 'express'
import { fromRawHeaders, type ToPair } from '../../shared/header-list.ts'
import type { ExchangeId } from '../../shared/observation.ts'
import { emptyBody } from '../../shared/observation.ts'
import type { ServerId } from '../../shared/participant.ts'
import { hasBody, noBody, readBody, type ReceivedBody } from '../http/read-body.ts'
import { answerHead, captureBody, type SentBody } from './answer-on-the-wire.ts'
import { keptBytes, toBody } from './body.ts'
import { participantOf } from './client-name.ts'
import { parentOf } from './exchange-scope.ts'
import { holdAnswer } from './hold-answer.ts'
import type { ObservationLog } from './observation-log.ts'
import { createSharedPairs } from './shared-pairs.ts'
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
 * The first middleware of each server. Reads the request's body into `request.body` (a Buffer), records the exchange as
 * it goes over the wire, and leaves it in `request.scope`, so that requests made in its course can name their parent.
 */
export const observeExchanges = ({ server, log, gate, maxBody = 1_048_576 }: ObserveOptions): RequestHandler => {
  const toPair = createSharedPairs()
  return async (request, response, next) => {
    const began = performance.now()
    const received = hasBody(request) ? await readBody(request, maxBody) : noBody
    request.body = received.bytes
    if (!log) {
      proceed(received, next)
      return
    }
    const exchange = log.nextExchange()
    const hop = recordRequest({ log, exchange, toPair }, server, request, received)
    // What is refused unread is not held: its sender is not done sending.
    const gateOfHop = received.aborted || received.problem ? undefined : gate
    if (gateOfHop) holdAnswer(response, () => gateOfHop.hold({ ...hop, phase: 'answer' }, response))
    recordAnswer({ log, exchange, toPair }, request, response, began)
    const held = gateOfHop?.hold({ ...hop, phase: 'request' }, response)
    if (held !== undefined && (await held) === 'gone') return
    request.scope = { exchange, trace: log.trace }
    proceed(received, next)
  }
}

interface Recording {
  readonly log: ObservationLog
  readonly exchange: ExchangeId
  readonly toPair: ToPair
}

// Whoever went away gets no answer: the connection's end is what is recorded.
const proceed = ({ aborted, problem }: ReceivedBody, next: (problem?: unknown) => void): void => {
  if (!aborted) next(problem)
}

const recordRequest = ({ log, exchange, toPair }: Recording, to: ServerId, request: Request, received: ReceivedBody): Omit<Hop, 'phase'> => {
  const { traceparent } = request.headers
  const parent = parentOf(typeof traceparent === 'string' ? traceparent : undefined, log.trace)
  const hop = { exchange, ...(parent === undefined ? {} : { parent }), from: participantOf(request.headers['user-agent']), to }
  log.append({
    kind: 'exchange.requested',
    ...hop,
    method: request.method,
    target: request.originalUrl,
    httpVersion: request.httpVersion,
    headers: fromRawHeaders(request.rawHeaders, toPair),
    body: toBody(received.bytes),
    ...(request.socket.remotePort === undefined ? {} : { connection: request.socket.remotePort }),
  })
  return hop
}

const recordAnswer = ({ log, exchange, toPair }: Recording, request: Request, response: Response, began: number): void => {
  const sent = captureBody(response, keptBytes)
  const duration = () => Math.round((performance.now() - began) * 1000) / 1000
  // Node tells nothing to an answer that still waits for its turn on a connection that ends.
  const unwatch = whenConnectionEnds(request.socket, () => { onClose() })
  // 'finish' is the last byte handed over; 'close' without it is a sender that went away or a connection that broke.
  const onFinish = () => {
    response.off('close', onClose)
    unwatch()
    log.append({ kind: 'exchange.answered', exchange, ...answerHead(response, toPair), body: bodyOf(request, response, sent()), duration: duration() })
  }
  const onClose = () => {
    response.off('finish', onFinish).off('close', onClose)
    unwatch()
    log.append({ kind: 'exchange.failed', exchange, problem: 'The connection ended before the answer was sent.', duration: duration() })
  }
  if (response.closed || request.socket.destroyed) {
    onClose()
    return
  }
  response.once('finish', onFinish).once('close', onClose)}

// RFC 9110 §6.4.1: these answers have no body, whatever was written.
const bodyOf = ({ method }: Request, { statusCode }: Response, { bytes, length }: SentBody) =>
  method === 'HEAD' || statusCode === 204 || statusCode === 304 ? emptyBody : toBody(bytes, length)
