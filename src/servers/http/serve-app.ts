import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { markOpen } from '../lifetime.ts'
import { messageClassesOf, type AppListener } from './message-classes.ts'
import { plainText, refuseSender, type ProblemBody } from './refuse-sender.ts'

/** A server that listens. Its owner closes it. */
export interface RunningServer {
  /** Where a person on this machine finds it, with a trailing slash. */
  readonly url: string
  readonly port: number
  /** Stops listening, lets open requests finish (for at most `grace` milliseconds) and ends every connection. */
  close(grace?: number): Promise<void>
}

/** How long a server waits for a sender, in milliseconds. */
export interface SenderLimits {
  /** For its headers. */
  readonly headers: number
  /** For its whole request. */
  readonly request: number
}

const normalLimits: SenderLimits = { headers: 10_000, request: 20_000 }

interface ServeOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly limits?: SenderLimits | undefined
  readonly problemBody?: ProblemBody
}

// Milliseconds. Node looks now and then which senders have had their time.
const timeouts = ({ headers, request }: SenderLimits) => ({
  headersTimeout: headers,
  requestTimeout: request,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: Math.min(1_000, headers / 4),
})

/** Serves an app on a port. Fails in words when the port cannot be had. */
export const serveApp = async (
  app: AppListener,
  { host, port, limits = normalLimits, problemBody = plainText }: ServeOptions,
): Promise<Result<RunningServer>> => {
  const server = createServer({ ...timeouts(limits), ...messageClassesOf(app), maxHeaderSize: 16_384 }, untilClose(app))
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    refuseSender(code, socket, problemBody)
  })
  // Node hands these out as mere connections, whose errors are no longer its own, and unheard it ends them without a word.
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy())
    refuseSender('CONNECT', socket, problemBody)
  })
  const sockets = trackSockets(server)
  const problem = await listen(server, host, port)
  if (problem)
    return failure(problem.code === 'EADDRINUSE' ? 'address-in-use' : 'unavailable', listenProblem(problem, host, port))
  const { port: taken } = server.address() as AddressInfo
  const markClosed = markOpen(`a server on port ${String(taken)}`)
  return success({
    port: taken,
    url: `http://${urlHost(host)}:${String(taken)}/`,
    close: (grace = 3_000) => {
      markClosed()
      return close(server, sockets, grace)
    },
  })
}

// RFC 9112 §9.6: what comes behind a request that closes its connection is not processed. Node would, and answer nobody.
const untilClose = (app: RequestListener): RequestListener => {
  const closing = new WeakSet<Socket>()
  return (request, response) => {
    if (closing.has(request.socket)) return
    if (!response.shouldKeepAlive) closing.add(request.socket)
    app(request, response)
  }
}

const listen = (server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise((resolve) => {
    server.once('error', resolve)
    server.listen(port, host, () => {
      server.off('error', resolve)
      resolve(undefined)
    })
  })

const listenProblem = ({ code, message }: NodeJS.ErrnoException, host: string, port: number): string => {
  const place = `port ${String(port)} of ${host}`
  if (code === 'EADDRINUSE') return `${place} is taken by another program: end that one or choose another port`
  if (code === 'EACCES') return `${place} needs more rights: choose a port above 1023`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine`
  return `cannot listen on ${place}: ${message}`
}

// `localhost` need not be ::1.
const asLocalhost = new Set(['0.0.0.0', '::', '127.0.0.1'])
const urlHost = (host: string): string =>
  asLocalhost.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host

const trackSockets = (server: Server): ReadonlySet<Socket> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

/** Milliseconds between two looks for connections that have nothing more to do. */
const closingPace = 20

const close = (server: Server, sockets: ReadonlySet<Socket>, grace: number): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(() => {
      server.closeAllConnections()
    }, grace)
    // Browsers open connections ahead of need. Node does not count one that never said a word as idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    // Node ends the idle connections of now; one whose last answer is still under way is idle only after that.
    const idle = setInterval(() => {
      server.closeIdleConnections()
    }, closingPace)
    server.close(() => {
      clearTimeout(force)
      clearInterval(idle)
      resolve()
    })
  })
