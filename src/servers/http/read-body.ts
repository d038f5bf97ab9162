import type { IncomingMessage } from 'node:http'
import { HttpProblem } from './http-problem.ts'

/** What arrived of a request's body, and what is wrong with it, if anything is. */
export interface ReceivedBody {
  readonly bytes: Buffer
  readonly problem?: HttpProblem
  /** The sender went away before the end. */
  readonly aborted: boolean
}

/** What arrives of a request without a body. */
export const noBody: ReceivedBody = { bytes: Buffer.alloc(0), aborted: false }

/** Whether a request announces a body. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** Reads the body of a request that has one, of at most `limit` bytes. Of a longer one it keeps nothing and asks for the connection to end. */
export const readBody = (request: IncomingMessage, limit: number): Promise<ReceivedBody> => {
  const tooLarge = () =>
    new HttpProblem(413, `The body is longer than ${String(limit)} bytes. Send less at once.`, { Connection: 'close' })
  if (Number(request.headers['content-length']) > limit) return Promise.resolve({ ...noBody, problem: tooLarge() })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = (received: ReceivedBody) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      resolve(received)
    }
    const onData = (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length <= limit) return
      request.pause()
      settle({ ...noBody, problem: tooLarge() })
    }
    const onEnd = () => {
      settle({ bytes: Buffer.concat(chunks, length), aborted: false })
    }
    const onClose = () => {
      settle({ bytes: Buffer.concat(chunks, length), aborted: true })
    }
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}
