import { JSONParser } from '@streamparser/json'
import { Pool } from 'undici'
import { requestText } from '../http/request-text.ts'
import { dumpUserAgent } from '../observation/client-name.ts'

/** Reads a key-value service over HTTP. Its calls reject when the service is lost or answers what no such service would. */
export interface KeyValueReader {
  /** All keys that start with a prefix, as they arrive; no more of them are fetched than are asked for. */
  keys(prefix: string): AsyncGenerator<string, void, undefined>
  /** The text of `{"key": value}`; `undefined` for a key that does not exist. */
  entry(key: string): Promise<string | undefined>
  close(): void
}

// Milliseconds of silence after which a service counts as lost.
const patience = 10_000

/** A reader of the service at a URL; its path, if it has one, is where the service is mounted. */
export const createKeyValueReader = (service: URL, connections: number): KeyValueReader => {
  const { origin } = service
  const base = service.pathname.replace(/\/$/, '')
  const headers = { 'User-Agent': dumpUserAgent }
  const pool = new Pool(origin, { connections, headersTimeout: patience, bodyTimeout: patience })

  return {
    keys: async function* (prefix) {
      // The answer rests while keys are worked on; that is no silence of the service's.
      const { body } = await pool.request({
        method: 'GET',
        path: `${base}/?prefix=${encodeURIComponent(prefix)}`,
        headers,
        bodyTimeout: 0,
      })
      yield* keysIn(body)
    },
    entry: async (key) => {
      const answer = await requestText(pool, {
        origin,
        method: 'GET',
        path: `${base}/${encodeURIComponent(key)}`,
        headers,
      })
      const value = answer.status === 200 ? memberOf(answer.text, key) : undefined
      if (value === undefined) throw notAService()
      return value === null && answer.headers['etag'] === undefined ? undefined : answer.text
    },
    close: () => {
      void pool.destroy()
    },
  }
}

const notAService = (): Error => new Error('what answers there is not a key-value service')

async function* keysIn(answer: AsyncIterable<unknown>): AsyncGenerator<string, void, undefined> {
  const arrived: unknown[] = []
  const list = { isThere: false }
  const parser = new JSONParser({ paths: ['$.keys', '$.keys.*'], keepStack: false })
  parser.onValue = ({ value, stack }) => {
    if (stack.length > 1) arrived.push(value)
    else list.isThere = Array.isArray(value)
  }
  for await (const chunk of answer) {
    if (!feed(parser, chunk)) throw notAService()
    for (const key of arrived.splice(0)) yield asKey(key)
  }
  if (!list.isThere || !parser.isEnded) throw notAService()
}

// The parser throws, or calls its error handler, at the first character that is not JSON.
const feed = (parser: JSONParser, chunk: unknown): boolean => {
  try {
    if (Buffer.isBuffer(chunk)) parser.write(chunk)
    return true
  } catch {
    return false
  }
}

const asKey = (value: unknown): string => {
  if (typeof value !== 'string') throw notAService()
  return value
}

const memberOf = (body: string, key: string): unknown => {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? new Map(Object.entries(parsed)).get(key) : undefined
  } catch {
    return undefined
  }
}
