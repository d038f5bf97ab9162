import { request as openRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { present } from '../../shared/base/present.ts'
import type { SentAnswer } from '../../shared/wire/contract.ts'
import { encodeOctets } from '../../shared/base/octets.ts'
import { fromRawHeaders } from '../../shared/stream/header-list.ts'
import type { ExchangeId } from '../../shared/stream/changes.ts'
import type { Observation } from '../../shared/stream/observation.ts'
import type { NodeId } from '../../shared/stream/participant.ts'
import { headersToSend, type ComposedRequest } from '../../shared/request/composed-request.ts'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import { TunnelAgent } from '../http/tunnel-agent.ts'
import { startDeadline, type HoldClock } from '../http/deadline.ts'
import { keptBytes, toBody } from '../observation/body.ts'
import type { ObservationLog } from '../observation/observation-log.ts'

interface SenderOptions {
  /** Where a node is now; undefined for one that is none of the lab's. */
  readonly urlOf: (node: NodeId) => string | undefined
  readonly log: Pick<ObservationLog, 'read' | 'newest'>
  /** Says what time does not count as waiting. */
  readonly holdClock?: HoldClock
  /** The port of the proxy through which requests go; they go directly unless told. */
  readonly proxy?: number | undefined
  /** Milliseconds to wait for the whole answer. */
  readonly patience?: number
}

/** Sends a composed request and resolves with its answer; fails in words where none came. */
export type SendRequest = (composed: ComposedRequest) => Promise<Result<SentAnswer>>

/**
 * Sends requests to the lab's own servers, each over a connection of its own, with exactly the header lines that
 * `headersToSend` says. The exchange in the log is found by that connection's port.
 */
export const createRequestSender =
  ({ urlOf, log, holdClock, proxy, patience = 30_000 }: SenderOptions): SendRequest =>
  async (composed) => {
    const known = urlOf(composed.server)
    if (known === undefined) return failure('not-found', `There is no server ${composed.server} here.`)
    const url = new URL(known)
    const began = performance.now()
    const sent = openRequest({
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      method: composed.method,
      path: composed.target,
      headers: headersToSend(composed, url.host).flatMap(([name, value]) => [name, encodeOctets(value)]),
      agent: proxy === undefined ? false : new TunnelAgent(proxy, {}),
    })
    const before = log.newest()
    const deadline = startDeadline(patience, holdClock)
    deadline.signal.addEventListener('abort', () =>
      sent.destroy(new Error(`no whole answer within ${String(patience / 1000)} seconds`)),
    )
    try {
      const { answer, port, bytes, length } = await receive(sent, composed.body)
      const exchange = exchangeOver(port, log.read(before, Number.MAX_SAFE_INTEGER))
      return success({
        ...present({ exchange }),
        status: answer.statusCode ?? 0,
        reason: answer.statusMessage ?? '',
        headers: fromRawHeaders(answer.rawHeaders),
        body: toBody(bytes, length),
        duration: Math.round((performance.now() - began) * 1000) / 1000,
      })
    } catch (thrown) {
      return failure('unavailable', `${url.host} gave no answer: ${messageOf(thrown)}.`)
    } finally {
      deadline.end()
    }
  }

interface Received {
  readonly answer: IncomingMessage
  /** The port on our side of the connection. */
  readonly port: number | undefined
  /** The first bytes of the body, and how many there were. */
  readonly bytes: Buffer
  readonly length: number
}

const receive = (sent: ClientRequest, body: string): Promise<Received> =>
  new Promise((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (answer) => {
      const port = sent.socket?.localPort
      const chunks: Buffer[] = []
      let [kept, length] = [0, 0]
      answer.on('error', reject)
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (kept > keptBytes) return
        chunks.push(chunk)
        kept += chunk.length
      })
      answer.on('end', () => {
        resolve({ answer, port, bytes: Buffer.concat(chunks), length })
      })
    })
    // As bytes: Node would encode a text together with the head, whose own encoding is Latin-1.
    sent.end(Buffer.from(body))
  })

// Nobody else has our port while we hold it.
const exchangeOver = (port: number | undefined, since: readonly Observation[]): ExchangeId | undefined => {
  const request = since.findLast(
    (observation) => observation.kind === 'exchange.requested' && observation.connection === port,
  )
  return request?.kind === 'exchange.requested' ? request.exchange : undefined
}
