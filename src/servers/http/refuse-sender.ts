import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** How a server says no before Express has a request: the type and text of the body of such an answer. */
export type ProblemBody = (status: number, message: string) => { readonly type: string; readonly text: string }

export const plainText: ProblemBody = (_status, message) => ({
  type: 'text/plain; charset=utf-8',
  text: `${message}\n`,
})

const problems: Readonly<Record<string, [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are longer than 16 KiB. Send fewer or shorter ones.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions are too long. Send none.'],
  HPE_INVALID_URL: [400, 'The address holds a character that must be percent-encoded, such as %C3%A9 for é.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time. Send it again, whole.'],
  CONNECT: [501, 'This server is no proxy.'],
}

/** Milliseconds that a refused sender has to take its answer and end the connection. */
const linger = 1_000

// Node keeps the answer that is under way on a connection here; its own default handler looks at it too.
type Connection = Duplex & { _httpMessage?: ServerResponse | null }

const refused = new WeakSet<Duplex>()

/**
 * Answers what Node's parser refuses, which never reaches Express, in well-formed HTTP (RFC 9110 §15.5), and ends the
 * connection. Answers to the requests before it on the same connection come first (RFC 9112 §9.3.2).
 */
export const refuseSender = (code: string | undefined, socket: Connection, problemBody: ProblemBody): void => {
  // What a refused sender goes on to say is refused already.
  if (refused.has(socket)) return
  const underWay = socket._httpMessage
  // An answer that has begun must not be followed by a second one to the same request.
  if (code === 'ECONNRESET' || !socket.writable || (underWay?.headersSent === true && !underWay.req.complete)) {
    socket.destroy()
    return
  }
  if (underWay?.req.complete === true) {
    underWay.once('close', () => {
      refuseSender(code, socket, problemBody)
    })
    return
  }
  refused.add(socket)
  const timer = setTimeout(() => socket.destroy(), linger)
  socket.once('close', () => {
    clearTimeout(timer)
  })
  socket.end(answerTo(code, problemBody))
}

const answerTo = (code: string | undefined, problemBody: ProblemBody): string => {
  const [status, message] = problems[code ?? ''] ?? [400, 'This is not a well-formed HTTP request.']
  const { type, text } = problemBody(status, message)
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${type}`,
    `Content-Length: ${String(Buffer.byteLength(text))}`,
    // RFC 9110 §6.6.1: who has a clock says when.
    `Date: ${new Date().toUTCString()}`,
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${text}`
}
