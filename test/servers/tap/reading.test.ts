import { describe, expect, it } from 'vitest'
import { Agent, createServer, get, request as ask, type ClientRequest, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Observation } from '../../../src/shared/stream/observation.ts'
import { isKind, observed } from '../../support/wait-for.ts'
import { bySocks, byConnect, ended, allOf, tapTo } from './support/open-tap.ts'
import { rawOrigin } from './support/raw-origin.ts'

const answerTo = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve).once('error', reject)
  })

const serveHttp = async (listener: Parameters<typeof createServer>[1]): Promise<number> => {
  const server = createServer(listener).listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Sends bytes to an application that answers with bytes, and resolves with what the log has of it. */
const recorded = async (request: string, answer: string) => {
  const origin = await rawOrigin()
  const tap = await tapTo({ ports: [origin.port], from: 'browser-b' })
  const [sent, back] = [Buffer.from(request, 'latin1'), Buffer.from(answer, 'latin1')]
  const got = origin.next({ request: sent, answer: back })
  const { socket } = await bySocks(tap.port, 'localhost', origin.port)
  socket.write(sent)
  await got
  expect(await allOf(socket)).toEqual(back)
  socket.destroy()
  const end = await ended(tap.log, 1)
  return { log: tap.log, requested: await observed(tap.log, isKind('exchange.requested')), end }
}

describe('what is recorded of what goes through', () => {
  it('has its lines in order and case, a repeated one as often as it came, octets as they were', async () => {
    const { requested, end } = await recorded(
      'GET /caf\xe9 HTTP/1.1\r\nhOST: localhost\r\nX-B: 1\r\nx-a:2\r\nX-B: \t3 \r\nX-Folded: one\r\n two\r\n\r\n',
      'HTTP/1.1 200 Fine \xfc\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=caf\xe9\r\nContent-Length: 2\r\n\r\nok',
    )
    expect(requested).toMatchObject({
      from: 'browser-b',
      to: 'app',
      method: 'GET',
      target: '/caf\xe9',
      httpVersion: '1.1',
      headers: [
        ['hOST', 'localhost'],
        ['X-B', '1'],
        ['x-a', '2'],
        ['X-B', '3'],
        ['X-Folded', 'one two'],
      ],
    })
    expect(requested).toHaveProperty('connection')
    expect(requested).not.toHaveProperty('isProxied')
    expect(end).toMatchObject({
      status: 200,
      reason: 'Fine \xfc',
      headers: [
        ['Set-Cookie', 'a=1; Path=/'],
        ['set-cookie', 'b=caf\udce9'],
        ['Content-Length', '2'],
      ],
      body: { text: 'ok', bytes: 2, truncated: false },
    })
  })

  it('is each of several requests in one go, with its own answer, and interim answers are none', async () => {
    const { log } = await recorded(
      'GET /1 HTTP/1.1\r\nHost: x\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: x\r\n\r\nPOST /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHTTP/1.0 500 No\r\n\r\nrest',
    )
    const facts = log.read(0, 99)
    expect(facts.filter(isKind('exchange.requested')).map(({ target, body }) => [target, body.text])).toEqual([
      ['/1', ''],
      ['/2', ''],
      ['/3', 'a'],
    ])
    expect(
      facts
        .filter(isKind('exchange.answered'))
        .map(({ status, body, httpVersion }) => [status, body.text, httpVersion]),
    ).toEqual([
      [200, '1', undefined],
      [200, '', undefined],
      [500, 'rest', '1.0'],
    ])
  })

  it('is said to be unreadable where it is, and how much went through', async () => {
    const { requested, end, log } = await recorded('\x16\x03\x01\x00\x05hello\r\n\r\n', 'nothing to read')
    expect(requested).toMatchObject({ method: 'CONNECT', httpVersion: '', headers: [] })
    expect(end).toMatchObject({
      kind: 'exchange.failed',
      problem: expect.stringMatching(
        /could not be read as HTTP\/1\.1: .*14 bytes to the application and 15 bytes back/,
      ) as unknown,
    })
    expect(log.read(0, 99).filter(isKind('exchange.requested'))).toHaveLength(1)
  })

  it('is an exchange that failed where its answer was cut off', async () => {
    const { end } = await recorded('GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut')
    expect(end).toMatchObject({ problem: 'The connection ended before the answer was whole.' })
  })

  it('is cut where the log cuts, and its length is told', async () => {
    const port = await serveHttp((_request, response) => response.end('x'.repeat(100_000)))
    const tap = await tapTo({ ports: [port] })
    const socket = await byConnect(tap.port, `localhost:${port}`)
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    await allOf(socket)
    expect(await ended(tap.log, 1)).toMatchObject({ body: { bytes: 100_000, truncated: true } })
  })
})

describe('step mode', () => {
  it('holds a request before the application has it, and an answer before the client has it', async () => {
    let asked = 0
    const port = await serveHttp((_request, response) => {
      asked += 1
      response.end('answer')
    })
    const tap = await tapTo({ ports: [port] })
    tap.gate.turn(true)
    const { socket } = await bySocks(tap.port, 'localhost', port)
    let came = ''
    socket.on('data', (chunk) => (came += String(chunk)))
    const isHeld =
      (phase: string) =>
      (one: Observation): one is Observation =>
        one.kind === 'hop.held' && one.phase === phase
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    await observed(tap.log, isHeld('request'))
    expect(asked).toBe(0)
    tap.gate.next()
    await observed(tap.log, isHeld('answer'))
    expect([asked, came]).toEqual([1, ''])
    tap.gate.next()
    await once(socket, 'end')
    expect(came).toContain('answer')
    expect(await ended(tap.log, 1)).toMatchObject({ status: 200, body: { text: 'answer' } })
  })
})

describe('another protocol', () => {
  const serveUpgrades = async () => {
    const server = createServer((_request, response) => response.end('plain'))
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n')
      socket.pipe(socket)
    })
    server.listen(0, 'localhost')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return (server.address() as AddressInfo).port
  }

  it('is an exchange of its own, whose answer is told at once, and goes on untouched', async () => {
    const port = await serveUpgrades()
    const tap = await tapTo({ ports: [port] })
    const { socket } = await bySocks(tap.port, 'localhost', port)
    socket.write('GET /hmr HTTP/1.1\r\nHost: localhost\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n')
    expect(await ended(tap.log, 1)).toMatchObject({ status: 101 })
    const came = allOf(socket)
    socket.end('GET / HTTP/1.1\r\n\r\n')
    expect((await came).toString()).toMatch(/GET \/ HTTP\/1\.1\r\n\r\n$/)
    expect(tap.log.read(0, 99).filter(isKind('exchange.requested'))).toHaveLength(1)
  })

  it('that is not granted leaves the connection as it was, with what came meanwhile', async () => {
    const port = await serveHttp((request, response) => response.end(request.url))
    const tap = await tapTo({ ports: [port] })
    const { socket } = await bySocks(tap.port, 'localhost', port)
    socket.write(
      'GET /1 HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    )
    await allOf(socket)
    expect(await ended(tap.log, 2)).toMatchObject({ status: 200, body: { text: '/2' } })
  })
})

describe('a stream of events', () => {
  it('passes event by event', async () => {
    let send: (event: string) => void = () => undefined
    const port = await serveHttp((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
      send = (event) => void (event === '' ? response.end() : response.write(event))
    })
    const tap = await tapTo({ ports: [port] })
    const answer = await answerTo(
      get({ host: '127.0.0.1', port: tap.port, path: `http://localhost:${port}/`, headers: { Host: 'x' } }),
    )
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      send(event)
      expect(String((await once(answer, 'data'))[0])).toBe(event)
    }
    send('')
    expect(await ended(tap.log, 1)).toMatchObject({ body: { text: 'data: 1\n\ndata: 2\n\n' } })
  })
})

describe('a client of a proxy', () => {
  it('goes on over one connection, to one application after the other', async () => {
    const ports = [
      await serveHttp((_request, response) => response.end('one')),
      await serveHttp((_, r) => r.end('two')),
    ]
    const tap = await tapTo({ ports })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => {
      agent.destroy()
    })
    const visit = async (port: number | undefined, method = 'GET'): Promise<string> => {
      const path = `http://localhost:${port}/`
      const sent = ask({ host: '127.0.0.1', port: tap.port, agent, path, method }).end(method === 'POST' ? 'body' : '')
      const answer = await answerTo(sent)
      let text = ''
      for await (const chunk of answer) text += String(chunk)
      return text
    }
    const texts: string[] = []
    for (const at of [0, 1, 1, 0]) texts.push(await visit(ports[at], at === 0 ? 'POST' : 'GET'))
    expect(texts).toEqual(['one', 'two', 'two', 'one'])
    const requests = tap.log.read(0, 99).filter(isKind('exchange.requested'))
    expect(new Set(requests.map(({ connection }) => connection)).size).toBe(1)
    expect(requests.map(({ body }) => body.text)).toEqual(['body', '', '', 'body'])
  })
})
