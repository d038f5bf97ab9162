import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { decodeOctets, encodeOctets } from '../../shared/base/octets.ts'
import type { HeaderList } from '../../shared/stream/header-list.ts'
import type { HeldAnswer, HeldRequest } from '../../shared/stream/steps.ts'
import { joinedHeaders } from './joined-headers.ts'

/** Makes a request that arrived another one, before anybody handles it. */
export const becomeRequest = (
  request: IncomingMessage & { originalUrl?: string },
  { method, target, headers }: HeldRequest,
): void => {
  const rawHeaders = headers.flatMap(([name, value]) => [name, encodeOctets(value)])
  Object.assign(request, { method, url: target, originalUrl: target, rawHeaders, headers: joinedHeaders(rawHeaders) })
}

const addedByNode = new Set(['connection', 'content-length', 'date', 'transfer-encoding'])

/** Makes an answer of which no byte was sent another one. */
export const becomeAnswer = (response: ServerResponse, { status, reason, headers }: HeldAnswer): void => {
  response.statusCode = status
  response.statusMessage = reason
  const byName = new Map<string, [name: string, values: string[]]>()
  for (const [name, value] of headers) {
    const same = byName.get(name.toLowerCase()) ?? [name, []]
    same[1].push(encodeOctets(value))
    byName.set(name.toLowerCase(), same)
  }
  // Removed, so that all stand in their new order; but what Node would then never add again.
  for (const name of response.getHeaderNames())
    if (!byName.has(name) || !addedByNode.has(name)) response.removeHeader(name)
  for (const [name, values] of byName.values())
    response.setHeader(name, values.length === 1 ? String(values[0]) : values)
}

// Node's types know it of requests only.
interface RawHeaderNames {
  getRawHeaderNames?(): string[]
}

/** The headers that an answer was given so far, as they will be sent. */
export const headersGiven = (response: ServerResponse & RawHeaderNames): HeaderList =>
  (response.getRawHeaderNames?.() ?? response.getHeaderNames()).flatMap((name) =>
    [response.getHeader(name) ?? []].flat().map((value) => [name, decodeOctets(String(value))] as const),
  )

/** Takes what `writeHead` was called with, without writing it; false where it takes only Node itself. */
export const takeHead = (response: ServerResponse, [status, ...rest]: readonly unknown[]): boolean => {
  const headers = rest.at(-1) ?? {}
  if (typeof status !== 'number' || Array.isArray(headers)) return false
  response.statusCode = status
  if (typeof rest[0] === 'string') response.statusMessage = rest[0]
  if (typeof headers === 'string') return true
  for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders))
    if (value !== undefined) response.setHeader(name, value)
  return true
}
