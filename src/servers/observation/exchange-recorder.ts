import { fromRawHeaders, type HeaderList } from '../../shared/stream/header-list.ts'
import type { Body } from '../../shared/stream/body.ts'
import type { FactOf } from '../../shared/stream/observation.ts'
import type { NodeId, Participant } from '../../shared/stream/participant.ts'
import { createSharedHeaders, type ShareHeaders } from '../../shared/stream/shared-headers.ts'
import { createSenderNames } from './client-name.ts'
import { parentOf, type ExchangeScope } from './exchange-scope.ts'
import type { HeldConnection, GateHop, HopEnd } from './held-place.ts'
import type { ObservationLog } from './observation-log.ts'
import type { MessageOf, StepGate } from './step-gate.ts'

/** A request as it arrived, however it was read. */
export interface ArrivedRequest {
  readonly method: string
  readonly target: string
  readonly httpVersion: string
  /** Names and values in turn, as they came: what Node calls `rawHeaders`. */
  readonly rawHeaders: readonly string[]
  readonly userAgent: string | undefined
  readonly traceparent: string | undefined
  readonly body: Body
  /** The sender's port. */
  readonly connection: number | undefined
  /** When it arrived, by `performance.now()`. */
  readonly began: number
  /** Who sent it, where that is known better than from its User-Agent. */
  readonly from?: Participant
  /** It came to an HTTP proxy, and went on as it would have been sent without one. */
  readonly isProxied?: true
}

/** An answer whose last byte was sent. */
interface WholeAnswer {
  readonly status: number
  readonly reason: string
  readonly headers: HeaderList
  readonly body: Body
  /** Where it is not 1.1. */
  readonly httpVersion?: string
}

/** An exchange that has begun. It ends once, with an answer or a failure; what is said of its end afterwards is not heard. */
export interface RecordedExchange {
  /** What requests made in its course name as their parent. */
  readonly scope: ExchangeScope
  /** Holds one of its messages in step mode; `undefined` where it need not wait. Without the message it cannot be changed. */
  hold(phase: 'request' | 'answer', connection: HeldConnection, messageOf?: MessageOf): Promise<HopEnd> | undefined
  /** Whether what comes next may be held. */
  mayBeHeld(): boolean
  answer(answer: WholeAnswer): void
  /** Records that there is no whole answer, and why, in words. */
  fail(problem: string): void
}

/** Records the exchanges of one node. It knows nothing of how they are read and sent: that is its adapters' work. */
export interface ExchangeRecorder {
  begin(request: ArrivedRequest): RecordedExchange
}

interface RecorderOptions {
  /** Where the requests go. */
  readonly node: NodeId
  readonly log: ObservationLog
  /** Where messages wait in step mode. */
  readonly gate?: StepGate | undefined
}

/** An {@link ExchangeRecorder} that writes to a log. */
export const createExchangeRecorder = ({ node, log, gate }: RecorderOptions): ExchangeRecorder => {
  const shareHeaders = createSharedHeaders()
  const senderOf = createSenderNames(log.nodes)
  return {
    begin: (request) => {
      const from = request.from ?? senderOf(request.userAgent)
      const exchange = log.nextExchange()
      const hop = { exchange, parent: parentOf(request.traceparent, log.trace), from, to: node }
      log.append(requestedBy(hop, request, shareHeaders))
      return new LoggedExchange({ hop, log, gate, shareHeaders, began: request.began })
    },
  }
}

const requestedBy = (
  { exchange, parent, from, to }: GateHop,
  { method, target, httpVersion, rawHeaders, body, connection, isProxied }: ArrivedRequest,
  shareHeaders: ShareHeaders,
): FactOf<'exchange.requested'> => {
  const headers = shareHeaders(from, fromRawHeaders(rawHeaders))
  const requested: FactOf<'exchange.requested'> = {
    kind: 'exchange.requested',
    exchange,
    from,
    to,
    method,
    target,
    httpVersion,
    headers,
    body,
  }
  // Set, not spread: this is done for every exchange, and a copy costs more.
  if (connection !== undefined) requested.connection = connection
  if (parent !== undefined) requested.parent = parent
  if (isProxied !== undefined) requested.isProxied = isProxied
  return requested
}

interface LoggedOptions {
  readonly hop: GateHop
  readonly log: ObservationLog
  readonly gate: StepGate | undefined
  readonly shareHeaders: ShareHeaders
  readonly began: number
}

// A class: its methods are made once, and there is one of it for each exchange.
class LoggedExchange implements RecordedExchange {
  readonly scope: ExchangeScope
  readonly #options: LoggedOptions
  #isOver = false

  constructor(options: LoggedOptions) {
    this.#options = options
    this.scope = { exchange: options.hop.exchange, trace: options.log.trace }
  }

  hold(phase: 'request' | 'answer', connection: HeldConnection, messageOf?: MessageOf): Promise<HopEnd> | undefined {
    const { gate, hop } = this.#options
    return gate?.hold(hop, phase, connection, messageOf)
  }

  mayBeHeld(): boolean {
    return this.#options.gate?.isOn() === true
  }

  answer({ status, reason, headers, body, httpVersion }: WholeAnswer): void {
    const duration = this.#end()
    if (duration === undefined) return
    const { log, hop, shareHeaders } = this.#options
    const answered: FactOf<'exchange.answered'> = {
      kind: 'exchange.answered',
      exchange: hop.exchange,
      status,
      reason,
      headers: shareHeaders(String(status), headers),
      body,
      duration,
    }
    log.append(httpVersion === undefined ? answered : { ...answered, httpVersion })
  }

  fail(problem: string): void {
    const duration = this.#end()
    if (duration === undefined) return
    const { log, hop } = this.#options
    log.append({ kind: 'exchange.failed', exchange: hop.exchange, problem, duration })
  }

  // How long it took in milliseconds, to the microsecond; undefined for one that is over already.
  #end(): number | undefined {
    if (this.#isOver) return undefined
    this.#isOver = true
    return Math.round((performance.now() - this.#options.began) * 1000) / 1000
  }
}
