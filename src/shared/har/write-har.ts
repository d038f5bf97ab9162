import { present } from '../base/present.ts'
import type { ExchangeOutcome, ExchangeRecord } from '../folds/exchanges.ts'
import { headerValue, headerValues, type HeaderList } from '../stream/header-list.ts'
import type { Body } from '../stream/body.ts'
import { octetsOf } from '../base/octets.ts'
import { byteLength } from '../request/byte-length.ts'
import { hasAttribute, parseSetCookie } from '../cookie/set-cookie.ts'
import { addressOf, type ServerUrls } from './har-address.ts'
import type { OwnEntry } from './own-entry.ts'

interface WriteOptions {
  /** Version of this program. */
  readonly version: string
  /** Where each server listens. */
  readonly urls: ServerUrls
}

/**
 * Exchanges as an HTTP Archive 1.2, such as Chromium's developer tools import. An exchange that was not answered has
 * the status 0, as there. A body that the log cut is cut here, and says so in its comment. What the format has no
 * word for is in members that begin with an underscore.
 */
export const writeHar = (records: readonly ExchangeRecord[], options: WriteOptions): string =>
  [...harPieces(records, options)].join('')

/** The same in pieces: all of a long log is longer than a text may be. */
export function* harPieces(records: readonly ExchangeRecord[], { version, urls }: WriteOptions): Generator<string> {
  yield `{\n  "log": {\n    "version": "1.2",\n    "creator": ${JSON.stringify({ name: 'Sessionscope', version })},\n    "pages": [],\n    "entries": [`
  let between = '\n'
  for (const record of records) {
    yield `${between}${JSON.stringify(entryOf(record, urls), undefined, 2)}`
    between = ',\n'
  }
  yield '\n    ]\n  }\n}\n'
}

const entryOf = (record: ExchangeRecord, urls: ServerUrls) => {
  const { requestedAt, outcome, connection } = record
  const duration = outcome.state === 'pending' ? 0 : outcome.duration
  return {
    startedDateTime: new Date(requestedAt).toISOString(),
    time: duration,
    request: requestOf(record, urls),
    response: responseOf(outcome),
    cache: {},
    timings: { send: 0, wait: duration, receive: 0, comment: 'Only the whole time was measured.' },
    ...(connection === undefined ? {} : { connection: String(connection) }),
    _sessionscope: ownOf(record, urls),
  }
}

const ownOf = (record: ExchangeRecord, urls: ServerUrls): Partial<OwnEntry> => {
  const { id, parent, from, to, target, sequence, connection, outcome, opened, saved } = record
  const isTold = addressOf(urlOf(record, urls), urls, to)?.target === target
  return {
    exchange: id,
    ...present({ parent }),
    from,
    ...(Object.hasOwn(urls, to) ? { to } : {}),
    ...(isTold ? {} : { target }),
    ...(outcome.state === 'pending' ? { isPending: true } : {}),
    ...present({ connection }),
    order: {
      requested: sequence,
      ...(outcome.state === 'pending' ? {} : { ended: outcome.sequence }),
      ...(opened === undefined ? {} : { opened: opened.sequence }),
      ...(saved === undefined ? {} : { saved: saved.sequence }),
    },
    ...present({ opened, saved }),
  }
}

const requestOf = (record: ExchangeRecord, urls: ServerUrls) => {
  const { method, target, httpVersion, headers, body } = record
  return {
    method,
    url: urlOf(record, urls),
    httpVersion: versionText(httpVersion),
    cookies: headerValues(headers, 'Cookie').flatMap((line) => line.split(/; */).map(cookiePair)),
    headers: pairsOf(headers),
    queryString: queryOf(target),
    headersSize: -1,
    bodySize: body.bytes,
    ...(body.bytes === 0 ? {} : sentBody(headers, body)),
  }
}

const versionText = (version: string): string => (version === '' ? 'unknown' : `HTTP/${version}`)

/**
 * The address that a request was for (RFC 9112 §3.3). A target that is a whole address stands for itself; that of a
 * whole server (`*`) is the server's. What may not stand in a URL is escaped.
 */
const urlOf = ({ to, target }: ExchangeRecord, urls: ServerUrls): string => {
  if (/^(https?|wss?):\/\//i.test(target)) return escaped(target)
  const origin = urls[to]?.replace(/\/$/, '') ?? `http://${to.replace(/^host:/, '')}`
  return target.startsWith('/') ? `${origin}${escaped(target)}` : `${origin}/`
}

const escaped = (target: string): string =>
  octetsOf(target).replace(
    /%(?![\da-f]{2})|[^\w\-.~!$&'()*+,;=:@%/?]/gi,
    (octet) => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )

// The format has no encoding for what is sent: bytes that are no text are in a member of their own, as other programs
// do.
const sentBody = (headers: HeaderList, body: Body) => {
  const mimeType = headerValue(headers, 'Content-Type') ?? ''
  const cut = body.truncated ? { _bytes: body.bytes, comment: cutComment(body) } : {}
  if (body.encoding === 'utf8') return { postData: { mimeType, text: body.text, ...cut } }
  return {
    postData: { mimeType, text: '', comment: 'The body is no text: its bytes are in _content.' },
    _content: { size: body.bytes, mimeType, text: body.text, encoding: 'base64' },
  }
}

const responseOf = (outcome: ExchangeOutcome) => {
  if (outcome.state !== 'answered')
    return { ...noResponse, _error: outcome.state === 'failed' ? outcome.problem : 'no answer yet' }
  const { status, reason, httpVersion = '1.1', headers, body } = outcome
  return {
    status,
    statusText: reason,
    httpVersion: versionText(httpVersion),
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
  // Without a text, a length says that the body is not here.
  ...(body.text === '' && body.bytes > 0 ? {} : { text: body.text }),
  ...(body.encoding === 'base64' ? { encoding: 'base64' } : {}),
  ...(body.truncated ? { comment: cutComment(body) } : {}),
})

const cutComment = (body: Body): string => `Only the first ${keptBytes(body)} of ${body.bytes} bytes were kept.`

const keptBytes = ({ encoding, text }: Body): number => (encoding === 'base64' ? atob(text).length : byteLength(text))

const pairsOf = (headers: HeaderList) => headers.map(([name, value]) => ({ name, value }))

const cookiePair = (pair: string) => {
  const equals = pair.indexOf('=')
  return equals < 0 ? { name: '', value: pair } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) }
}

const setCookieOf = (line: string) => {
  const cookie = parseSetCookie(line)
  // Of equal attributes the last one counts (RFC 6265bis §5.7).
  const value = (name: string): string | undefined =>
    cookie.attributes.findLast((attribute) => attribute.name.toLowerCase() === name)?.value
  const [path, domain, sameSite] = [value('path'), value('domain'), value('samesite')]
  return {
    name: cookie.name,
    value: cookie.value,
    ...present({ path, domain }),
    httpOnly: hasAttribute(cookie, 'http-only'),
    secure: hasAttribute(cookie, 'secure'),
    ...present({ sameSite }),
  }
}

const queryOf = (target: string) => {
  const query = target.split('?').slice(1).join('?')
  return query === ''
    ? []
    : query.split('&').map((part) => {
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
