import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import { createStepGate } from '../../../../src/servers/observation/step-gate.ts'
import { createExchangeRecorder } from '../../../../src/servers/observation/exchange-recorder.ts'
import type { ObservationLog } from '../../../../src/servers/observation/observation-log.ts'
import { openTap } from '../../../../src/servers/tap/tap.ts'
import type { Fact, Observation } from '../../../../src/shared/stream/observation.ts'
import type { BrowserId } from '../../../../src/shared/stream/participant.ts'
import { newLog, valueOf } from '../../../support/serve.ts'
import { isKind, observed } from '../../../support/wait-for.ts'

interface TapChoice {
  readonly ports: readonly number[]
  readonly ownPorts?: readonly number[]
  readonly from?: BrowserId
  readonly patience?: number
}

/** A tap to an application, until the test is over. */
export const tapTo = async ({ ports, ownPorts = [], ...rest }: TapChoice) => {
  const log = newLog()
  const gate = createStepGate({ log, clock: systemClock })
  onTestFinished(() => {
    gate.close()
  })
  const dialled: [string, boolean][] = []
  const tap = valueOf(
    await openTap({
      ...rest,
      port: 0,
      allow: { ports: () => new Set(ports), ownPorts: () => new Set(ownPorts) },
      recorder: createExchangeRecorder({ node: 'app', log, gate }),
      onDialled: ({ host, port }, isListening) => dialled.push([`${host}:${port}`, isListening]),
    }),
  )
  onTestFinished(() => tap.close())
  return { port: tap.port, log, gate, dialled, close: () => tap.close() }
}

type Ended = Extract<Fact, { kind: 'exchange.answered' | 'exchange.failed' }>

/** How exchange number `exchange` ended, once it has. */
export const ended = (log: ObservationLog, exchange: number): Promise<Observation & Ended> =>
  observed(
    log,
    (one): one is Observation & Ended =>
      (isKind('exchange.answered')(one) || isKind('exchange.failed')(one)) && one.exchange === exchange,
  )

/** A connection to a port of this machine, until the test is over. */
export const connected = async (port: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** So many bytes of a connection that nobody else reads. */
const read = async (socket: Socket, length: number): Promise<Buffer> => {
  for (;;) {
    const bytes = socket.read(length) as Buffer | null
    if (bytes !== null) return bytes
    if (socket.readableEnded || socket.destroyed) throw new Error('The connection has ended.')
    await Promise.race([once(socket, 'readable'), once(socket, 'end'), once(socket, 'close')])
  }
}

/** What SOCKS answers to the wish for a name and a port; the connection with it. */
export const bySocks = async (tap: number, host: string, port: number): Promise<{ socket: Socket; reply: number }> => {
  const socket = await connected(tap)
  const name = Buffer.from(host, 'latin1')
  socket.write(Buffer.from([5, 1, 0]))
  await read(socket, 2)
  socket.write(Buffer.from([5, 1, 0, 3, name.length, ...name, port >> 8, port & 255]))
  const reply = await read(socket, 10)
  return { socket, reply: reply[1] ?? -1 }
}

/** The same by an address of 4 or 16 bytes. */
export const bySocksAddress = async (tap: number, address: readonly number[], port: number): Promise<number> => {
  const socket = await connected(tap)
  socket.write(Buffer.from([5, 1, 0]))
  await read(socket, 2)
  socket.write(Buffer.from([5, 1, 0, address.length === 4 ? 1 : 4, ...address, port >> 8, port & 255]))
  return (await read(socket, 10))[1] ?? -1
}

/** A tunnel by CONNECT; fails where it is refused. */
export const byConnect = async (tap: number, authority: string): Promise<Socket> => {
  const socket = await connected(tap)
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
  const line = (await read(socket, 39)).toString()
  if (!line.startsWith('HTTP/1.1 200 ')) throw new Error(line)
  return socket
}

/** All that comes over a connection until it ends. */
export const allOf = async (socket: Socket): Promise<Buffer> => {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  if (!socket.readableEnded && !socket.destroyed) await Promise.race([once(socket, 'end'), once(socket, 'close')])
  return Buffer.concat(chunks)
}
