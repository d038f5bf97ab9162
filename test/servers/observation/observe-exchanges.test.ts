import type { RequestHandler } from 'express'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { headerValues } from '../../../src/shared/stream/header-list.ts'
import { traceparentOf } from '../../../src/servers/observation/exchange-scope.ts'
import { newLog, observedAppOf, sendRaw, serve } from '../../support/serve.ts'
import { isKind, observed } from '../../support/wait-for.ts'

const observedApp = async (handler: RequestHandler, maxBody?: number) => {
  const log = newLog()
  const server = await serve(
    observedAppOf({ server: 'counter', log, ...(maxBody === undefined ? {} : { maxBody }) }, handler),
  )
  return { log, ...server }
}

test('records a request as it came, in wire order and case', async () => {
  const { log, port } = await observedApp((_request, response) => response.send('hello'))
  await sendRaw(
    port,
    'POST /a?b=c HTTP/1.1\r\nHOST: localhost\r\nx-Twice: 1\r\nX-TWICE: 2\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi',
  )
  expect(await observed(log, isKind('exchange.requested'))).toMatchObject({
    exchange: 1,
    from: 'client:unnamed client',
    to: 'counter',
    method: 'POST',
    target: '/a?b=c',
    httpVersion: '1.1',
    headers: [
      ['HOST', 'localhost'],
      ['x-Twice', '1'],
      ['X-TWICE', '2'],
      ['Content-Length', '2'],
      ['Connection', 'close'],
    ],
    body: { encoding: 'utf8', text: 'hi', bytes: 2, truncated: false },
  })
})

test('records the answer byte for byte: status line, every header that Node sent, both Set-Cookie lines, the body', async () => {
  const { log, port } = await observedApp((_request, response) => {
    response.append('Set-Cookie', 'a=1; Path=/').append('Set-Cookie', 'b=2').status(201).send('Grüße')
  })
  const raw = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  const answered = await observed(log, isKind('exchange.answered'))
  const [head = '', body] = raw.split('\r\n\r\n')
  expect([
    `HTTP/1.1 ${answered.status} ${answered.reason}`,
    ...answered.headers.map((pair) => pair.join(': ')),
  ]).toEqual(head.split('\r\n'))
  expect(headerValues(answered.headers, 'set-cookie')).toEqual(['a=1; Path=/', 'b=2'])
  expect(answered.body).toEqual({ encoding: 'utf8', text: body, bytes: 7, truncated: false })
  expect(answered.duration).toBeGreaterThan(0)
})

test('records no body for HEAD, whatever the handler wrote', async () => {
  const { log, url } = await observedApp((_request, response) => response.send('hello'))
  await fetch(url, { method: 'HEAD' })
  expect((await observed(log, isKind('exchange.answered'))).body.bytes).toBe(0)
})

test('keeps the first 64 KiB of a long body, cut between characters', async () => {
  const { log, url } = await observedApp((_request, response) => response.send('x'.repeat(65_535) + 'ü'.repeat(10)))
  await fetch(url)
  const { body } = await observed(log, isKind('exchange.answered'))
  expect(body).toMatchObject({ encoding: 'utf8', bytes: 65_555, truncated: true })
  expect(body.text).toHaveLength(65_535)
})

test.each<[string, RequestHandler, object]>([
  ['in pieces', (_request, response) => void (response.write('Grü'), response.end('ße')), { text: 'Grüße', bytes: 7 }],
  [
    'in another encoding',
    (_request, response) => void response.end('Grüße', 'latin1'),
    { encoding: 'base64', bytes: 5 },
  ],
  ['with half a character', (_request, response) => void response.end('a\ud800'), { text: 'a\ufffd', bytes: 4 }],
  ['as nothing', (_request, response) => void response.end(), { text: '', bytes: 0 }],
])('records a body that is sent %s as it went over the wire', async (_how, handler, body) => {
  const { log, url } = await observedApp(handler)
  const sent = Buffer.from(await (await fetch(url)).arrayBuffer())
  const answered = await observed(log, isKind('exchange.answered'))
  expect(answered.body).toMatchObject(body)
  expect(Buffer.from(answered.body.text, answered.body.encoding)).toEqual(sent)
})

test('shows bytes that are no text as base64', async () => {
  const { log, url } = await observedApp((_request, response) => response.send(Buffer.from([0xff, 0x00])))
  await fetch(url)
  expect((await observed(log, isKind('exchange.answered'))).body).toMatchObject({ encoding: 'base64', text: '/wA=' })
})

test('an exchange whose sender goes away before the answer has failed', async () => {
  const { log, port } = await observedApp(() => {
    socket.destroy()
  })
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'))
  expect(await observed(log, isKind('exchange.failed'))).toMatchObject({ exchange: 1 })
})

test('a request that was only half sent is recorded, and has failed', async () => {
  let handled = 0
  const { log, port } = await observedApp(() => (handled += 1))
  const socket = connect(port, '127.0.0.1', () => {
    socket.end('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf')
  })
  expect(await observed(log, isKind('exchange.failed'))).toMatchObject({ exchange: 1 })
  expect(await observed(log, isKind('exchange.requested'))).toMatchObject({ body: { text: 'half' } })
  expect(handled).toBe(0)
})

test.each(['with a length', 'chunked'])(
  'a body over the limit gets 413 and never reaches the app (%s)',
  async (how) => {
    const { log, url } = await observedApp((_request, response) => response.send('taken'), 100)
    const long = 'x'.repeat(101)
    const body = how === 'chunked' ? new Blob([long]).stream() : long
    const answer = await fetch(url, { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(answer.status).toBe(413)
    expect(await observed(log, isKind('exchange.answered'))).toMatchObject({ status: 413 })
  },
)

test('a request that is made in the course of another one names it as its parent', async () => {
  const log = newLog()
  const store = await serve(observedAppOf({ server: 'kv', log }, (_request, response) => response.send('stored')))
  const { url } = await serve(
    observedAppOf({ server: 'counter', log }, async ({ scope }, response) => {
      await fetch(store.url, { headers: { traceparent: scope ? traceparentOf(scope) : '' } })
      response.send(String(scope?.exchange))
    }),
  )
  const own = Number(await (await fetch(url)).text())
  const child = await observed(
    log,
    (o): o is typeof o & { kind: 'exchange.requested'; parent: number } =>
      o.kind === 'exchange.requested' && o.to === 'kv',
  )
  expect(child.parent).toBe(own)
})

test('a traceparent of somebody else is no parent', async () => {
  const { log, url } = await observedApp((_request, response) => response.send(''))
  await fetch(url, { headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000001-01' } })
  expect(await observed(log, isKind('exchange.requested'))).not.toHaveProperty('parent')
})

test('an exchange that waits for its turn on a connection that ends has failed as well', async () => {
  const { log, port } = await observedApp(() => undefined)
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const exchanges = (kind: 'exchange.requested' | 'exchange.failed') =>
    log
      .read(0, 10)
      .filter(isKind(kind))
      .map(({ exchange }) => exchange)
      .sort()
  await expect.poll(() => exchanges('exchange.requested')).toEqual([1, 2])
  socket.resetAndDestroy()
  await expect.poll(() => exchanges('exchange.failed')).toEqual([1, 2])
})
