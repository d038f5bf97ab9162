import type { ServerResponse } from 'node:http'
import { decodeOctets } from '../../shared/base/octets.ts'
import type { HeaderList } from '../../shared/stream/header-list.ts'

/**
 * The headers of an answer exactly as they were sent, with what Node itself adds (Date, Connection, Transfer-Encoding).
 * Node keeps those bytes in `_header`, for which there is no public name; without it, what was set must do.
 */
export const sentHeaders = (response: ServerResponse & { _header?: string | null }): HeaderList => {
  const { _header: head } = response
  return typeof head === 'string' ? headersIn(head) : headersSet(response)
}

// Below the status line, and above the empty line that ends the head (RFC 9112 §2.1).
const headersIn = (head: string): HeaderList => {
  const pairs: HeaderList[number][] = []
  for (let from = head.indexOf('\r\n') + 2; from < head.length - 2;) {
    const colon = head.indexOf(':', from)
    const to = head.indexOf('\r\n', from)
    pairs.push([head.slice(from, colon), decodeOctets(head.slice(colon + 1, to).trimStart())])
    from = to + 2
  }
  return pairs
}

const headersSet = (response: ServerResponse): HeaderList =>
  response
    .getHeaderNames()
    .flatMap((name) =>
      [response.getHeader(name) ?? []].flat().map((value) => [name, decodeOctets(String(value))] as const),
    )
