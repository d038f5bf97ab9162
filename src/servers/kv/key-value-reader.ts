import { Agent, request as requestHttp, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { JSONParser } from '@streamparser/json'
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
  const isSecure = service.protocol === 'https:'
  const options = { keepAlive: true, maxSockets: connections }
  const agent = isSecure ? new SecureAgent(options) : new Agent(options)
  const base = service.pathname.replace(/\/$/, '')

  // Not by fetch: it would take the keys "." and ".." for steps in a path.
  const get = (path: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const target = { agent, hostname: bare(service.hostname), port: service.port, path: base + path, timeout: patience, headers: { 'User-Agent': dumpUserAgent } }
      const request = (isSecure ? requestHttps : requestHttp)(target, resolve)
      request.on('timeout', () => request.destroy(new Error(`no answer within ${String(patience / 1000)} seconds`)))
      request.on('error', reject).end()
    })

  return {
    keys: async function* (prefix) {
      const answer = await get(`/?prefix=${encodeURIComponent(prefix)}`)
      // The answer rests while keys are worked on; that is no silence of the service's.
      answer.socket.setTimeout(0)
      yield* keysIn(answer)
    },
    entry: async (key) => {
      const answer = await get(`/${encodeURIComponent(key)}`)
      const body = await text(answer)
      const value = answer.statusCode === 200 ? memberOf(body, key) : undefined
      if (value === undefined) throw notAService()
      return value === null && answer.headers.etag === undefined ? undefined : body
    },
    close: () => {
      agent.destroy()
    },
  }
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')

const notAService = (): Error => new Error('what answers there is not a key-value service')

async function* keysIn(answer: IncomingMessage): AsyncGenerator<string, void, undefined> {
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
