import type { Socket } from 'node:net'

const reasons = {
  400: 'Bad Request',
  403: 'Forbidden',
  421: 'Misdirected Request',
  502: 'Bad Gateway',
} as const

/** Answers for the tap itself, in one sentence, and ends the connection. */
export const answerInProxy = (socket: Socket, status: keyof typeof reasons, sentence: string): void => {
  const body = Buffer.from(`${sentence}\n`)
  const head = [
    `HTTP/1.1 ${status} ${reasons[status]}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]))
}
