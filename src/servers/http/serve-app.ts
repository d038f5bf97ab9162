import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { failure, success, type Result } from '../../shared/result.ts'

/** A server that listens. Its owner closes it. */
export interface RunningServer {
  /** Where a person on this machine finds it, with a trailing slash. */
  readonly url: string
  readonly port: number
  /** Stops listening, lets open requests finish (for at most `grace` milliseconds) and ends every connection. */
  close(grace?: number): Promise<void>
}

/** How a server says no before Express has a request: the type and text of the body of such an answer. */
export type ProblemBody = (status: number, message: string) => { readonly type: string; readonly text: string }

const plainText: ProblemBody = (_status, message) => ({ type: 'text/plain; charset=utf-8', text: `${message}\n` })

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
export const serveApp = async (app: RequestListener, { host, port, limits = normalLimits, problemBody = plainText }: ServeOptions): Promise<Result<RunningServer>> => {
  const server = createServer({ ...timeouts(limits), maxHeaderSize: 16_384 }, app)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuse(error, socket, problemBody)
  })
  const sockets = trackSockets(server)
  const problem = await listen(server, host, port)
  if (problem) return failure(problem.code === 'EADDRINUSE' ? 'address-in-use' : 'unavailable', listenProblem(problem, host, port))
  const { port: taken } = server.address() as AddressInfo
  return success({ port: taken, url: `http://${urlHost(host)}:${String(taken)}/`, close: (grace = 3_000) => close(server, sockets, grace) })
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

const everywhere = new Set(['0.0.0.0', '::', '127.0.0.1', '::1'])
const urlHost = (host: string): string => (everywhere.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host)

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

const clientProblems: Readonly<Record<string, [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are longer than 16 KiB. Send fewer or shorter ones.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions are too long. Send none.'],
  HPE_INVALID_URL: [400, 'The address holds a character that must be percent-encoded, such as %C3%A9 for é.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time. Send it again, whole.'],
}

// What Node's parser refuses never reaches Express; it still gets a well-formed answer (RFC 9110 §15.5).
const refuse = ({ code }: NodeJS.ErrnoException, socket: Duplex, problemBody: ProblemBody): void => {
  if (code === 'ECONNRESET' || !socket.writable || hasBegunToAnswer(socket)) {
    socket.destroy()
    return
  }
  const [status, message] = clientProblems[code ?? ''] ?? [400, 'This is not a well-formed HTTP request.']
  const { type, text } = problemBody(status, message)
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${type}`,
    `Content-Length: ${String(Buffer.byteLength(text))}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`)
}

// Node's own default handler looks here too: an answer that has begun must not be followed by a second one.
const hasBegunToAnswer = (socket: Duplex & { _httpMessage?: { headersSent: boolean } | null }): boolean =>
  socket._httpMessage?.headersSent === true

