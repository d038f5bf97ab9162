import { describe, expect, it } from 'vitest'
import { summaryOf, type ExchangeSummary } from '../../../src/shared/exchange/exchange-summary.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { pageHeading } from '../../../src/shared/exchange/page-heading.ts'
import { answered, lost, requested, stamped, utf8 } from '../../support/observations.ts'

const summary = (...facts: Fact[]) => {
  const record = foldAll(exchangesFold, stamped(facts)).byId.get(1)
  if (record === undefined) throw new Error('nothing was requested')
  return summaryOf(record)
}
const html = [['Content-Type', 'text/html; charset=utf-8']] as const
const kv = (method: string, target: string, body = '') =>
  requested({ from: 'counter', to: 'kv', method, target, body: utf8(body) })

describe('summaryOf', () => {
  it.each<[string, Fact[], ExchangeSummary]>([
    ['an unanswered request', [requested()], { kind: 'nothing' }],
    ['a lost answer', [requested(), lost({ problem: 'gone' })], { kind: 'problem', text: 'gone' }],
    [
      'a page',
      [requested(), answered({ headers: html, body: utf8('<h1>Count: 6</h1>') })],
      { kind: 'heading', text: 'Count: 6' },
    ],
    [
      'a reset',
      [
        requested(),
        answered({
          status: 302,
          headers: [
            ['Location', '/'],
            ['Set-Cookie', 'session=; Max-Age=0'],
          ],
        }),
      ],
      { kind: 'cookie-cleared', location: '/' },
    ],
    [
      'a redirect',
      [requested(), answered({ status: 302, headers: [['Location', '/']] })],
      { kind: 'redirect', location: '/' },
    ],
    ['an icon', [requested(), answered({ headers: [['Content-Type', 'image/svg+xml']] })], { kind: 'nothing' }],
    [
      'a read',
      [kv('GET', '/6c'), answered({ body: utf8('{"6c": {"count": 5}}') })],
      { kind: 'json', text: '{"count":5}' },
    ],
    [
      'a read of nothing',
      [kv('GET', '/a%20b'), answered({ body: utf8('{"a b": null}') })],
      { kind: 'json', text: 'null' },
    ],
    [
      'a write',
      [kv('POST', '/', '{"6c":{"count":6}}'), answered({ body: utf8('{"6c":{"count":6}}') })],
      { kind: 'json', text: '{"count":6}' },
    ],
    ['a write of two', [kv('POST', '/', '{"a":1,"b":2}'), answered()], { kind: 'keys', count: 2 }],
    ['a delete', [kv('DELETE', '/6c'), answered({ body: utf8('{"6c": 1}') })], { kind: 'json', text: '1' }],
    ['a list', [kv('GET', '/?prefix=4c'), answered({ body: utf8('{"keys": ["4c4a"]}') })], { kind: 'keys', count: 1 }],
    [
      'a refusal',
      [kv('POST', '/', '['), answered({ status: 400, body: utf8('{"error": "no JSON object"}') })],
      { kind: 'problem', text: 'no JSON object' },
    ],
  ])('%s', (_name, facts, expected) => {
    expect(summary(...facts)).toEqual(expected)
  })
})

describe('pageHeading', () => {
  it.each([
    ['<title>T</title><h1 class="x"> Count:\n <b>6</b> </h1>', 'Count: 6'],
    ['<title>Counter &amp; example</title>', 'Counter & example'],
    ['<p>nothing</p>', undefined],
    ['<h1></h1>', undefined],
  ])('%s', (page, expected) => {
    expect(pageHeading(page)).toBe(expected)
  })
})
