import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { hasBody, noBody, readBody } from '../../src/servers/http/read-body.ts'
import { sentHeaders } from '../../src/servers/observation/answer-on-the-wire.ts'
import { toBody } from '../../src/servers/observation/body.ts'
import type { ExchangeRecorder } from '../../src/servers/observation/exchange-recorder.ts'

/** What a plain server answers: the whole body as one text. */
export type PlainHandler = (request: IncomingMessage, response: ServerResponse) => string | Promise<string>

/** A listener for a plain `node:http` server whose exchanges a recorder records: its smallest adapter. */
export const recordedBy =
  (recorder: ExchangeRecorder, handle: PlainHandler): RequestListener =>
  async (request, response) => {
    const began = performance.now()
    const { bytes } = hasBody(request) ? await readBody(request, 65_536) : noBody
    const { method = '', url: target = '', httpVersion, rawHeaders, headers, socket } = request
    const exchange = recorder.begin({
      method,
      target,
      httpVersion,
      rawHeaders,
      userAgent: headers['user-agent'],
      traceparent: headers['traceparent']?.toString(),
      body: toBody(bytes),
      connection: socket.remotePort,
      began,
    })
    response.on('close', () => {
      if (!response.writableFinished) return exchange.fail('It ended before it was answered.')
      const { statusCode: status, statusMessage: reason } = response
      exchange.answer({ status, reason, headers: sentHeaders(response), body: toBody(Buffer.from(text)) })
    })
    if ((await exchange.hold('request', response)) === 'gone') return
    const text = await handle(request, response)
    if ((await exchange.hold('answer', response)) !== 'gone') response.end(text)
  }
