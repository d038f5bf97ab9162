import type { ExchangeOutcome, ExchangeRecord } from '../folds/exchanges.ts'
import { headerValue, headerValues, type HeaderList } from '../header-list.ts'
import type { Body } from '../observation.ts'
import type { ServerId } from '../participant.ts'
import { parseSetCookie } from '../set-cookie.ts'

interface WriteOptions {
  /** Version of this program. */
  readonly version: string
  /** Where each server listens. */
  readonly urls: Readonly<Record<ServerId, string>>
}

/**
 * Exchanges as an HTTP Archive 1.2, such as Chromium's developer tools import. An exchange that was not answered has
 * the status 0, as there. A body that the log cut is cut here, and says so in its comment.
 */
export const writeHar = (records: readonly ExchangeRecord[], { version, urls }: WriteOptions): string => {
  const creator = { name: 'Sessionscope', version }
  return JSON.stringify({ log: { version: '1.2', creator, pages: [], entries: records.map((record) => entryOf(record, urls[record.to])) } }, undefined, 2)
}

const entryOf = (record: ExchangeRecord, origin: string) => {
  const { id, parent, from, to, requestedAt, outcome, connection } = record
  const duration = outcome.state === 'pending' ? 0 : outcome.duration
  return {
    startedDateTime: new Date(requestedAt).toISOString(),
    time: duration,
    request: requestOf(record, origin),
    response: responseOf(outcome),
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
    ...(connection === undefined ? {} : { connection: String(connection) }),
    _sessionscope: { exchange: id, ...(parent === undefined ? {} : { parent }), from, to },
  }
}

const requestOf = ({ method, target, httpVersion, headers, body }: ExchangeRecord, origin: string) => ({
  method,
  url: `${origin.replace(/\/$/, '')}${target}`,
  httpVersion: `HTTP/${httpVersion}`,
  cookies: headerValues(headers, 'Cookie').flatMap((line) => line.split(/; */).map(cookiePair)),
  headers: pairsOf(headers),
  queryString: queryOf(target),
  headersSize: -1,
  bodySize: body.bytes,
  ...(body.bytes === 0 ? {} : { postData: postDataOf(headers, body) }),
})

// The format has no encoding for what is sent; its own members must do for bytes that are no text.
const postDataOf = (headers: HeaderList, body: Body) => ({
  mimeType: headerValue(headers, 'Content-Type') ?? '',
  text: body.text,
  ...(body.encoding === 'base64' ? { _encoding: 'base64' } : {}),
  ...(body.truncated ? { _bytes: body.bytes, comment: cutComment(body) } : {}),
})

const responseOf = (outcome: ExchangeOutcome) => {
  if (outcome.state !== 'answered') return { ...noResponse, _error: outcome.state === 'failed' ? outcome.problem : 'no answer yet' }
  const { status, reason, headers, body } = outcome
  return {
    status,
    statusText: reason,
    httpVersion: 'HTTP/1.1',
    cookies: headerValues(headers, 'Set-Cookie').map(setCookieOf),
    headers: pairsOf(headers),
    content: contentOf(headers, body),
    redirectURL: headerValue(headers, 'Location') ?? '',
    headersSize: -1,
    bodySize: body.bytes,
  }
}

const noResponse = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
}

const contentOf = (headers: HeaderList, body: Body) => ({
  size: body.bytes,
  mimeType: headerValue(headers, 'Content-Type') ?? 'x-unknown',
  text: body.text,
  ...(body.encoding === 'base64' ? { encoding: 'base64' } : {}),
  ...(body.truncated ? { comment: cutComment(body) } : {}),
})

const cutComment = ({ bytes }: Body): string => `Only the beginning of ${bytes} bytes was kept.`

const pairsOf = (headers: HeaderList) => headers.map(([name, value]) => ({ name, value }))

const cookiePair = (pair: string) => {
  const equals = pair.indexOf('=')
  return equals < 0 ? { name: '', value: pair } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) }
}

const setCookieOf = (line: string) => {
  const { name, value, attributes } = parseSetCookie(line)
  const has = (wanted: string): boolean => attributes.some((attribute) => attribute.name.toLowerCase() === wanted)
  return { name, value, httpOnly: has('httponly'), secure: has('secure') }
}

const queryOf = (target: string) => {
  const query = target.split('?').slice(1).join('?')
  return query === '' ? [] : query.split('&').map((part) => {
    const { name, value } = part.includes('=') ? cookiePair(part) : { name: part, value: '' }
    return { name: decoded(name), value: decoded(value) }
  })
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
