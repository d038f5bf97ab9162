import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { failure, messageOf, success, type Result } from '../../shared/base/result.ts'
import type { Participant } from '../../shared/stream/participant.ts'
import { markOpen } from '../lifetime.ts'
import type { ExchangeRecorder } from '../observation/exchange-recorder.ts'
import { serveAbsoluteForm } from './absolute-form.ts'
import { allowed, placeText, type AllowList, type TapTarget } from './allow-list.ts'
import { Conversation } from './conversation.ts'
import { dial } from './dial.ts'
import { createIncoming, type Incoming } from './incoming.ts'
import { answerInProxy } from './proxy-answer.ts'
import { readProxyRequest } from './proxy-request.ts'
import { relay } from './relay.ts'
import { readSocksWish, replyInSocks } from './socks.ts'

/** A loopback port through which clients reach the watched application, while everything that passes is recorded. */
export interface Tap {
  readonly port: number
  close(): Promise<void>
}

interface TapOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly allow: AllowList
  readonly recorder: ExchangeRecorder
  /** Who comes by this port, where it is one browser's own. */
  readonly from?: Participant
  /** Told whether something listened where a client wanted to go. */
  readonly onDialled?: (place: TapTarget, isListening: boolean) => void
  /** Milliseconds in which a client says what it wants. */
  readonly patience?: number
}

/** Connections of one tap at a time. */
const connectionsAtMost = 1_024
const socksVersion = 5

/** Listens on 127.0.0.1. Fails in words when the port cannot be had. */
export const openTap = async (options: TapOptions): Promise<Result<Tap>> => {
  const sockets = new Set<Socket>()
  const track = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true }, (client) => {
    track(client)
    void new Entrance(client, options, track).enter()
  })
  server.maxConnections = connectionsAtMost
  const problem = await listen(server, options.port)
  if (problem !== undefined) return problem
  const { port } = server.address() as AddressInfo
  const markClosed = markOpen(`a tap on port ${port}`)
  return success({
    port,
    close: () =>
      new Promise((resolve) => {
        markClosed()
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  })
}

const listen = (server: Server, port: number): Promise<Result<never> | undefined> =>
  new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      const why = isTaken ? 'is taken by another program: choose another one' : `cannot be had: ${messageOf(error)}`
      resolve(failure(isTaken ? 'address-in-use' : 'unavailable', `port ${port} of 127.0.0.1 ${why}`))
    })
    server.listen(port, '127.0.0.1', () => {
      resolve(undefined)
    })
  })

/** One client, until it is known what it wants and where that goes. */
class Entrance {
  readonly #client: Socket
  readonly #options: TapOptions
  readonly #track: (socket: Socket) => void
  readonly #incoming: Incoming
  readonly #impatience: NodeJS.Timeout

  constructor(client: Socket, options: TapOptions, track: (socket: Socket) => void) {
    this.#client = client
    this.#options = options
    this.#track = track
    this.#incoming = createIncoming(client)
    this.#impatience = setTimeout(() => client.destroy(), options.patience ?? 10_000)
    client.once('close', () => {
      clearTimeout(this.#impatience)
    })
  }

  async enter(): Promise<void> {
    const first = await this.#incoming.peek()
    if (first === undefined) this.#client.destroy()
    else if (first === socksVersion) await this.#enterBySocks()
    else await this.#enterByHttp()
  }

  async #enterBySocks(): Promise<void> {
    const place = await readSocksWish(this.#client, this.#incoming)
    if (place === undefined) return void this.#client.end()
    const app = await this.#reach(place)
    if (!app.ok) {
      replyInSocks(this.#client, app.failure.code === 'refused' ? 'refused' : 'unreachable')
      return void this.#client.end()
    }
    replyInSocks(this.#client, 'connected')
    this.#relay(app.value, place)
  }

  async #enterByHttp(): Promise<void> {
    const head = await this.#incoming.takeHead()
    if (head === undefined) return void this.#client.destroy()
    const request = readProxyRequest(head)
    if (!request.ok) return answerInProxy(this.#client, 400, request.failure.message)
    if (request.value.form === 'origin')
      return answerInProxy(
        this.#client,
        421,
        'This port is a proxy to a web application that Sessionscope watches, and serves no pages itself.',
      )
    if (request.value.form === 'authority') return this.#enterByConnect(request.value.place)
    clearTimeout(this.#impatience)
    await serveAbsoluteForm(request.value, {
      client: this.#client,
      incoming: this.#incoming,
      open: async (place) => {
        const app = await this.#reach(place)
        return app.ok ? success({ app: app.value, conversation: this.#conversation(place, true) }) : app
      },
    })
  }

  async #enterByConnect(place: TapTarget): Promise<void> {
    const app = await this.#reach(place)
    if (!app.ok) return answerInProxy(this.#client, app.failure.code === 'refused' ? 403 : 502, app.failure.message)
    this.#client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    this.#relay(app.value, place)
  }

  async #reach(wanted: TapTarget): Promise<Result<Socket>> {
    const place = allowed(this.#options.allow, wanted)
    if (!place.ok) return place
    const app = await dial(place.value)
    this.#options.onDialled?.(place.value, app.ok)
    if (!app.ok) return app
    this.#track(app.value)
    // It may have gone while it waited.
    if (!this.#client.destroyed) return app
    app.value.destroy()
    return failure('unavailable', 'The client has gone.')
  }

  #relay(app: Socket, place: TapTarget): void {
    clearTimeout(this.#impatience)
    this.#incoming.hand()
    relay(this.#client, app, this.#conversation(place, false))
  }

  #conversation(place: TapTarget, isProxied: boolean): Conversation {
    const { recorder, from } = this.#options
    return new Conversation(this.#client, {
      recorder,
      from,
      connection: this.#client.remotePort,
      target: placeText(place),
      isProxied,
    })
  }
}
