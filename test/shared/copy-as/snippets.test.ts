import { describe, expect, it, onTestFinished } from 'vitest'
import { snippetRequest } from '../../../src/shared/copy-as/snippet-request.ts'
import { snippetKinds, snippetOf } from '../../../src/shared/copy-as/snippets.ts'
import { emptyBody } from '../../../src/shared/stream/body.ts'
import { run } from '../../e2e/support/run-program.ts'
import { isKnown, mustRefuse, oddRequests } from '../../support/odd-requests.ts'
import { listenRaw } from '../../support/raw-recorder.ts'
import { asObserved, faultsOf, isHere } from '../../support/run-snippets.ts'

const origin = 'http://localhost:5000'
const plain = { method: 'GET', target: '/', headers: [], body: '' }
const problemOf = (request: Partial<Parameters<typeof snippetRequest>[0]>) =>
  snippetKinds.map((kind) => snippetOf(kind, snippetRequest({ ...plain, ...request }, origin)))

describe.each(snippetKinds)('%s', (kind) => {
  it('says of which requests it cannot send the same bytes, and of no others', () => {
    const refused = oddRequests.filter(
      (request) =>
        !snippetOf(kind, snippetRequest({ ...request, headers: asObserved(request.headers), body: '' }, origin)).ok ||
        !written(request).ok,
    )
    expect(refused.map(({ name }) => name)).toEqual(
      oddRequests.filter((request) => mustRefuse(request, kind)).map(({ name }) => name),
    )
  })

  const written = ({ body, ...request }: (typeof oddRequests)[number]) =>
    snippetOf(
      kind,
      snippetRequest(
        {
          ...request,
          headers: asObserved(request.headers),
          body: { encoding: 'base64', text: body.toString('base64'), bytes: body.length, truncated: false },
        },
        origin,
      ),
    )

  // All of them, and others that nobody thought of: npm run fuzz -- copy-as.
  it.skipIf(!isHere(kind))(
    'sends the same bytes of those that were wrong once, run for real',
    { timeout: 300_000 },
    async () => {
      expect(await faultsOf(kind, oddRequests.filter(isKnown))).toEqual([])
    },
  )
})

describe('what no program can send', () => {
  it.each([
    ['a method that is none', { method: 'GET http://127.0.0.1:9/; touch PWNED; #' }, { kind: 'method' }],
    ['a method of two lines', { method: 'GET\ntouch PWNED' }, { kind: 'method' }],
    ['no method', { method: '' }, { kind: 'method' }],
    [
      'a header name that is none',
      { headers: [['X; touch PWNED', '1']] as const },
      { kind: 'header', header: 'X; touch PWNED' },
    ],
    ['a pseudo-header', { headers: [[':path', '/']] as const }, { kind: 'header', header: ':path' }],
    ['a value of two lines', { headers: [['X', '1\r\nInjected: 2']] as const }, { kind: 'header', header: 'X' }],
    ['a value with NUL', { headers: [['X', 'a\0']] as const }, { kind: 'header', header: 'X' }],
    ['a target of two words', { target: '/ HTTP/1.1' }, { kind: 'characters' }],
    ['a target of two lines', { target: '/\n' }, { kind: 'characters' }],
    [
      'two hosts',
      {
        headers: [
          ['Host', 'a'],
          ['Host', 'b'],
        ] as const,
      },
      { kind: 'repeated', header: 'Host' },
    ],
    ['a body that was cut', { body: { ...emptyBody, text: 'a', bytes: 2, truncated: true } }, { kind: 'cut-body' }],
    ['a WebSocket', { headers: [['Upgrade', 'websocket']] as const }, { kind: 'web-socket' }],
    ['a line longer than an argument may be', { target: `/${'a'.repeat(40_000)}` }, { kind: 'too-long' }],
  ])('is refused by all: %s', (_name, request, problem) => {
    expect(problemOf(request)).toEqual(snippetKinds.map(() => ({ ok: false, failure: problem })))
  })
})

describe('a request that is written out', () => {
  it('leaves to the program who sends, and says so', () => {
    const { headers, leftOut } = snippetRequest(
      {
        ...plain,
        headers: [
          ['Host', 'localhost:5000'],
          ['User-Agent', 'x'],
          ['Accept-Encoding', 'br'],
          ['Content-Length', '0'],
          ['X', '1'],
        ],
      },
      origin,
    )
    expect(headers).toEqual([['X', '1']])
    expect(leftOut).toEqual(['User-Agent', 'Accept-Encoding', 'Content-Length'])
  })

  it('goes to this machine by the name that the request was for', () => {
    for (const host of ['127.0.0.1:5000', '[::1]:5000']) {
      expect(snippetRequest({ ...plain, headers: [['Host', host]] }, origin)).toMatchObject({
        origin: `http://${host}`,
        headers: [],
      })
    }
    for (const host of ['127.0.0.1:5001', 'app.example', 'localhost']) {
      expect(snippetRequest({ ...plain, headers: [['Host', host]] }, origin)).toMatchObject({
        origin,
        headers: [['Host', host]],
      })
    }
  })

  it('has the pieces of a Cookie of HTTP/2 in one line', () => {
    const pieces = {
      ...plain,
      headers: [
        ['cookie', 'a=1'],
        ['X', '1'],
        ['cookie', 'b=2'],
      ] as const,
    }
    expect(snippetRequest({ ...pieces, httpVersion: '2.0' }, origin).headers).toEqual([
      ['cookie', 'a=1; b=2'],
      ['X', '1'],
    ])
    expect(snippetRequest({ ...pieces, httpVersion: '1.1' }, origin).headers).toEqual(pieces.headers)
  })

  it('goes to the machine that its whole address names, where no server of the lab was asked', () => {
    const texts = snippetKinds.map((kind) =>
      snippetOf(kind, snippetRequest({ ...plain, target: 'https://app.example/login?x=1' })),
    )
    for (const text of texts)
      expect(text).toMatchObject({
        ok: true,
        value: expect.stringContaining('https://app.example/login?x=1') as string,
      })
  })

  it('holds no character that a terminal acts on, whatever the request says', () => {
    const hostile = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('')
    for (const kind of snippetKinds) {
      const snippet = snippetOf(
        kind,
        snippetRequest({ ...plain, method: 'POST', headers: [['X', 'a\tb\u009b']], body: hostile }, origin),
      )
      // HTTPie and fetch differ in what they can send; none may say it in bare control characters.
      if (snippet.ok) expect(snippet.value).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/)
    }
    expect(snippetOf('curl', snippetRequest({ ...plain, method: 'POST', body: hostile }, origin)).ok).toBe(true)
  })

  it('runs in a shell without running what it says', async () => {
    const recorder = await listenRaw()
    onTestFinished(recorder.close)
    const request = snippetRequest(
      { ...plain, target: `/';touch\${IFS}x;'`, headers: [['X', '`false` $(false)']] },
      `http://localhost:${recorder.port}`,
    )
    const snippet = snippetOf('curl', request)
    await run('sh', ['-c', snippet.ok ? snippet.value : 'false'])
    expect(recorder.requests).toMatchObject([{ requestLine: `GET /';touch\${IFS}x;' HTTP/1.1` }])
  })
})
