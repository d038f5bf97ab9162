import { describe, expect, it } from 'vitest'
import { contract } from '../../../src/shared/wire/contract.ts'

describe('steps.change', () => {
  const { input } = contract['steps.change']
  const request = { kind: 'request', method: 'GET', target: '/', headers: [['X-A', 'b']] }
  const answer = { kind: 'answer', status: 200, headers: [], body: '{}' }
  const isTaken = (change: object, phase = 'request') => input.safeParse({ exchange: 1, phase, change }).success

  it.each<[string, object]>([
    ['a request', request],
    ['an answer', answer],
    ['a header with octets beyond ASCII', { ...request, headers: [['X-A', 'grüße']] }],
    ['an end of the connection', { kind: 'cut' }],
    ['a delay', { kind: 'late', milliseconds: 2000 }],
  ])('takes %s', (_what, change) => {
    expect(isTaken(change)).toBe(true)
  })

  it.each<[string, object]>([
    ['a method that is no token', { ...request, method: 'GE T' }],
    ['a target with a line break', { ...request, target: '/\r\nX: y' }],
    ['a target without a slash', { ...request, target: 'foo' }],
    ['a header name that is no token', { ...request, headers: [['X A', 'b']] }],
    ['a header value with a line break', { ...answer, headers: [['X-A', 'b\r\nSet-Cookie: c=d']] }],
    ['a length that is made up', { ...answer, headers: [['Content-Length', '7']] }],
    ['another framing', { ...request, headers: [['Transfer-Encoding', 'chunked']] }],
    ['more headers than anybody sends', { ...answer, headers: Array.from({ length: 101 }, () => ['A', 'b']) }],
    ['an interim status', { ...answer, status: 100 }],
    ['a status that is none', { ...answer, status: 999 }],
    ['a body beyond the bound', { ...answer, body: 'x'.repeat(1_048_577) }],
    ['a delay for ever', { kind: 'late', milliseconds: 1e9 }],
    ['something else', { kind: 'explode' }],
  ])('refuses %s', (_what, change) => {
    expect(isTaken(change)).toBe(false)
  })

  it('is about one of the two messages', () => {
    expect(isTaken(answer, 'answer')).toBe(true)
    expect(isTaken(answer, 'both')).toBe(false)
  })
})
