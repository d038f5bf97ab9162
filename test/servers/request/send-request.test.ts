import { expect, onTestFinished, test } from 'vitest'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { headersToSend, type ComposedRequest } from '../../../src/shared/request/composed-request.ts'
import { createRequestSender } from '../../../src/servers/request/send-request.ts'
import { newLog, observedAppOf, serve, valueOf } from '../../support/serve.ts'

const request = (changes: Partial<ComposedRequest> = {}): ComposedRequest => ({
  server: 'kv',
  method: 'GET',
  target: '/',
  headers: [],
  body: '',
  ...changes,
})

const lab = async () => {
  const log = newLog()
  const server = await serve(
    observedAppOf({ server: 'kv', log }, (asked, response) => {
      const body: unknown = asked.body
      response.setHeader('Set-Cookie', ['a=1', 'b=2'])
      response.status(201).send(Buffer.isBuffer(body) && body.length > 0 ? body : 'nothing')
    }),
  )
  const requests = () => log.read(0, 1000).filter((observation) => observation.kind === 'exchange.requested')
  return { log, url: server.url, requests, send: createRequestSender({ urlOf: () => server.url, log }) }
}

test('sends exactly the lines that were announced, and finds the exchange in the log', async () => {
  const { send, requests, url } = await lab()
  const composed = request({
    method: 'POST',
    target: '/a%2Fb?c',
    headers: [
      ['X-Twice', '1'],
      ['x-twice', 'é'],
      ['Content-Type', 'text/plain'],
    ],
    body: 'hé',
  })
  const answer = valueOf(await send(composed))
  expect(answer).toMatchObject({ exchange: 1, status: 201, reason: 'Created', body: { text: 'hé', bytes: 3 } })
  expect(answer.headers.filter(([name]) => name === 'Set-Cookie')).toEqual([
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ])
  expect(requests()).toMatchObject([
    {
      from: 'client:Console',
      method: 'POST',
      target: '/a%2Fb?c',
      headers: headersToSend(composed, new URL(url).host),
      body: { text: 'hé' },
    },
  ])
})

test('what is beyond ASCII goes as UTF-8, and is read so', async () => {
  const { log } = await lab()
  const heard: (string | undefined)[] = []
  const server = await serve(
    observedAppOf({ server: 'kv', log }, (asked, response) => {
      heard.push(asked.get('X-Text'))
      response.setHeader('X-Echo', asked.get('X-Text') ?? '').send('')
    }),
  )
  const send = createRequestSender({ urlOf: () => server.url, log })
  const { headers } = valueOf(await send(request({ headers: [['X-Text', 'ü 😀 \udcfc']] })))
  expect(heard).toEqual([Buffer.from([...Buffer.from('ü 😀 '), 0xfc]).toString('latin1')])
  expect(headers).toContainEqual(['X-Echo', 'ü 😀 \udcfc'])
  const seen = log
    .read(0, 1000)
    .flatMap((fact) => (fact.kind === 'exchange.requested' || fact.kind === 'exchange.answered' ? fact.headers : []))
  expect(seen.filter(([name]) => name === 'X-Text' || name === 'X-Echo').map(([, value]) => value)).toEqual([
    'ü 😀 \udcfc',
    'ü 😀 \udcfc',
  ])
})

test('each of many requests at once finds its own exchange', async () => {
  const { send, requests } = await lab()
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(request({ target: `/${index}` }))))
  const found = answers.map((answer) => valueOf(answer).exchange)
  const targets = new Map(requests().map(({ exchange, target }) => [exchange, target]))
  expect(found.map((exchange) => targets.get(exchange ?? 0))).toEqual(found.map((_, index) => `/${index}`))
})

test('an answer without a body, and one that is not kept whole', async () => {
  const { send } = await lab()
  expect(valueOf(await send(request({ method: 'HEAD' }))).body.bytes).toBe(0)
  const { body } = valueOf(await send(request({ method: 'POST', body: 'x'.repeat(100_000) })))
  expect(body).toMatchObject({ bytes: 100_000, truncated: true })
})

test('a request that the server refuses before it is observed has an answer all the same', async () => {
  const { send } = await lab()
  const answer = valueOf(await send(request({ headers: [['X-Long', 'x'.repeat(17_000)]] })))
  expect(answer.status).toBe(431)
  expect(answer.exchange).toBeUndefined()
})

test('no answer is a failure in words', async () => {
  const log = newLog()
  const nobody = createServer().listen(0, '127.0.0.1')
  await once(nobody, 'listening')
  const { port } = nobody.address() as AddressInfo
  nobody.close()
  await once(nobody, 'close')
  const send = createRequestSender({ urlOf: () => `http://localhost:${port}/`, log })
  expect(await send(request())).toMatchObject({
    ok: false,
    failure: { code: 'unavailable', message: expect.stringContaining(`localhost:${port} gave no answer`) as string },
  })
})

test('an answer that takes too long is given up', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  onTestFinished(() => {
    silent.closeAllConnections()
    silent.close()
  })
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const send = createRequestSender({ urlOf: () => `http://localhost:${port}/`, log: newLog(), patience: 50 })
  expect(await send(request())).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('no whole answer within 0.05 seconds') as string },
  })
})
