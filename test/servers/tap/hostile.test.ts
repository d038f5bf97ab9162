import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isKind } from '../../support/wait-for.ts'
import { eventually } from '../../support/eventually.ts'
import { anyAnswer, anyCuts, anyRequests, cutBy } from '../../fuzz/support/odd-messages.ts'
import { allOf, bySocks, byConnect, ended, tapTo } from './support/open-tap.ts'

/** An application that does with its connections what the test says, and what became of them. */
const application = async (onConnection: (socket: Socket) => void) => {
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    onConnection(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, open }
}

const tunnel = async (tap: number, port: number): Promise<Socket> => (await bySocks(tap, 'localhost', port)).socket

const megabyte = Buffer.alloc(1_048_576, 'x')
const megabytes = 256

/** Writes so many megabytes, as fast as they are taken. */
const pour = async (socket: Socket, megabytes: number): Promise<void> => {
  for (let at = 0; at < megabytes; at += 1) if (!socket.write(megabyte)) await once(socket, 'drain')
}

const mostMemory = () => {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 10)
  const before = process.memoryUsage().rss
  return () => {
    clearInterval(timer)
    return most - before
  }
}

describe('the relay', () => {
  it('passes whatever both sides say, although the reader can make nothing of it', async () => {
    let said: Buffer = Buffer.alloc(0)
    const app = await application((socket) => {
      socket.resume()
      for (const piece of cutBy(said, [7, 1, 30])) socket.write(piece)
      socket.end()
    })
    const tap = await tapTo({ ports: [app.port] })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          anyRequests,
          fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        ),
        anyAnswer,
        anyCuts,
        async (sent, answer, cuts) => {
          said = answer
          const socket = await tunnel(tap.port, app.port)
          for (const piece of cutBy(sent, cuts)) socket.write(piece)
          expect((await allOf(socket)).equals(answer)).toBe(true)
          socket.destroy()
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })

  it('passes large bodies each way in a bounded memory, at the pace of whoever takes it', async () => {
    // A gigabyte goes as well, and takes a minute.
    const length = megabytes * megabyte.length
    let arrived = 0
    const app = await application((socket) => {
      let isAnswered = false
      socket.on('data', (chunk) => {
        arrived += chunk.length
        if (isAnswered || arrived < length) return
        isAnswered = true
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`)
        void pour(socket, megabytes).then(() => socket.end())
      })
    })
    const tap = await tapTo({ ports: [app.port] })
    const socket = await tunnel(tap.port, app.port)
    const memory = mostMemory()
    socket.write(`PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`)
    let came = 0
    socket.on('data', (chunk) => {
      came += chunk.length
    })
    await pour(socket, megabytes)
    await once(socket, 'end')
    expect(came).toBeGreaterThan(length)
    expect(memory()).toBeLessThan(200 * megabyte.length)
    expect(await ended(tap.log, 1)).toMatchObject({ status: 200, body: { bytes: length, truncated: true } })
    expect(tap.log.read(0, 9).find(isKind('exchange.requested'))).toMatchObject({
      body: { bytes: length, truncated: true },
    })
  })

  it('does not take what the other side does not', async () => {
    const app = await application((socket) => void socket.pause())
    const tap = await tapTo({ ports: [app.port] })
    const socket = await tunnel(tap.port, app.port)
    const memory = mostMemory()
    let isTaken = true
    while (isTaken) isTaken = await Promise.race([pour(socket, 1).then(() => true), settled(socket)])
    expect(socket.bytesWritten).toBeLessThan(64 * megabyte.length)
    expect(memory()).toBeLessThan(128 * megabyte.length)
  })

  it('serves five hundred at a time', async () => {
    const app = await application((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'))
    })
    const tap = await tapTo({ ports: [app.port] })
    const sockets = await Promise.all(Array.from({ length: 500 }, () => tunnel(tap.port, app.port)))
    const answers = sockets.map(allOf)
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    for (const answer of await Promise.all(answers)) expect(answer.toString()).toContain('ok')
    await eventually(() => {
      expect(tap.log.read(0, 9_999).filter(isKind('exchange.answered'))).toHaveLength(500)
    })
  })

  it('ends and breaks a connection as the other side did', async () => {
    const app = await application((socket) => void socket.resume())
    const tap = await tapTo({ ports: [app.port] })
    const vanishing = await tunnel(tap.port, app.port)
    await eventually(() => {
      expect(app.open.size).toBe(1)
    })
    vanishing.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await eventually(() => {
      expect(tap.log.newest()).toBeGreaterThan(1)
    })
    vanishing.resetAndDestroy()
    await eventually(() => {
      expect(app.open.size).toBe(0)
    })
    expect(await ended(tap.log, 1)).toMatchObject({ kind: 'exchange.failed' })

    const left = await tunnel(tap.port, app.port)
    await eventually(() => {
      expect(app.open.size).toBe(1)
    })
    const broken = new Promise((resolve) => left.once('close', resolve))
    for (const socket of app.open) socket.resetAndDestroy()
    left.resume()
    expect(await broken).toBe(true)
  })

  it('lets one side go on when the other has said all', async () => {
    const app = await application((socket) => {
      socket.resume()
      socket.on('end', () => socket.end('HTTP/1.0 200 OK\r\n\r\nafter the end'))
    })
    const tap = await tapTo({ ports: [app.port] })
    const socket = await byConnect(tap.port, `localhost:${app.port}`)
    socket.end('GET / HTTP/1.0\r\n\r\n')
    expect((await allOf(socket)).toString()).toContain('after the end')
    expect(await ended(tap.log, 1)).toMatchObject({ body: { text: 'after the end' } })
  })

  it('is over when the tap is closed', async () => {
    const app = await application((socket) => void socket.resume().on('end', () => socket.end()))
    const tap = await tapTo({ ports: [app.port] })
    await tunnel(tap.port, app.port)
    await eventually(() => {
      expect(app.open.size).toBe(1)
    })
    await tap.close()
    await eventually(() => {
      expect(app.open.size).toBe(0)
    })
  })

  it('bounds what the reader remembers of a head without an end, and of requests without answers', async () => {
    const app = await application((socket) => void socket.resume())
    const tap = await tapTo({ ports: [app.port] })
    const endless = await tunnel(tap.port, app.port)
    const pipelined = await tunnel(tap.port, app.port)
    const memory = mostMemory()
    endless.write('GET / HTTP/1.1\r\nX: ')
    await pour(endless, 64)
    for (let at = 0; at < 20_000; at += 1) pipelined.write(`GET /${at} HTTP/1.1\r\nHost: x\r\n\r\n`)
    pipelined.end()
    endless.end()
    await eventually(() => {
      expect(tap.log.read(0, 99_999).filter(isKind('exchange.requested')).length).toBeGreaterThanOrEqual(256)
    })
    expect(memory()).toBeLessThan(128 * megabyte.length)
    expect(tap.log.read(0, 99_999).filter(isKind('exchange.requested')).length).toBeLessThan(300)
  })
})

/** Resolves with false once a connection has taken nothing for a while. */
const settled = async (socket: Socket): Promise<false> => {
  for (let before = -1; before !== socket.bytesWritten - socket.writableLength;) {
    before = socket.bytesWritten - socket.writableLength
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return false
}
