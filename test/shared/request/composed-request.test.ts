import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  composedRequestSchema,
  headersToSend,
  type ComposedRequest,
} from '../../../src/shared/request/composed-request.ts'

const request = (changes: Partial<ComposedRequest> = {}): ComposedRequest => ({
  server: 'counter',
  method: 'GET',
  target: '/',
  headers: [],
  body: '',
  ...changes,
})

const problemOf = (changes: Partial<ComposedRequest>): string | undefined => {
  const parsed = composedRequestSchema.safeParse(request(changes))
  return parsed.success ? undefined : parsed.error.issues[0]?.message
}

describe('composedRequestSchema', () => {
  it.each<[Partial<ComposedRequest>]>([
    [{ method: 'PATCH', target: '/a%2Fb?c=d&e' }],
    [
      {
        headers: [
          ['X-Empty', ''],
          ['x-empty', 'twice'],
          ['Cookie', 'a="b c"; d=é'],
        ],
      },
    ],
    [{ body: 'x'.repeat(1_048_576) }],
    [{ body: '\u0000' }],
  ])('takes %#', (changes) => {
    expect(problemOf(changes)).toBeUndefined()
  })

  it.each<[Partial<ComposedRequest>, RegExp]>([
    [{ method: '' }, /not a method/],
    [{ method: 'GET /' }, /not a method/],
    [{ method: 'CONNECT' }, /tunnel/],
    [{ target: '' }, /begins with a slash/],
    [{ target: 'http://example.com/' }, /begins with a slash/],
    [{ target: '/a b' }, /A space may not stand in a path; write %20/],
    [{ target: '/é' }, /“é” may not stand in a path; write %C3%A9/],
    [{ target: '/\r\nX: y' }, /U\+000D/],
    [{ target: '/#top' }, /fragment/],
    [{ headers: [['', 'x']] }, /has a name/],
    [{ headers: [['X Y', 'x']] }, /“X Y” is not a header name/],
    [{ headers: [['X:', 'x']] }, /not a header name/],
    [{ headers: [['X', 'a\r\nY: b']] }, /U\+000D may not stand in the value of X/],
    [{ headers: [['X', '\ud83d']] }, /U\+D83D may not stand/],
    [{ headers: [['X', 'a\u0001']] }, /U\+0001 may not stand/],
    [{ headers: [['X', ' a']] }, /begins or ends with a space/],
    [{ headers: [['content-length', '3']] }, /follows from the body/],
    [{ headers: [['Transfer-Encoding', 'chunked']] }, /one piece/],
    [{ headers: [['Connection', 'keep-alive']] }, /belongs to the connection/],
    [{ headers: Array.from({ length: 101 }, () => ['X', 'y'] as const) }, /More than 100/],
    [{ body: 'é'.repeat(524_289) }, /longer than 1048576 bytes/],
  ])('refuses %# in words', (changes, message) => {
    expect(problemOf(changes)).toMatch(message)
  })

  it('lets no text through that would be two lines on the wire', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (method, name, value) => {
          const isTaken = composedRequestSchema.safeParse(
            request({ method, target: `/${value}`, headers: [[name, value]] }),
          ).success
          return !isTaken || !/[\r\n\0 ]/.test(method + name + value.replaceAll(' ', ''))
        },
      ),
    )
  })
})

describe('headersToSend', () => {
  it('adds what HTTP asks for', () => {
    expect(headersToSend(request({ method: 'POST', headers: [['X-A', '1']], body: 'é' }), 'localhost:5000')).toEqual([
      ['Host', 'localhost:5000'],
      ['User-Agent', 'sessionscope-console'],
      ['X-A', '1'],
      ['Content-Length', '2'],
      ['Connection', 'close'],
    ])
  })

  it('leaves alone what the request says itself, and says the length of an empty body only where one is expected', () => {
    const headers = [
      ['host', 'evil.example'],
      ['USER-AGENT', 'me'],
    ] as const
    expect(headersToSend(request({ headers }), 'localhost')).toEqual([...headers, ['Connection', 'close']])
    expect(headersToSend(request({ method: 'POST' }), 'localhost')).toContainEqual(['Content-Length', '0'])
  })
})
