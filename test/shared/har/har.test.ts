import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { foldAll } from '../../../src/shared/fold.ts'
import { exchangesFold, type ExchangeRecord } from '../../../src/shared/folds/exchanges.ts'
import { readHar } from '../../../src/shared/har/read-har.ts'
import { writeHar } from '../../../src/shared/har/write-har.ts'
import type { Fact } from '../../../src/shared/observation.ts'
import { answered, lost, requested, stamped, utf8 } from '../../support/observations.ts'
import { valueOf } from '../../support/serve.ts'

const require = createRequire(import.meta.url)
const urls = { counter: 'http://localhost:5000/', kv: 'http://localhost:5100/' }
const write = (records: readonly ExchangeRecord[]) => writeHar(records, { version: '1.2.3', urls })
const recordsOf = (facts: readonly Fact[]) => [...foldAll(exchangesFold, stamped(facts)).byId.values()]
const read = (text: string) => valueOf(readHar(text, 'some.har', '5100'))

const validator = () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json') as object)
  ajv.addSchema(Object.values(require('har-schema') as Record<string, object>))
  const validate = ajv.getSchema('har.json#')
  if (validate === undefined) throw new Error('there is no schema of HAR')
  return (text: string): unknown => (validate(JSON.parse(text)) === true ? [] : validate.errors)
}

const setCookie = ['Set-Cookie', 'session=abc; HttpOnly; Path=/'] as const
const lesson: readonly Fact[] = [
  requested({ target: '/?a=b%20c&d', headers: [['Host', 'localhost:5000'], ['Cookie', 'session=x; other']], connection: 50_123 }),
  requested({ exchange: 2, parent: 1, from: 'counter', to: 'kv', method: 'POST', headers: [['Content-Type', 'application/json']], body: utf8('{"a":1}') }),
  answered({ exchange: 2, body: utf8('{"a":1}'), headers: [['Content-Type', 'application/json']], duration: 1 }),
  answered({ headers: [['Content-Type', 'text/html'], setCookie, ['Set-Cookie', 'b=2']], body: utf8('<h1>Count: 1</h1>'), duration: 3 }),
  requested({ exchange: 3, from: 'client:HTTPie 3.2.1', method: 'DELETE', target: '/a%2Fb', to: 'kv', body: { encoding: 'base64', text: '/w==', bytes: 1, truncated: false } }),
  lost({ exchange: 3 }),
  requested({ exchange: 4 }),
]

describe('writeHar', () => {
  it('writes what the schema of HAR 1.2 asks for', () => {
    expect(validator()(write(recordsOf(lesson)))).toEqual([])
    expect(validator()(write([]))).toEqual([])
  })

  it('says what a reader of other programs looks for', () => {
    const { log } = z.object({ log: z.object({ entries: z.array(z.unknown()) }) }).parse(JSON.parse(write(recordsOf(lesson))))
    expect(log.entries[0]).toMatchObject({
      startedDateTime: '2023-11-14T22:13:20.000Z',
      connection: '50123',
      request: {
        url: 'http://localhost:5000/?a=b%20c&d',
        queryString: [{ name: 'a', value: 'b c' }, { name: 'd', value: '' }],
        cookies: [{ name: 'session', value: 'x' }, { name: '', value: 'other' }],
      },
      response: { cookies: [{ name: 'session', value: 'abc', httpOnly: true, secure: false }, { name: 'b' }], content: { size: 17, mimeType: 'text/html' } },
    })
  })
})

describe('readHar', () => {
  it('reads back what was written: who, what, under whom, and which Set-Cookie', () => {
    const { exchanges, lines, more } = read(write(recordsOf(lesson)))
    const shape = (records: Iterable<ExchangeRecord>) => [...records].map(({ id, parent, from, to, method, target, headers, body, requestedAt }) => ({ id, parent, from, to, method, target, headers, body, requestedAt }))
    expect(shape(exchanges.byId.values())).toEqual(shape(recordsOf(lesson)))
    expect(exchanges.byId.get(1)?.outcome).toMatchObject({ state: 'answered', status: 200, duration: 3, body: utf8('<h1>Count: 1</h1>') })
    expect(exchanges.byId.get(3)?.outcome).toMatchObject({ state: 'failed', problem: 'the connection broke off' })
    expect(exchanges.rows).toEqual([1, 2, 3, 4])
    expect(lines.map(({ cookie }) => cookie.raw)).toEqual([setCookie[1], 'b=2'])
    expect(more).toBe(0)
  })

  it('keeps any text body as it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = new TextEncoder().encode(text).length
      const body = { ...utf8(text), bytes }
      const { exchanges } = read(write(recordsOf([requested({ body }), answered({ body })])))
      expect(exchanges.byId.get(1)).toMatchObject({ body, outcome: { body } })
    }))
  })

  it('names the sender of a foreign file after the file, and shows other machines in full', () => {
    const entry = (url: string) => ({ startedDateTime: '2026-01-01T00:00:00.000Z', time: 5, request: { method: 'GET', url, headers: [] }, response: { status: 200, content: { size: 2, text: 'b2s=', encoding: 'base64' } } })
    const text = JSON.stringify({ log: { entries: ['http://localhost:5000/', 'http://127.0.0.1:5100/foo?x#y', 'https://example.com/z', 'http://localhost:5000'].map(entry) } })
    const { exchanges } = read(text)
    expect([...exchanges.byId.values()].map(({ from, to, target }) => [from, to, target])).toEqual([
      ['client:some.har', 'counter', '/'],
      ['client:some.har', 'kv', '/foo?x'],
      ['client:some.har', 'counter', 'https://example.com/z'],
      ['client:some.har', 'counter', '/'],
    ])
    expect(exchanges.byId.get(1)?.outcome).toMatchObject({ body: utf8('ok') })
  })

  it.each([
    ['', /is no HTTP Archive/],
    ['[]', /is no HTTP Archive/],
    ['{"log":{}}', /log\.entries/],
    ['{"log":{"entries":[{}]}}', /log\.entries\.0\.startedDateTime/],
    [JSON.stringify({ log: { entries: [{ startedDateTime: 'x', request: { method: 'GET', url: '/' }, response: {} }] } }), /response\.status/],
  ])('says what is wrong with %s', (text, message) => {
    expect(readHar(text, 'some.har', '5100')).toMatchObject({ ok: false, failure: { code: 'bad-input', message: expect.stringMatching(message) as string } })
  })

  it('takes the first ten thousand exchanges, and says how many more there are', () => {
    const entry = { startedDateTime: '2026-01-01T00:00:00.000Z', request: { method: 'GET', url: 'http://localhost:5000/' }, response: { status: 200 } }
    const { exchanges, more } = read(JSON.stringify({ log: { entries: Array.from({ length: 10_002 }, () => entry) } }))
    expect([exchanges.rows.length, more]).toEqual([10_000, 2])
  })
})
