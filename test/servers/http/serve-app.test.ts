import express from 'express'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { serveApp } from '../../../src/servers/http/serve-app.ts'
import { messageClassesOf } from '../../../src/servers/http/message-classes.ts'
import { appOf, sendRaw, serve, valueOf } from '../../support/serve.ts'

test('makes messages with the prototypes of an app from the start, and those of a plain function as Node does', () => {
  const app = hello()
  const { send } = app.response
  const { IncomingMessage: Incoming, ServerResponse: Outgoing } = messageClassesOf(app)
  expect(Incoming?.prototype).toBe(app.request)
  expect(Outgoing?.prototype).toBe(app.response)
  expect(app.response.send).toBe(send)
  expect(messageClassesOf(() => undefined)).toEqual({})
})

const hello = () => appOf((_request, response) => response.send('hello'))

test('takes a free port for 0 and says where it is', async () => {
  const { url, port } = await serve(hello())
  expect(url).toBe(`http://localhost:${port}/`)
  expect(await (await fetch(url)).text()).toBe('hello')
})

test('a taken port is one clear sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const result = await serveApp(hello(), { host: '127.0.0.1', port })
  expect(result).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining(`port ${port} of 127.0.0.1 is taken`) as string },
  })
})

test('a host that is not ours is one clear sentence', async () => {
  const result = await serveApp(hello(), { host: '203.0.113.1', port: 0 })
  expect(result).toMatchObject({ ok: false, failure: { message: '203.0.113.1 is not an address of this machine' } })
})

test.each([
  ['a flood of headers', `GET / HTTP/1.1\r\nHost: localhost\r\n${'X-Flood: 0123456789\r\n'.repeat(2000)}\r\n`, 431],
  ['what is no HTTP', 'HELLO\r\n\r\n', 400],
  ['no Host in HTTP/1.1', 'GET / HTTP/1.1\r\n\r\n', 400],
])('%s gets a well-formed answer', async (_what, raw, status) => {
  const { port } = await serve(hello())
  expect(await sendRaw(port, raw)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
})

test('refusals of the parser speak in the form of the server', async () => {
  const problemBody = (status: number, message: string) => ({
    type: 'application/json',
    text: JSON.stringify({ status, message }),
  })
  const server = valueOf(await serveApp(hello(), { host: '127.0.0.1', port: 0, problemBody }))
  onTestFinished(() => server.close(0))
  const [head = '', body = ''] = (await sendRaw(server.port, 'HELLO\r\n\r\n')).split('\r\n\r\n')
  expect(head).toContain('Content-Type: application/json')
  expect(JSON.parse(body)).toMatchObject({ status: 400 })
})

test('a refusal comes behind the answers to the requests before it on the same connection', async () => {
  const slow = appOf((_request, response) => void setTimeout(() => response.send('hello'), 50))
  const { port } = await serve(slow)
  const said = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\nHELLO\r\n\r\n')
  expect(Array.from(said.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status)).toEqual(['200', '400'])
})

test('CONNECT is answered: this is no proxy', async () => {
  const { port } = await serve(hello())
  expect(await sendRaw(port, 'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 501 Not Implemented\r\n[^]*no proxy/,
  )
})

test('who breaks off a connection that CONNECT was sent on breaks nothing else', async () => {
  const slow = appOf((_request, response) => void setTimeout(() => response.send('hello'), 50))
  const { port, url } = await serve(slow)
  const socket = connect(port, '127.0.0.1')
  socket.write(
    'GET / HTTP/1.1\r\nHost: localhost\r\n\r\nCONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n',
    () => socket.resetAndDestroy(),
  )
  await once(socket, 'close')
  expect(await (await fetch(url)).text()).toBe('hello')
})

test('what comes behind a request that closes its connection is not processed', async () => {
  const seen: string[] = []
  const { port } = await serve(
    appOf((request, response) => {
      seen.push(request.url)
      response.send('hello')
    }),
  )
  const said = await sendRaw(
    port,
    'GET /1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\nGET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  )
  expect([said.match(/HTTP\/1\.1 200/g)?.length, seen]).toEqual([1, ['/1']])
})

test('a refused sender that never ends the connection does not keep it', async () => {
  const { port } = await serve(hello())
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.write('HELLO\r\n\r\n')
  socket.resume()
  await once(socket, 'end')
  // Once the server has given up on it, what is still sent is refused by the system.
  const broken = once(socket, 'error') as Promise<[NodeJS.ErrnoException]>
  const sending = setInterval(() => socket.write('more\r\n'), 100)
  expect(['EPIPE', 'ECONNRESET']).toContain((await broken)[0].code)
  clearInterval(sending)
})

test('closing lets an open request finish and refuses new ones', async () => {
  let answer = (): void => undefined
  let asked = (): void => undefined
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const server = await serve(
    express().get('/', (_request, response) => {
      answer = () => response.send('finished')
      asked()
    }),
  )
  const open = fetch(server.url)
  await isAsked
  const closed = server.close()
  const late = connect(server.port, '127.0.0.1')
  await expect(once(late, 'connect')).rejects.toThrow('ECONNREFUSED')
  answer()
  expect(await (await open).text()).toBe('finished')
  await closed
})

test('closing ends connections that would never end by themselves', async () => {
  const server = await serve(express().get('/', () => undefined))
  const open = fetch(server.url)
  const rejected = expect(open).rejects.toThrow()
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  await server.close(50)
  await rejected
})

test('closing does not wait for a connection that never said a word', async () => {
  const server = await serve(hello())
  const silent = connect(server.port, '127.0.0.1')
  await once(silent, 'connect')
  // A whole exchange on another connection: by then the server has accepted the silent one too.
  await (await fetch(server.url)).text()
  const ended = once(silent, 'close')
  await server.close(60_000)
  await ended
})
