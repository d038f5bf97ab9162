import fc from 'fast-check'

// Requests and answers whose ends are hard to find: right ones, nearly right ones, damaged ones, in a row and cut anywhere.

const ends = fc.oneof(
  { weight: 30, arbitrary: fc.constant('\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\r\r\n') },
)

const fields = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'Host: localhost',
      'X-A: 1',
      'x-a:2',
      'X-Empty:',
      'X-Latin: caf\xe9\xff',
      'X-Blanks: \t a  b \t',
      'Cookie: a=b; c="d"',
      'Connection: keep-alive',
      'Accept: */*',
      'X-Folded: one\r\n two',
      'Connection: close',
      'Trailer: X-Sum',
      'TE: trailers',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'Content-Length: 0',
      'Content-Length: 3',
      'content-length: 3 ',
      'Content-Length: 5',
      'Content-Length: 03',
      'Content-Length: 3, 3',
      'Content-Length: +3',
      'Content-Length: -1',
      'Content-Length: 0x3',
      'Content-Length: 99999999999999999999',
      'Content-Length:',
      'Content-Length: 3\r\n 4',
      'Content-Length : 3',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'Transfer-Encoding: chunked',
      // Not with a tab behind it: Node takes that for a part of the name, Chromium and RFC 9110 §5.6.3 do not.
      'transfer-encoding:CHUNKED ',
      'Transfer-Encoding: gzip, chunked',
      'Transfer-Encoding: chunked, gzip',
      'Transfer-Encoding: chunked, chunked',
      'Transfer-Encoding: xchunked',
      'Transfer-Encoding: identity',
      'Transfer-Encoding: ',
      'Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked',
      'Transfer-Encoding:\r\n chunked',
      'Transfer-Encoding: chunked;q=1',
      'Transfer-Encoding: "chunked"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'no colon',
      ': no name',
      'X\x00: 1',
      'X: a\x00b',
      'X: a\rb',
      ' first folded',
      'X Y: 1',
      '\xe9: 1',
      'X: \x7f',
    ),
  },
)

const size = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('3', '3;a=b', '03', '3;a="b c"') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '3 ',
      ' 3',
      '+3',
      '0x3',
      '3;\t',
      '',
      'g',
      '-3',
      '3 ;a',
      'FFFFFFFFFFFFFFFF',
      '3;a\rb',
      '3;a\nb',
    ),
  },
)

const chunks = fc
  .tuple(
    fc.array(fc.tuple(size, ends, ends), { maxLength: 3 }),
    fc.constantFrom('0', '0', '0', '00', '0;last'),
    fc.constantFrom('', '', 'X-Sum: 1\r\n', 'no trailer\r\n'),
    ends,
  )
  .map(
    ([all, last, trailer, end]) =>
      `${all.map(([length, one, two]) => `${length}${one}abc${two}`).join('')}${last}\r\n${trailer}${end}`,
  )

const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: fc.constantFrom('abc', 'hello', 'ab', '\x00\xff\r\n\r\n') },
  { weight: 4, arbitrary: chunks },
)

const messageOf = (start: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(start, ends, fc.array(fc.tuple(fields, ends), { maxLength: 4 }), ends, body)
    .map(
      ([line, end, lines, last, rest]) =>
        `${line}${end}${lines.map(([field, one]) => field + one).join('')}${last}${rest}`,
    )

const requestLine = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
        fc.constantFrom('/', '/a?b=c', '/caf\xe9', '*', 'http://x/'),
        fc.constantFrom('1.1', '1.1', '1.1', '1.0'),
      )
      .map(([method, target, version]) => `${method} ${target} HTTP/${version}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'get / HTTP/1.1',
      'GET  / HTTP/1.1',
      'GET / HTTP/1.2',
      'GET / HTTP/2.0',
      'GET /',
      'GET / http/1.1',
      'PRI * HTTP/2.0',
      'GET / HTTP/1.1 ',
      'GET\t/ HTTP/1.1',
      'GET /a b HTTP/1.1',
      '\x16\x03\x01\x00',
    ),
  },
)

const statusLine = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.constantFrom('1.1', '1.1', '1.1', '1.0'),
        fc.constantFrom('200', '404', '302', '500', '204', '304'),
        fc.constantFrom(' OK', ' ', '', ' caf\xe9 \t'),
      )
      .map(([version, status, reason]) => `HTTP/${version} ${status}${reason}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'HTTP/1.1 20 OK',
      'HTTP/1.1  200 OK',
      'ICY 200 OK',
      'HTTP/2 200',
      'http/1.1 200 OK',
      'HTTP/1.1 2000 OK',
      'hello',
    ),
  },
)

const damaged = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: text },
    {
      weight: 2,
      arbitrary: fc
        .tuple(text, fc.nat(), fc.constantFrom('', '\r', '\n', '\x00', ' ', ':', '0', '\xff'), fc.nat({ max: 2 }))
        .map(([whole, where, piece, gone]) => {
          const at = where % (whole.length + 1)
          return whole.slice(0, at) + piece + whole.slice(at + gone)
        }),
    },
  )

const asBytes = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Requests in a row. */
export const anyRequests: fc.Arbitrary<Buffer> = damaged(
  fc.array(messageOf(requestLine), { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
).map(asBytes)

/** One answer, and perhaps what does not belong to it. */
export const anyAnswer: fc.Arbitrary<Buffer> = damaged(messageOf(statusLine)).map(asBytes)

/** Where bytes are cut. */
export const anyCuts: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.constant([]),
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
)

/** The same bytes in pieces of these lengths, over and over. */
export const cutBy = (bytes: Buffer, lengths: readonly number[]): Buffer[] => {
  const pieces: Buffer[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? bytes.length
    pieces.push(bytes.subarray(at, at + length))
    at += length
  }
  return pieces
}
