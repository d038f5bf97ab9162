import type { ServerResponse } from 'node:http'
import type { HeaderList, ToPair } from '../../shared/header-list.ts'

interface AnswerHead {
  readonly status: number
  readonly reason: string
  readonly headers: HeaderList
}

/**
 * The head of an answer exactly as it was sent, with what Node itself adds (Date, Connection, Transfer-Encoding).
 * Node keeps those bytes in `_header`, for which there is no public name; without it, what was set must do.
 */
export const answerHead = (response: ServerResponse & { _header?: string | null }, toPair: ToPair): AnswerHead => {
  const [statusLine = '', ...lines] = (response._header ?? '').split('\r\n')
  const [, status, reason] = /^HTTP\/1\.\d (\d{3}) ?(.*)$/.exec(statusLine) ?? []
  if (status === undefined) return { status: response.statusCode, reason: response.statusMessage, headers: headersSet(response) }
  return { status: Number(status), reason: reason ?? '', headers: lines.filter((line) => line !== '').map((line) => pairIn(line, toPair)) }
}

const pairIn = (line: string, toPair: ToPair): HeaderList[number] => {
  const colon = line.indexOf(':')
  return toPair(line.slice(0, colon), line.slice(colon + 1).trimStart())
}

const headersSet = (response: ServerResponse): HeaderList =>
  response.getHeaderNames().flatMap((name) =>
    [response.getHeader(name) ?? []].flat().map((value) => [name, String(value)] as const),
  )

/** What was sent as a body: its first bytes, and how many there were. */
export interface SentBody {
  bytes: Buffer
  length: number
}

/** Listens in on what is written to an answer; keeps at most `limit` bytes of it and changes nothing. */
export const captureBody = (response: ServerResponse, limit: number): (() => SentBody) => {
  const chunks: Buffer[] = []
  let kept = 0
  let length = 0
  const take = (chunk: unknown, encoding: unknown) => {
    const bytes = toBytes(chunk, encoding)
    if (bytes === undefined) return
    length += bytes.length
    if (kept > limit) return
    chunks.push(bytes)
    kept += bytes.length
  }
  const write = response.write.bind(response) as (...all: unknown[]) => boolean
  const end = response.end.bind(response) as (...all: unknown[]) => typeof response
  response.write = (...all: unknown[]) => {
    take(all[0], all[1])
    return write(...all)
  }
  response.end = (...all: unknown[]) => {
    take(all[0], all[1])
    return end(...all)
  }
  return () => ({ bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks), length })
}

const toBytes = (chunk: unknown, encoding: unknown): Buffer | undefined => {
  if (typeof chunk === 'string') return Buffer.from(chunk, isEncoding(encoding) ? encoding : 'utf8')
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : undefined
}

const isEncoding = (encoding: unknown): encoding is BufferEncoding => typeof encoding === 'string' && Buffer.isEncoding(encoding)
