import { parseBody } from './har-body.ts'
import { harSchema, type ReadableEntry } from './har.ts'
import { exchangesFold, type ExchangesView } from '../folds/exchanges.ts'
import { setCookieLinesFold, type SetCookieLine } from '../folds/set-cookie-lines.ts'
import { foldAll } from '../fold.ts'
import type { HeaderList } from '../header-list.ts'
import { emptyBody, type ExchangeId, type Fact, type Observation } from '../observation.ts'
import { participantSchema, serverIdSchema, type Participant, type ServerId } from '../participant.ts'
import { failure, success, type Result } from '../result.ts'

/** Characters that a file may have, and exchanges that are taken from one. */
export const harAtMost = 64_000_000
export const entriesAtMost = 10_000

/** The exchanges of a file: never part of the lab's own stream, so that no check can take them for observed. */
export interface ImportedExchanges {
  readonly name: string
  readonly exchanges: ExchangesView
  readonly lines: readonly SetCookieLine[]
  /** Exchanges of the file that are beyond the bound. */
  readonly more: number
}

/** Reads an HTTP Archive 1.2. The same folds as over the lab's stream make its views. Fails in words for what is none. */
export const readHar = (text: string, name: string, kvPort: string): Result<ImportedExchanges> => {
  if (text.length > harAtMost) return failure('bad-input', `${name} is too large: more than ${harAtMost / 1_000_000} MB.`)
  const parsed = harSchema.safeParse(parse(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return failure('bad-input', `${name} is no HTTP Archive (HAR 1.2): ${issue === undefined || issue.path.length === 0 ? 'it is not JSON with a log' : `${issue.path.join('.')}: ${issue.message}`}.`)
  }
  const timed = parsed.data.log.entries.map((entry) => ({ entry, at: Date.parse(entry.startedDateTime) || 0 })).sort((one, other) => one.at - other.at)
  const taken = timed.slice(0, entriesAtMost)
  const stream = observationsOf(taken, name, kvPort)
  return success({
    name,
    exchanges: foldAll(exchangesFold, stream),
    lines: foldAll(setCookieLinesFold, stream).lines,
    more: timed.length - taken.length,
  })
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

interface TimedEntry {
  readonly entry: ReadableEntry
  readonly at: number
}

// Exchanges are counted anew from 1; only parents of the same file keep their children.
const observationsOf = (entries: readonly TimedEntry[], name: string, kvPort: string): Observation[] => {
  const numbers = new Map<number, ExchangeId>()
  entries.forEach(({ entry }, index) => {
    if (entry._sessionscope !== undefined) numbers.set(entry._sessionscope.exchange, index + 1)
  })
  const facts = entries.flatMap(({ entry, at }, index) => {
    const exchange = index + 1
    const own = entry._sessionscope
    const parent = own?.parent === undefined ? undefined : numbers.get(own.parent)
    const from = participantSchema.safeParse(own?.from)
    const origin: Origin = { from: from.success ? from.data : `client:${name}`, ...addressOf(entry, kvPort) }
    return [
      { at, fact: requestOf(entry, exchange, parent, origin) },
      { at: at + Math.max(0, entry.time), fact: answerOf(entry, exchange) },
    ]
  })
  return facts.map(({ at, fact }, index) => ({ sequence: index + 1, at, ...fact }))
}

interface Origin {
  readonly from: Participant
  readonly to: ServerId
  readonly target: string
}

// What was asked of another machine is shown with its whole address.
const addressOf = ({ request: { url }, _sessionscope: own }: ReadableEntry, kvPort: string): Pick<Origin, 'to' | 'target'> => {
  const [, host = '', port = '', path = ''] = /^https?:\/\/([^/?#:]*|\[[^\]]*\])(?::(\d+))?([^#]*)/i.exec(url) ?? []
  const known = serverIdSchema.safeParse(own?.to)
  const isHere = known.success || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host)
  const target = path.startsWith('/') ? path : `/${path}`
  return { to: known.success ? known.data : isHere && port === kvPort ? 'kv' : 'counter', target: isHere ? target : url }
}

const requestOf = ({ request }: ReadableEntry, exchange: ExchangeId, parent: ExchangeId | undefined, { from, to, target }: Origin): Fact => ({
  kind: 'exchange.requested',
  exchange,
  // A parent comes before its child in a stream.
  ...(parent === undefined || parent >= exchange ? {} : { parent }),
  from,
  to,
  method: request.method,
  target,
  httpVersion: request.httpVersion.replace(/^HTTP\//i, ''),
  headers: pairsOf(request.headers),
  body: request.postData === undefined ? emptyBody : parseBody(request.postData.text, request.postData._encoding, request.postData._bytes),
})

const answerOf = ({ time, response }: ReadableEntry, exchange: ExchangeId): Fact => {
  const { status, statusText, headers, content, _error } = response
  if (status === 0) return { kind: 'exchange.failed', exchange, problem: _error ?? 'The file has no answer.', duration: time }
  const body = parseBody(content.text ?? '', content.encoding, content.size)
  return { kind: 'exchange.answered', exchange, status, reason: statusText, headers: pairsOf(headers), body, duration: time }
}

const pairsOf = (headers: readonly { readonly name: string; readonly value: string }[]): HeaderList =>
  headers.map(({ name, value }) => [name, value])
