import fc from 'fast-check'
import type { Delivery } from './deliver.ts'

// Odd HTTP: what is nearly right, put together from what parsers are known to trip over, then damaged.

const long = (length: number): string => 'x'.repeat(length)

const methods = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('GET', 'POST') },
  { weight: 3, arbitrary: fc.constantFrom('HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT') },
  { weight: 1, arbitrary: fc.constantFrom('get', 'PRI', 'G ET', '', 'GET\t', long(300), 'M-SEARCH', 'É', '\u0000') },
)

const paths = [
  '/',
  '/reset',
  '/favicon.ico',
  '/foo',
  '/a/b',
  '//',
  '/?prefix=f',
  '/operations/log.clear',
  '/operations/entries.dump',
  '/index.html',
]

const oddTargets = [
  '*',
  'localhost:80',
  'http://localhost/',
  'http://evil.example/reset',
  'http://',
  'http://[::1',
  'https://localhost/',
  'ftp://x/',
  '',
  '?',
  '#',
  '/#a',
  '/%',
  '/%zz',
  '/%00',
  '/%ED%A0%80',
  '/%ED%B0%80x',
  '/%C0%AF',
  '/%F5%80%80%80',
  '/%E2%82',
  '/..%2f..%2fetc/passwd',
  '/../../etc/passwd',
  '/\\..\\',
  '/?prefix=%ED%A0%80',
  '/?prefix=%',
  '/?prefix=a&prefix=b',
  '/?',
  '/?%00',
  '/a b',
  '/a\tb',
  '/é',
  '/\u0000',
  '/\u0080\u00ff',
  '/__proto__',
  '/constructor',
  '/operations/__proto__',
  '/operations/toString',
  '/operations/%ED%A0%80',
  '/operations/',
  '/observations/..',
  `/${long(1_025)}`,
  `/${long(8_000)}`,
  `/${long(20_000)}`,
]

const targets = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...paths) },
  { weight: 4, arbitrary: fc.constantFrom(...oddTargets) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `/${text}`) },
)

const versions = fc.oneof(
  { weight: 9, arbitrary: fc.constant('HTTP/1.1') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'HTTP/1.0',
      'HTTP/0.9',
      'HTTP/2.0',
      'HTTP/1.2',
      'HTTP/1.1 ',
      'http/1.1',
      'HTTP/11',
      'ICE/1.0',
      '',
    ),
  },
)

const hosts = [
  'Host: localhost',
  'Host: 127.0.0.1:80',
  'Host: [::1]',
  'Host: evil.example',
  'Host: ',
  'Host: localhost:99999',
  'Host: [::1',
  'Host: a b',
  'Host: localhost@evil.example',
  'host:LOCALHOST',
  'Host: localhost\r\nHost: localhost',
]

const uuid = '123e4567-e89b-42d3-a456-426614174000'

const oddHeaders = [
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: +5',
  'Content-Length: 5, 5',
  'Content-Length: 0x5',
  'Content-Length: 5 ',
  'Content-Length:',
  'Content-Length: 99999999999999999999',
  'Content-Length: 2000000',
  'Content-Length : 5',
  'Content-Length: 5\r\nContent-Length: 5',
  'Content-Length: 5\r\nContent-Length: 6',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: CHUNKED',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: identity',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: \u000bchunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding:\r\n chunked',
  'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
  'Expect: 100-continue',
  'Expect: 200-ok',
  'Connection: close',
  'Connection: keep-alive',
  'Connection: Upgrade\r\nUpgrade: websocket',
  'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__',
  'Keep-Alive: timeout=0',
  'TE: trailers',
  'Trailer: Content-Length',
  'Content-Type: application/json',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Type: multipart/form-data',
  'Content-Type: multipart/form-data; boundary=x',
  'Content-Type: multipart/form-data; boundary=',
  'Content-Type: text/plain',
  'Content-Type: application/json; charset=utf-7',
  'Content-Type: ;',
  'Content-Encoding: gzip',
  'Content-Encoding: nonsense',
  `Cookie: session=${uuid}`,
  'Cookie: session=eyJjb3VudCI6MX0.ZVPxAA.uzkRGtt3vM3PT0BQbIMZzrpbpfg',
  'Cookie: session=.eJw.a.b',
  'Cookie: session=j:{"a":1}',
  'Cookie: session="',
  'Cookie: session=%',
  'Cookie: session=..',
  'Cookie: session=__proto__',
  'Cookie: __proto__=1; session=a/b',
  'Cookie: ;;;=;',
  'Cookie: session',
  `Cookie: session=${long(9_000)}`,
  'Cookie: session=\u00ff\u0080',
  'Cookie: session=a\r\nCookie: session=b',
  'If-Match: *',
  'If-Match: "x"',
  'If-Match: x',
  'If-Match: "',
  'If-None-Match: *',
  'If-None-Match: W/"a", "b",',
  `If-None-Match: ${',"a"'.repeat(2_000)}`,
  'TTL: 0',
  'TTL: -1',
  'TTL: 99999999999999999999',
  'TTL: 1e3',
  'TTL: x',
  'Range: bytes=0-',
  'Range: bytes=-1,0-,5-1',
  'Accept-Encoding: gzip',
  'If-Modified-Since: x',
  'Origin: null',
  'Origin: http://localhost',
  'Origin: http://evil.example',
  'Origin: http://[',
  'Authorization: Bearer x',
  'Last-Event-ID: x',
  'traceparent: 00-0-0-00',
  `traceparent: 00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  'User-Agent: Sessionscope-browser-a',
  `User-Agent: ${long(4_000)}`,
  ': no name',
  'no colon',
  'X-Nul: a\u0000b',
  'X-Bare: a\rb',
  'X-Line: a\nb',
  ' X-Folded: a',
  'X-Fold: a\r\n b',
  'X Y: a',
  'X-É: é',
  `X-Long: ${long(17_000)}`,
  Array.from({ length: 2_500 }, (_, n) => `A${n}:`).join('\r\n'),
]

const chunked = fc.constantFrom(
  '0\r\n\r\n',
  '5\r\nhello\r\n0\r\n\r\n',
  '5;ext=1\r\nhello\r\n0\r\n\r\n',
  '5;ext="\r\n"\r\nhello\r\n0\r\n\r\n',
  '5\nhello\n0\n\n',
  '5\r\nhelloX0\r\n\r\n',
  '-5\r\nhello\r\n0\r\n\r\n',
  '0x5\r\nhello\r\n0\r\n\r\n',
  ' 5\r\nhello\r\n0\r\n\r\n',
  'FFFFFFFFFFFFFFFFF\r\nhello',
  'fffffff\r\nhello',
  '5\r\nhel',
  '0\r\nX-Trailer: 1\r\n\r\n',
  '0\r\nContent-Length: 5\r\n\r\n',
  `5;${long(20_000)}\r\nhello\r\n0\r\n\r\n`,
  '\r\n',
  'x\r\n',
  '2\r\n{}\r\n0\r\n\r\n',
)

const bodies = fc.oneof(
  fc.constant(''),
  chunked,
  fc.constantFrom(
    '{"foo":"bar"}',
    '{"a":1,"a":2}',
    '{"__proto__":1}',
    '[1]',
    '"x"',
    'null',
    '{',
    '{"\\ud800":1}',
    '{"a":"\\ud800"}',
    '\u00ef\u00bb\u00bf{}',
    '{"a":1e999}',
    '{"":1}',
    `{"${long(1_100)}":1}`,
    '['.repeat(3_000),
    `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  ),
  fc.constantFrom(
    'foo=bar',
    'foo=%',
    'foo=%ED%A0%80',
    '=&=',
    '&&',
    'a=1&a=2',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
    '--x\r\n\r\n',
    '--x--',
    'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n',
  ),
  fc.json({ maxDepth: 3 }),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
)

const lineEnds = fc.oneof(
  { weight: 20, arbitrary: fc.constant('\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\r\r\n') },
)

/** How a request says the length of its body. */
const framings = fc.oneof(
  { weight: 4, arbitrary: fc.constant('length' as const) },
  { weight: 1, arbitrary: fc.constantFrom('chunked' as const, 'none' as const) },
)

const request = fc
  .record({
    method: methods,
    target: targets,
    version: versions,
    body: bodies,
    framing: framings,
    lineEnd: lineEnds,
    host: fc.oneof(
      { weight: 5, arbitrary: fc.constant('Host: localhost') },
      { weight: 2, arbitrary: fc.constantFrom(...hosts) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    headers: fc.oneof(
      { weight: 3, arbitrary: fc.subarray(oddHeaders, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 2 }) },
    ),
  })
  .map(({ method, target, version, body, framing, lineEnd, host, headers }) => {
    const length =
      framing === 'length' && body !== ''
        ? [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`]
        : framing === 'chunked'
          ? ['Transfer-Encoding: chunked']
          : []
    return [
      `${method} ${target} ${version}`,
      ...(host === undefined ? [] : [host]),
      ...headers,
      ...length,
      '',
      body,
    ].join(lineEnd)
  })

type Damage = (text: string) => string

const damage: fc.Arbitrary<Damage> = fc
  .tuple(
    fc.constantFrom('cut', 'insert', 'change', 'repeat', 'drop'),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom('\u0000', '\r', '\n', '\r\n', ' ', ':', '\u00ff', '\u007f', '%', '\r\n\r\n'),
  )
  .map(([how, where, character]) => (text) => {
    const at = Math.floor(where * text.length)
    if (how === 'cut') return text.slice(0, at)
    if (how === 'insert') return text.slice(0, at) + character + text.slice(at)
    if (how === 'change') return text.slice(0, at) + character + text.slice(at + character.length)
    if (how === 'repeat') return text.slice(0, at) + text.slice(Math.max(0, at - 20))
    return text.slice(0, at) + text.slice(at + 20)
  })

const rawBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'))

/** All that is sent on one connection: a request, several in a row, damaged or not, or no HTTP at all. */
const conversation = fc.oneof(
  { weight: 12, arbitrary: request },
  { weight: 4, arbitrary: fc.array(request, { minLength: 2, maxLength: 5 }).map((all) => all.join('')) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(request, { minLength: 1, maxLength: 2 }), fc.array(damage, { minLength: 1, maxLength: 3 }))
      .map(([all, damages]) => damages.reduce((text, apply) => apply(text), all.join(''))),
  },
  { weight: 1, arbitrary: rawBytes },
)

/** One connection to a server, from its first byte to its last. */
export const anyDelivery: fc.Arbitrary<Delivery> = fc.record({
  text: conversation,
  cuts: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }) },
  ),
  pause: fc.integer({ min: 0, max: 20 }),
  then: fc.oneof(
    { weight: 12, arbitrary: fc.constant('end-when-answered' as const) },
    { weight: 2, arbitrary: fc.constant('end-at-once' as const) },
    { weight: 1, arbitrary: fc.constant('reset' as const) },
  ),
})
