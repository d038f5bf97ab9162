import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../../../shared/base/clock.ts'
import type { Json } from '../../../shared/base/json.ts'
import { success, type Result } from '../../../shared/base/result.ts'
import { serveApp } from '../../http/serve-app.ts'
import { createMemoryEntries } from '../../kv/entries/memory-entries.ts'
import { createKeyValueApp } from '../../kv/key-value-app.ts'

/** A request as the service got it. */
export interface ScratchRequest {
  readonly method: string
  /** As it was sent, percent-encoded. */
  readonly path: string
  readonly contentType: string
  /** The answer's status; 0 as long as there is none. */
  status: number
}

/** How the service answers: as it should, that its storage is away, or only after some milliseconds. */
export type ScratchManner = 'well' | 'unavailable' | ((request: ScratchRequest, index: number) => number)

/** A real key-value service for checks alone: in memory, on a free port, in nobody's log. Its owner closes it. */
export interface ScratchService {
  /** Without a slash at its end. */
  readonly url: string
  /** Every request since `forget`. */
  readonly requests: readonly ScratchRequest[]
  behave(manner: ScratchManner): void
  /** Sets a key, past any HTTP. */
  put(key: string, value: Json): Promise<void>
  /** JSON text of what a key holds. */
  look(key: string): Promise<string | undefined>
  /** Forgets the requests so far. */
  forget(): void
  close(): Promise<void>
}

/** Starts a {@link ScratchService}. */
export const startScratchService = async (): Promise<Result<ScratchService>> => {
  const entries = createMemoryEntries({ clock: systemClock })
  const app = createKeyValueApp({ entries, clock: systemClock, allowedHosts: () => true })
  let requests: ScratchRequest[] = []
  let manner: ScratchManner = 'well'

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const seen: ScratchRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      contentType: request.headers['content-type'] ?? '',
      status: 0,
    }
    const index = requests.push(seen) - 1
    // When the last of the answer has been given to the connection: before its reader can have it.
    response.once('prefinish', () => (seen.status = response.statusCode))
    if (manner === 'unavailable') return refuse(request, response)
    if (manner !== 'well') await pause(manner(seen, index))
    app(request, response)
  }

  const served = await serveApp((request, response) => void answer(request, response), { host: '127.0.0.1', port: 0 })
  if (!served.ok) return served
  return success({
    url: `http://localhost:${String(served.value.port)}`,
    get requests() {
      return requests
    },
    behave: (next) => {
      manner = next
    },
    put: async (key, value) => {
      await entries.set(new Map([[key, { value: JSON.stringify(value) }]]))
    },
    look: async (key) => (await entries.get(key))?.value,
    forget: () => {
      requests = []
    },
    close: () => served.value.close(0),
  })
}

const refuse = (request: IncomingMessage, response: ServerResponse): void => {
  request.resume()
  response
    .writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' })
    .end('{"error":"the storage is away"}')
}
