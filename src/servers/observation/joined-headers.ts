import type { IncomingHttpHeaders } from 'node:http'

// Of these the first one counts (Node's documentation of `message.headers`).
const single = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
])

/** The `headers` that Node makes of these `rawHeaders`. */
export const joinedHeaders = (raw: readonly string[]): IncomingHttpHeaders => {
  const headers: IncomingHttpHeaders = {}
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase()
    const value = raw[at + 1] ?? ''
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined
    if (name === 'set-cookie') headers[name] = [...(headers[name] ?? []), value]
    else if (before === undefined) headers[name] = value
    else if (!single.has(name)) headers[name] = `${String(before)}${name === 'cookie' ? '; ' : ', '}${value}`
  }
  return headers
}
