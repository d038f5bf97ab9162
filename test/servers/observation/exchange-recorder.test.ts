import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { emptyBody } from '../../../src/shared/stream/body.ts'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { createExchangeRecorder, type ArrivedRequest } from '../../../src/servers/observation/exchange-recorder.ts'
import { createStepGate } from '../../../src/servers/observation/step-gate.ts'
import { recordedBy, type PlainHandler } from '../../support/plain-recording.ts'
import { newLog, sendRaw } from '../../support/serve.ts'
import { isKind, observed } from '../../support/wait-for.ts'

// Through a plain node:http server: the recorder has no idea of Express.

const plainServer = async (handle: PlainHandler) => {
  const log = newLog()
  const gate = createStepGate({ log, clock: systemClock })
  const server = createServer(recordedBy(createExchangeRecorder({ node: 'counter', log, gate }), handle))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    gate.close()
    server.closeAllConnections()
    server.close()
  })
  return { log, gate, port: (server.address() as AddressInfo).port }
}

const get = 'GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

test('records a request and its answer as they went over the wire', async () => {
  const { log, port } = await plainServer((_request, response) => {
    response.writeHead(201, { 'X-Own': 'a', 'Set-Cookie': ['b=1', 'c=2'] })
    return 'hello'
  })
  const raw = await sendRaw(
    port,
    'POST /a HTTP/1.1\r\nHOST: localhost\r\nUser-Agent: curl/8.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi',
  )
  expect(await observed(log, isKind('exchange.requested'))).toMatchObject({
    exchange: 1,
    from: 'client:curl 8.1',
    to: 'counter',
    method: 'POST',
    target: '/a',
    headers: [
      ['HOST', 'localhost'],
      ['User-Agent', 'curl/8.1'],
      ['Content-Length', '2'],
      ['Connection', 'close'],
    ],
    body: { text: 'hi' },
  })
  const answered = await observed(log, isKind('exchange.answered'))
  expect(answered).toMatchObject({ exchange: 1, status: 201, reason: 'Created', body: { text: 'hello' } })
  expect(raw.split('\r\n\r\n')[0]?.split('\r\n').slice(1)).toEqual(answered.headers.map((pair) => pair.join(': ')))
  expect(answered.duration).toBeGreaterThan(0)
})

test('holds the request, then the answer, in step mode', async () => {
  const { log, gate, port } = await plainServer(() => 'hello')
  gate.turn(true)
  const answer = sendRaw(port, get)
  await expect
    .poll(() =>
      log
        .read(0, 99)
        .filter(isKind('hop.held'))
        .map(({ phase }) => phase),
    )
    .toEqual(['request'])
  gate.next()
  await expect
    .poll(() =>
      log
        .read(0, 99)
        .filter(isKind('hop.held'))
        .map(({ phase }) => phase),
    )
    .toEqual(['request', 'answer'])
  gate.next()
  expect(await answer).toContain('hello')
})

test('one whose sender goes away while it is held has failed, and nobody handles it', async () => {
  let handled = 0
  const { log, gate, port } = await plainServer(() => String((handled += 1)))
  gate.turn(true)
  const socket = connect(port, '127.0.0.1', () => socket.write(get))
  await observed(log, isKind('hop.held'))
  socket.destroy()
  expect(await observed(log, isKind('exchange.failed'))).toMatchObject({ exchange: 1 })
  expect(handled).toBe(0)
})

const arrived = (changes: Partial<ArrivedRequest> = {}): ArrivedRequest => ({
  method: 'GET',
  target: '/',
  httpVersion: '1.1',
  rawHeaders: [],
  userAgent: undefined,
  traceparent: undefined,
  body: emptyBody,
  connection: undefined,
  began: performance.now(),
  ...changes,
})

test('an adapter that knows the sender says so', () => {
  const log = newLog()
  createExchangeRecorder({ node: 'counter', log }).begin(arrived({ userAgent: 'curl/8.1', from: 'browser-b' }))
  expect(log.read(1, 1)).toMatchObject([{ kind: 'exchange.requested', from: 'browser-b' }])
  expect(log.read(1, 1)[0]).not.toHaveProperty('connection')
})

test('an exchange ends once', () => {
  const log = newLog()
  const exchange = createExchangeRecorder({ node: 'counter', log }).begin(arrived())
  exchange.fail('gone')
  exchange.answer({ status: 200, reason: 'OK', headers: [], body: emptyBody })
  exchange.fail('gone again')
  expect(log.read(2, 9)).toMatchObject([{ kind: 'exchange.failed', exchange: 1, problem: 'gone' }])
})

test('an answer that is not of HTTP/1.1 says of which version it is', () => {
  const log = newLog()
  const exchange = createExchangeRecorder({ node: 'counter', log }).begin(arrived())
  exchange.answer({ status: 200, reason: '', headers: [], body: emptyBody, httpVersion: '1.0' })
  expect(log.read(2, 1)).toMatchObject([{ kind: 'exchange.answered', httpVersion: '1.0' }])
})
