import type { ServerResponse } from 'node:http'
import type { HeaderList } from '../../shared/header-list.ts'

interface AnswerHead {
  readonly status: number
  readonly reason: string
  readonly headers: HeaderList
}

/**
 * The head of an answer exactly as it was sent, with what Node itself adds (Date, Connection, Transfer-Encoding).
 * Node keeps those bytes in `_header`, for which there is no public name; without it, what was set must do.
 */
export const answerHead = (response: ServerResponse & { _header?: string | null }): AnswerHead => {
  const { statusCode: status, statusMessage: reason, _header: head } = response
  return { status, reason, headers: typeof head === 'string' ? headersIn(head) : headersSet(response) }
}

// Below the status line, and above the empty line that ends the head (RFC 9112 §2.1).
const headersIn = (head: string): HeaderList => {
  const pairs: HeaderList[number][] = []
  for (let from = head.indexOf('\r\n') + 2; from < head.length - 2; ) {
    const colon = head.indexOf(':', from)
    const to = head.indexOf('\r\n', from)
    pairs.push([head.slice(from, colon), head.slice(colon + 1, to).trimStart()])
    from = to + 2
  }
  return pairs
}

const headersSet = (response: ServerResponse): HeaderList =>
  response.getHeaderNames().flatMap((name) =>
    [response.getHeader(name) ?? []].flat().map((value) => [name, String(value)] as const),
  )
