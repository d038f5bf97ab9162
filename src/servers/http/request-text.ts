import type { Dispatcher } from 'undici'

/** A request whose answer is wanted as a whole, as text. */
export interface TextRequest {
  readonly origin: string
  /** As it goes over the wire, with its query. */
  readonly path: string
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Breaks the request off. */
  readonly signal?: AbortSignal | undefined
  /** Bytes that are taken of the answer's body; a longer one is a failure. */
  readonly atMost?: number
}

export interface TextAnswer {
  readonly status: number
  readonly reason: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

type Controller = Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestStart']>>[0]

/**
 * Sends a request over undici, the HTTP client inside Node's own `fetch`, on a connection that the dispatcher keeps. For
 * calls that come by the thousand: `node:http` costs twice as much, in streams that a short text has no use for. Rejects
 * when the connection, the sender or the answer's length stand in the way.
 */
export const requestText = (
  dispatcher: Dispatcher,
  { origin, path, method, headers = {}, body, signal, atMost = Infinity }: TextRequest,
): Promise<TextAnswer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    let head = { status: 0, reason: '', headers: {} as TextAnswer['headers'] }
    let running: Controller | undefined

    const breakOff = (problem: Error): void => {
      settle()
      reject(problem)
      running?.abort(problem)
    }
    const onAbort = (): void => {
      breakOff(new Error('broken off'))
    }
    const settle = (): void => signal?.removeEventListener('abort', onAbort)

    signal?.addEventListener('abort', onAbort)
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (controller) => {
        running = controller
        // It waited for a connection longer than its sender had time.
        if (signal?.aborted === true) controller.abort(new Error('broken off'))
      },
      onResponseStart: (_controller, status, received, reason = '') => {
        head = { status, reason, headers: received }
      },
      onResponseData: (_controller, chunk) => {
        chunks.push(chunk)
        length += chunk.length
        if (length > atMost) breakOff(new Error(`the answer is longer than ${atMost} bytes`))
      },
      onResponseEnd: () => {
        settle()
        resolve({ ...head, text: Buffer.concat(chunks, length).toString() })
      },
      onResponseError: (_controller, problem) => {
        settle()
        reject(problem)
      },
    }
    dispatcher.dispatch({ origin, path, method, headers, body: body ?? null }, handler)
  })

// undici has codes of its own for what the system has names for.
const systemCodes = new Map<unknown, string>([
  ['UND_ERR_SOCKET', 'ECONNRESET'],
  ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'],
])

/** The system's name for what went wrong with a connection, such as `ECONNREFUSED`. */
export const connectionCode = (thrown: unknown): string | undefined => {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  return systemCodes.get(code) ?? (typeof code === 'string' ? code : undefined)
}
