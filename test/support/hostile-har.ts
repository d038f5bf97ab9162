// Files that nobody writes by accident. Each is made when it is opened: some are as long as a file may be.

type Entry = Readonly<Record<string, unknown>>

const request = {
  method: 'GET',
  url: 'http://localhost:5000/',
  httpVersion: 'HTTP/1.1',
  headers: [{ name: 'Host', value: 'localhost:5000' }],
}
const response = {
  status: 200,
  statusText: 'OK',
  httpVersion: 'HTTP/1.1',
  headers: [{ name: 'Content-Type', value: 'text/html' }],
  content: { size: 2, text: 'ok' },
}
const plain: Entry = { startedDateTime: '2026-11-30T12:00:00.000Z', time: 1, request, response }

const archive = (...entries: readonly unknown[]): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries } })
const asking = (change: Entry): string => archive(plain, { ...plain, request: { ...request, ...change } })
const answering = (change: Entry): string => archive(plain, { ...plain, response: { ...response, ...change } })
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const injection = `'; touch PWNED; $(touch PWNED) \`touch PWNED\` | touch PWNED\n touch PWNED\r\n\0\u0003\u001b[201~"; process.exit(1)//`
const times = <T>(count: number, value: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => value(index))
const html = (text: string): string => answering({ content: { size: 1, text } })
const setCookie = (value: string): string =>
  archive({
    ...plain,
    response: { ...response, headers: [{ name: 'Set-Cookie', value }] },
    _sessionscope: { exchange: 1, from: 'browser-a', to: 'counter' },
  })

/** Hostile files by name; each must open, or be refused in words, in bounded time and memory. */
export const hostileFiles: Readonly<Record<string, () => string>> = {
  nothing: () => '',
  'not JSON': () => '<html>',
  'the first half of a file': () => archive(plain, plain).slice(0, 200),
  'cut within an escape': () => '{"log":{"entries":[{"request":{"method":"\\u00',
  null: () => 'null',
  'a list of logs': () => `[${archive(plain)}]`,
  'entries that are an object': () => '{"log":{"entries":{"0":{}}}}',
  'a log that is text': () => JSON.stringify({ log: archive(plain) }),
  'nothing in lists, deep': () => nested(20_000_000),
  'nothing in lists, deep, within an entry': () => `{"log":{"entries":[${nested(1_000)}]}}`,
  'nothing in lists, as deep as may be, as a header': () =>
    `{"log":{"entries":[{"request":{"method":"GET","url":"http://x/","headers":[{"name":"X","value":${nested(400)}}]},"response":{"status":200}}]}}`,
  'objects in objects, deep': () => `${'{"a":'.repeat(5_000_000)}1${'}'.repeat(5_000_000)}`,
  'a comment in comments, deep': () => `{"log":{"_a":${nested(600)},"entries":[]}}`,
  'millions of empty entries': () => `{"log":{"entries":[${'{},'.repeat(15_000_000)}{}]}}`,
  'a million empty entries': () => `{"log":{"entries":[${'{},'.repeat(900_000)}{}]}}`,
  'millions of numbers': () => `{"log":{"entries":[${'1,'.repeat(20_000_000)}1]}}`,
  'a string of sixty million characters': () => asking({ url: `http://localhost:5000/${'a'.repeat(60_000_000)}` }),
  'a string longer than a file may be': () => `{"log":{"entries":[],"x":"${'a'.repeat(70_000_000)}"}}`,
  'a value of ten million quotes': () => asking({ headers: [{ name: 'X', value: '"'.repeat(10_000_000) }] }),
  'a value of ten million backslashes': () => asking({ headers: [{ name: 'X', value: '\\'.repeat(10_000_000) }] }),
  'a body of thirty million characters': () => html('é'.repeat(30_000_000)),
  'a body of base64, forty million': () =>
    answering({ content: { size: 1, encoding: 'base64', text: 'QUJD'.repeat(10_000_000) } }),
  'base64 that is only padding': () =>
    answering({ content: { size: 1, encoding: 'base64', text: '='.repeat(5_000_000) } }),
  'base64 that is not': () => answering({ content: { size: 1, encoding: 'base64', text: '%%%%\ud800' } }),
  'headings without an end': () => html('<h1>'.repeat(16_000)),
  'tags without an end': () => html(`<h1>${'<'.repeat(60_000)}</h1>`),
  'headings that are never opened': () => html('<h1'.repeat(21_000)),
  'an entity named like a member of all objects': () => html('<h1>&constructor;&__proto__;</h1>'),
  'a hundred thousand headers': () =>
    asking({ headers: times(100_000, (index) => ({ name: `X-${index}`, value: 'y' })) }),
  'a header of line breaks': () => answering({ headers: [{ name: 'Set-Cookie', value: '\n'.repeat(60_000) }] }),
  'ten thousand Set-Cookie in one': () =>
    answering({ headers: [{ name: 'Set-Cookie', value: times(10_000, (index) => `a${index}=b`).join('\n') }] }),
  'twenty thousand exchanges': () => archive(...times(20_000, () => plain)),
  'a thousand parameters of a form': () =>
    asking({ postData: { mimeType: 'x', params: times(100_000, (index) => ({ name: index, value: null })) } }),
  'names of members that all objects have': () =>
    '{"log":{"entries":[{"__proto__":{"request":1},"constructor":1,"toString":1,"request":{"method":"GET","url":"http://x/","__proto__":{"headers":[]},"headers":[{"name":"__proto__","value":"1"},{"name":"constructor","value":"2"}]},"response":{"status":200,"__proto__":null}}]},"__proto__":{"log":1}}',
  'headers as an object with odd names': () =>
    '{"log":{"entries":[{"request":{"method":"GET","url":"http://x/","headers":{"__proto__":"1","constructor":"2","length":"3"}},"response":{"status":200}}]}}',
  'keys that come twice': () =>
    '{"log":{"entries":[1]},"log":{"entries":[],"entries":[{"request":{"method":"A B","method":"GET","url":"x","url":"http://x/"},"response":{"status":1,"status":200}}]}}',
  'wrong types everywhere': () =>
    archive(
      1,
      'x',
      null,
      [],
      true,
      {},
      { request: 1, response: 2 },
      { request: [], response: [] },
      {
        request: { method: {}, url: [], headers: 7, postData: [], cookies: 'x' },
        response: { status: {}, headers: {}, content: 'x', cookies: {} },
        timings: 'x',
        time: [],
        startedDateTime: {},
      },
    ),
  'wrong types within lists': () =>
    archive({
      ...plain,
      request: {
        ...request,
        headers: [1, null, 'x', [], {}, { name: {} }, { name: 'X' }, { name: 'Y', value: { a: [1] } }],
        cookies: [null],
        postData: { params: [null, 1, {}] },
      },
    }),
  'huge numbers': () =>
    archive({
      ...plain,
      time: 1e308,
      startedDateTime: 1e308,
      timings: { wait: 1e308, send: -1e308 },
      response: { ...response, status: 1e308, content: { size: 1e308, text: 'x' } },
      request: { ...request, bodySize: 1e308 },
    }),
  'numbers beyond all': () =>
    '{"log":{"entries":[{"time":1e999,"startedDateTime":-1e999,"request":{"method":"GET","url":"http://x/","bodySize":1e999},"response":{"status":200,"content":{"size":9007199254740993}}}]}}',
  'numbers of the lab’s own that are huge': () =>
    archive({
      ...plain,
      _sessionscope: {
        exchange: 1e308,
        parent: -1,
        from: 'client:x',
        to: 'kv',
        connection: 1e308,
        order: { requested: 1e308 },
      },
    }),
  'sessions of the lab’s own that are none': () =>
    archive({
      ...plain,
      _sessionscope: {
        exchange: 1,
        opened: { mode: 'x', outcome: [] },
        saved: { setCookie: {} },
        from: 'host:x',
        target: 7,
      },
    }),
  'an exchange that is its own parent': () =>
    archive(
      { ...plain, _sessionscope: { exchange: 1, parent: 1 } },
      { ...plain, _sessionscope: { exchange: 1, parent: 1 } },
      { ...plain, _sessionscope: { exchange: 2, parent: 3 } },
      { ...plain, _sessionscope: { exchange: 3, parent: 2 } },
    ),
  'a chain of ten thousand parents': () =>
    archive(...times(10_000, (index) => ({ ...plain, _sessionscope: { exchange: index + 1, parent: index } }))),
  'dates of every wrong kind': () =>
    archive(
      ...[
        '',
        'x',
        'Invalid Date',
        '0000-00-00T00:00:00Z',
        '+275760-09-13T00:00:00.001Z',
        '-000001-01-01T00:00:00Z',
        '9'.repeat(400),
        '2026-13-45T99:99:99+99:99',
        null,
        {},
        [],
        -1,
      ].map((startedDateTime) => ({ ...plain, startedDateTime })),
    ),
  'addresses of every wrong kind': () =>
    archive(
      ...[
        '',
        '/',
        '//',
        'x',
        'http://',
        'http:///x',
        'http://[',
        'http://[::1',
        'http://a b/',
        'http://%00/',
        'http://x:99999/',
        'javascript:alert(1)',
        'file:///etc/passwd',
        'data:,x',
        'http://x\\y/',
        'HTTP://X/\n',
        'http://@/',
        'http://\ud800/',
        `http://${'a.'.repeat(100_000)}/`,
      ].map((url) => ({ ...plain, request: { ...request, url } })),
    ),
  'commands in the method': () => asking({ method: injection }),
  'commands in the address': () => asking({ url: `http://localhost:5000/${injection}` }),
  'commands in the host': () => asking({ url: `http://${injection}/` }),
  'commands in a header’s name': () =>
    asking({
      headers: [
        { name: injection, value: 'x' },
        { name: `X'$(touch\u00a0PWNED)`, value: 'x' },
      ],
    }),
  'commands in a header’s value': () =>
    asking({
      headers: [
        { name: 'X', value: injection },
        { name: 'Cookie', value: injection },
      ],
    }),
  'commands in a body': () => asking({ method: 'POST', postData: { mimeType: injection, text: injection } }),
  'commands in a form': () =>
    asking({
      method: 'POST',
      postData: {
        mimeType: `multipart/form-data; boundary="${injection}"`,
        params: [{ name: injection, value: injection, fileName: injection, contentType: injection }],
      },
    }),
  'commands in the version': () => asking({ httpVersion: injection }),
  'commands in what the lab wrote': () =>
    archive({
      ...plain,
      _sessionscope: { exchange: 1, from: `client:${injection}`, to: 'counter', target: injection },
    }),
  'control characters everywhere': () =>
    archive({
      ...plain,
      request: {
        ...request,
        url: 'http://localhost:5000/\0\x1b',
        headers: [{ name: 'X', value: '\0\x1b\u202e\ufffe' }],
      },
      response: { ...response, statusText: '\0\x1b\r\n', headers: [{ name: 'Location', value: '\r\n\0' }] },
    }),
  'halves of surrogate pairs': () =>
    '{"log":{"entries":[{"request":{"method":"POST","url":"http://localhost:5000/\\ud800","headers":[{"name":"X","value":"\\udc00"}],"postData":{"text":"\\ud800","params":[{"name":"\\ud800"}]}},"response":{"status":200,"content":{"text":"<h1>\\udfff</h1>"}}}]}}',
  'a cookie that lives beyond all dates': () =>
    setCookie('session=x; Max-Age=99999999999999999999; Expires=Fri, 31 Dec 275761 23:59:59 GMT'),
  'a cookie signed beyond all dates': () => setCookie(`session=e30.___________.${'a'.repeat(27)}`),
  'a cookie of attributes': () => setCookie(`a=b${'; Path=/'.repeat(7_000)}`),
  'a cookie with nothing': () => setCookie(';;;;=;;'),
}
