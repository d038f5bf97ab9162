import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { isKind, observed } from '../../support/wait-for.ts'
import { oddExchanges } from './support/odd-exchanges.ts'
import { allOf, byConnect, bySocks, connected, tapTo } from './support/open-tap.ts'
import { rawOrigin } from './support/raw-origin.ts'

type Origin = Awaited<ReturnType<typeof rawOrigin>>

/** What both ends see of an exchange over a connection. */
const seen = async (origin: Origin, socket: Promise<Socket>, request: Buffer, answer: Buffer, sent = request) => {
  const got = origin.next({ request, answer })
  const client = await socket
  client.write(sent)
  const [arrived, came] = await Promise.all([got, allOf(client)])
  client.destroy()
  return { arrived: arrived.toString('latin1'), came: came.toString('latin1') }
}

const whole = (request: Buffer, place: string): Buffer =>
  Buffer.from(request.toString('latin1').replace(/^(\S+) \//, `$1 http://${place}/`), 'latin1')

describe('what goes through the tap', () => {
  it('is, byte for byte, what would have gone there directly: requests and answers of every odd kind', async () => {
    const origin = await rawOrigin()
    const place = `localhost:${origin.port}`
    const tap = await tapTo({ ports: [origin.port] })
    const all = oddExchanges(place)
    expect(all.length).toBeGreaterThan(200)
    for (const { request, answer, hasUrl } of all) {
      const directly = await seen(origin, connected(origin.port), request, answer)
      expect(directly).toEqual({ arrived: request.toString('latin1'), came: answer.toString('latin1') })
      const socks = bySocks(tap.port, 'localhost', origin.port).then(({ socket }) => socket)
      expect(await seen(origin, socks, request, answer)).toEqual(directly)
      expect(await seen(origin, byConnect(tap.port, place), request, answer)).toEqual(directly)
      if (!hasUrl) continue
      const absolute = whole(request, place)
      expect(absolute).not.toEqual(request)
      expect(await seen(origin, connected(tap.port), request, answer, absolute)).toEqual(directly)
    }
  })

  it('arrives in the pieces in which it was sent, one by one', async () => {
    const origin = await rawOrigin()
    const tap = await tapTo({ ports: [origin.port] })
    const request = Buffer.from(
      'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
    )
    const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    const got = origin.next({ request, answer })
    const { socket } = await bySocks(tap.port, 'localhost', origin.port)
    const came = allOf(socket)
    for (const byte of request) await new Promise((sent) => socket.write(Buffer.of(byte), sent))
    expect(await got).toEqual(request)
    expect(await came).toEqual(answer)
    expect(await observed(tap.log, isKind('exchange.requested'))).toMatchObject({ body: { text: 'hi', bytes: 2 } })
  })

  it('leads to whichever address of localhost the application listens on', async () => {
    const origin = await rawOrigin('::1')
    const tap = await tapTo({ ports: [origin.port] })
    const request = Buffer.from('GET / HTTP/1.1\r\nHost: app.localhost\r\n\r\n')
    for (const host of ['localhost', 'app.localhost', '::1'])
      expect(
        await seen(
          origin,
          bySocks(tap.port, host, origin.port).then(({ socket }) => socket),
          request,
          Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'),
        ),
      ).toMatchObject({ came: 'HTTP/1.1 204 No Content\r\n\r\n' })
  })

  it('goes to a proxy with the lines that are for a proxy only, and on without them', async () => {
    const origin = await rawOrigin()
    const place = `localhost:${origin.port}`
    const tap = await tapTo({ ports: [origin.port] })
    const answer = Buffer.from('HTTP/1.1 204 No Content\r\n\r\n')
    const ask = (sent: string, arrives: string) =>
      seen(origin, connected(tap.port), Buffer.from(arrives), answer, Buffer.from(sent))
    const asBrowser = `Host: ${place}\r\nProxy-Connection: keep-alive\r\nUser-Agent: Mozilla/5.0\r\nProxy-Authorization: Basic eA==\r\n\r\n`
    const direct = `GET /?q HTTP/1.1\r\nHost: ${place}\r\nConnection: keep-alive\r\nUser-Agent: Mozilla/5.0\r\n\r\n`
    expect(await ask(`GET http://${place}?q HTTP/1.1\r\n${asBrowser}`, direct)).toMatchObject({ arrived: direct })
    const asCurl = `GET / HTTP/1.1\r\nHost: ${place}\r\nUser-Agent: curl/8\r\n\r\n`
    const sent = `GET http://${place}/ HTTP/1.1\r\nHost: ${place}\r\nUser-Agent: curl/8\r\nProxy-Connection: Keep-Alive\r\n\r\n`
    expect(await ask(sent, asCurl)).toMatchObject({ arrived: asCurl })
    expect(await observed(tap.log, isKind('exchange.requested'))).toMatchObject({ isProxied: true, target: '/?q' })
  })
})
