const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Requests as clients and tinkerers send them; `HOST` stands for the place. */
const requests: readonly string[] = [
  'GET / HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET /a?b=c%20d#e HTTP/1.1\r\nhost:HOST\r\nX-Empty:\r\nx-EMPTY: \r\nX-Blanks:   a  b\t \r\n\r\n',
  'GET /caf\xe9?q=\xfc HTTP/1.1\r\nHost: HOST\r\nX-Latin: caf\xe9\r\nCookie: a=1; b=\xff\r\n\r\n',
  'POST /form HTTP/1.1\r\nHost: HOST\r\nContent-Length: 11\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na=1&b=\xe4&c=3',
  'POST /chunks HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3;ext="1"\r\nabc\r\nA \r\n0123456789\r\n0\r\nX-Sum: 13\r\n\r\n',
  'HEAD /head HTTP/1.1\r\nHost: HOST\r\nAccept: */*\r\naccept: text/html\r\nACCEPT: x\r\n\r\n',
  'DELETE /it HTTP/1.0\r\nHost: HOST\r\nConnection: Keep-Alive\r\n\r\n',
  'OPTIONS /o HTTP/1.1\r\nHost: HOST\r\nX-Folded: one\r\n two\r\n\tthree\r\n\r\n',
  'PROPFIND /dav HTTP/1.1\r\nHost: HOST\r\nTE: trailers, deflate\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n',
  'POST /twice HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello',
  `PUT /big HTTP/1.1\r\nHost: HOST\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`,
  `GET /long HTTP/1.1\r\nHost: HOST\r\nCookie: ${'c'.repeat(9_000)}\r\n\r\n`,
  'GET /ws HTTP/1.1\r\nHost: HOST\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  'GET /one HTTP/1.1\r\nHost: HOST\r\nX-Name : blank before the colon\r\n\r\n',
]

/** The same for those that have no whole URL, or are more than one. */
const tunnelled: readonly string[] = [
  'GET /1 HTTP/1.1\r\nHost: HOST\r\n\r\nPOST /2 HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\n\r\nokGET /3 HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET /bare HTTP/1.1\nHost: HOST\n\n',
  '\r\n\r\nGET /after HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'POST /both HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /bad HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
  '\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n',
]

const answers: readonly string[] = [
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
  'HTTP/1.1 200 \r\nSet-Cookie: a=1\r\nSET-cookie:  b="\xe9" ; Path=/ \r\nset-cookie: c=3\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n\r\n5;x=y\r\nhello\r\n6\r\n w\xf6rld\r\n0\r\nX-End: yes\r\n\r\n',
  'HTTP/1.0 200 Fine, thanks\r\nServer: old\r\n\r\nuntil the end',
  'HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 3\r\n\r\nbye',
  'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello',
  'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n',
  `HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n${'\x00\xff'.repeat(150_000)}`,
  'HTTP/1.1 200 OK\nX: bare\n\nrest',
  'this is no HTTP at all',
  'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncut off',
]

interface OddExchange {
  readonly request: Buffer
  readonly answer: Buffer
  /** It can be asked of a proxy by its whole URL. */
  readonly hasUrl: boolean
}

/** Every odd request with several odd answers. */
export const oddExchanges = (host: string): OddExchange[] =>
  [...requests, ...tunnelled].flatMap((request, index) =>
    answers.map((answer) => ({
      request: latin1(request.replaceAll('HOST', host)),
      answer: latin1(answer),
      hasUrl: index < requests.length && !request.includes('/twice') && !request.includes('X-Name :'),
    })),
  )
