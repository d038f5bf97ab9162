import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { exchangesFold, type ExchangeRecord } from '../../../src/shared/folds/exchanges.ts'
import { readHar } from '../../../src/shared/har/read-har.ts'
import { writeHar } from '../../../src/shared/har/write-har.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { answered, lost, opened, requested, saved, stamped, utf8 } from '../../support/observations.ts'
import { valueOf } from '../../support/serve.ts'

const require = createRequire(import.meta.url)
const urls = { counter: 'http://localhost:5000/', kv: 'http://localhost:5100/' }
const write = (records: readonly ExchangeRecord[]) => writeHar(records, { version: '1.2.3', urls })
const recordsOf = (facts: readonly Fact[]) => [...foldAll(exchangesFold, stamped(facts)).byId.values()]
const read = (text: string) => valueOf(readHar(text, 'some.har', urls))

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
  requested({
    target: '/?a=b%20c&d',
    headers: [
      ['Host', 'localhost:5000'],
      ['Cookie', 'session=x; other'],
    ],
    connection: 50_123,
  }),
  requested({
    exchange: 2,
    parent: 1,
    from: 'counter',
    to: 'kv',
    method: 'POST',
    headers: [['Content-Type', 'application/json']],
    body: utf8('{"a":1}'),
  }),
  answered({ exchange: 2, body: utf8('{"a":1}'), headers: [['Content-Type', 'application/json']], duration: 1 }),
  answered({
    headers: [['Content-Type', 'text/html'], setCookie, ['Set-Cookie', 'b=2']],
    body: utf8('<h1>Count: 1</h1>'),
    duration: 3,
  }),
  requested({
    exchange: 3,
    from: 'client:HTTPie 3.2.1',
    method: 'DELETE',
    target: '/a%2Fb',
    to: 'kv',
    body: { encoding: 'base64', text: '/w==', bytes: 1, truncated: false },
  }),
  lost({ exchange: 3 }),
  requested({ exchange: 4 }),
  requested({
    exchange: 5,
    method: 'OPTIONS',
    target: '*',
    headers: [
      ['X', ''],
      ['x', 'a'],
      ['X', 'Ã¼'],
    ],
    body: { encoding: 'utf8', text: 'begin', bytes: 99, truncated: true },
  }),
  opened({ exchange: 5, cookie: 'a.b.c', outcome: { state: 'refused', reason: 'bad-signature' } }),
  saved({ exchange: 5, mode: 'client-side', data: { count: 1 }, setCookie: 'session=x' }),
  answered({
    exchange: 5,
    status: 500,
    reason: '',
    headers: [
      ['A', '1'],
      ['a', '2'],
    ],
    body: { encoding: 'base64', text: '/wD+', bytes: 3, truncated: false },
  }),
  requested({ exchange: 6, target: 'http://localhost:5000/abs?x#y' }),
  requested({ exchange: 7, target: '/a#b"<>|%zz\xfc', httpVersion: '1.0' }),
  answered({ exchange: 7 }),
  answered({ exchange: 6, duration: 0.25 }),
]

describe('writeHar', () => {
  it('writes what the schema of HAR 1.2 asks for', () => {
    expect(validator()(write(recordsOf(lesson)))).toEqual([])
    expect(validator()(write([]))).toEqual([])
  })

  it('writes an address for every target', () => {
    const targets = ['*', 'http://localhost:5000/abs', '/a#b', '/\xc3\xbc', '/%zz "', '//x', '/?']
    const text = write(recordsOf(targets.map((target, index) => requested({ exchange: index + 1, target }))))
    expect(validator()(text)).toEqual([])
    expect(
      z
        .object({ log: z.object({ entries: z.array(z.object({ request: z.object({ url: z.string() }) })) }) })
        .parse(JSON.parse(text))
        .log.entries.map(({ request }) => request.url),
    ).toEqual([
      'http://localhost:5000/',
      'http://localhost:5000/abs',
      'http://localhost:5000/a%23b',
      'http://localhost:5000/%C3%BC',
      'http://localhost:5000/%25zz%20%22',
      'http://localhost:5000//x',
      'http://localhost:5000/?',
    ])
    expect([...read(text).exchanges.byId.values()].map(({ target }) => target)).toEqual(targets)
  })

  it('says what a reader of other programs looks for', () => {
    const { log } = z
      .object({ log: z.object({ entries: z.array(z.unknown()) }) })
      .parse(JSON.parse(write(recordsOf(lesson))))
    expect(log.entries[0]).toMatchObject({
      startedDateTime: '2023-11-14T22:13:20.000Z',
      connection: '50123',
      request: {
        url: 'http://localhost:5000/?a=b%20c&d',
        queryString: [
          { name: 'a', value: 'b c' },
          { name: 'd', value: '' },
        ],
        cookies: [
          { name: 'session', value: 'x' },
          { name: '', value: 'other' },
        ],
      },
      response: {
        cookies: [{ name: 'session', value: 'abc', httpOnly: true, secure: false }, { name: 'b' }],
        content: { size: 17, mimeType: 'text/html' },
      },
    })
  })
})

describe('readHar', () => {
  it('reads back what was written: who, what, under whom, and which Set-Cookie', () => {
    const { exchanges, lines, more, notes } = read(write(recordsOf(lesson)))
    // All that was observed, in the order in which it was; only the places in the stream are counted anew, and the times of what came between are those of the whole.
    const shape = (records: Iterable<ExchangeRecord>) =>
      [...records].map(({ sequence, outcome, opened: one, saved: other, ...rest }) => ({
        ...rest,
        outcome: timeless(outcome),
        opened: timeless(one),
        saved: timeless(other),
      }))
    const timeless = (fact: object | undefined): object => ({ ...fact, sequence: 0, at: 0 })
    expect(shape(exchanges.byId.values())).toEqual(shape(recordsOf(lesson)))
    expect(exchanges.rows).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(lines.map(({ cookie }) => cookie.raw)).toEqual([setCookie[1], 'b=2'])
    expect([more, notes]).toEqual([0, [{ what: 'cut-body', count: 1, first: 5 }]])
  })

  it('keeps any text body as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = new TextEncoder().encode(text).length
        const body = { ...utf8(text), bytes }
        const { exchanges } = read(write(recordsOf([requested({ body }), answered({ body })])))
        expect(exchanges.byId.get(1)).toMatchObject({ body, outcome: { body } })
      }),
    )
  })

  it('names the sender of a foreign file after the file, and every other host by its own name', () => {
    const entry = (url: string) => ({
      startedDateTime: '2026-01-01T00:00:00.000Z',
      time: 5,
      request: { method: 'GET', url, headers: [] },
      response: { status: 200, content: { size: 2, text: 'b2s=', encoding: 'base64' } },
    })
    const addresses = [
      ['http://localhost:5000/', 'counter', '/'],
      ['http://127.0.0.1:5100/foo?x#y', 'kv', '/foo?x'],
      ['http://[::1]:5000/x', 'counter', '/x'],
      ['http://localhost:5000', 'counter', '/'],
      ['http://localhost:5000?q', 'counter', '/?q'],
      ['ws://localhost:5000/live', 'counter', '/live'],
      ['http://localhost:8000/x', 'host:localhost:8000', '/x'],
      ['http://localhost/x', 'host:localhost', '/x'],
      ['https://localhost:5000/x', 'host:localhost:5000', 'https://localhost:5000/x'],
      ['https://example.com/z#y', 'host:example.com', 'https://example.com/z'],
      ['https://ann:secret@Example.com:443/z', 'host:example.com', 'https://Example.com:443/z'],
      ['http://example.com:5000/', 'host:example.com:5000', 'http://example.com:5000/'],
      ['http://localhost.example.com:5000/', 'host:localhost.example.com:5000', 'http://localhost.example.com:5000/'],
      ['http://counter/', 'host:counter:80', 'http://counter/'],
    ] as const
    const { exchanges } = read(JSON.stringify({ log: { entries: addresses.map(([url]) => entry(url)) } }))
    expect([...exchanges.byId.values()].map(({ from, to, target }) => [from, to, target])).toEqual(
      addresses.map(([, to, target]) => ['client:some.har', to, target]),
    )
    expect(exchanges.byId.get(1)?.outcome).toMatchObject({ body: utf8('ok') })
  })

  it('believes of no foreign address that it is a server of the lab, whatever the file says', () => {
    const entry = {
      startedDateTime: '2026-01-01T00:00:00.000Z',
      request: { method: 'GET', url: 'https://evil.example/' },
      response: { status: 200 },
      _sessionscope: { exchange: 1, from: 'browser-a', to: 'counter' },
    }
    expect(read(JSON.stringify({ log: { entries: [entry] } })).exchanges.byId.get(1)).toMatchObject({
      to: 'host:evil.example',
    })
  })

  it('opens whatever stands in the place of whatever, and shows the entry beside it', () => {
    const whole = (): Record<string, unknown> => ({
      startedDateTime: '2026-01-01T00:00:00.000Z',
      time: 1,
      timings: { wait: 1 },
      request: {
        method: 'GET',
        url: 'http://localhost:5000/',
        httpVersion: 'h2',
        headers: [{ name: 'X', value: 'y' }],
        cookies: [{ name: 'a' }],
        postData: { text: 'a', params: [{ name: 'b' }] },
        _content: {},
      },
      response: {
        status: 200,
        headers: [{ name: 'X', value: 'y' }],
        content: { text: 'b2s=', encoding: 'base64', size: 2 },
      },
      _sessionscope: {
        exchange: 1,
        parent: 1,
        from: 'browser-a',
        to: 'kv',
        order: { requested: 1 },
        opened: { mode: 'client-side', outcome: { state: 'none' } },
      },
      _webSocketMessages: [{ data: 'x' }],
    })
    const places = (value: unknown, at: readonly string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, one]) => [[...at, key], ...places(one, [...at, key])])
        : []
    const put = (value: unknown, [key, ...rest]: readonly string[], odd: unknown): unknown => {
      if (key === undefined) return odd
      if (Array.isArray(value))
        return value.map((one: unknown, index) => (String(index) === key ? put(one, rest, odd) : one))
      return { ...(value as object), [key]: put((value as Record<string, unknown>)[key], rest, odd) }
    }
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, -1, 1e308, '', '\0', [], {}, 'x'.repeat(1_000)))
    fc.assert(
      fc.property(fc.constantFrom(...places(whole())), odd, (place, value) => {
        const { exchanges, notes } = read(
          JSON.stringify({ log: { entries: [put(whole(), place, value), { ...whole(), _sessionscope: undefined }] } }),
        )
        expect(
          exchanges.rows.length +
            notes.filter(({ what }) => what.startsWith('no-') && !['no-date', 'no-body'].includes(what)).length,
        ).toBe(2)
        expect([...exchanges.byId.values()].at(-1)).toMatchObject({
          headers: [['X', 'y']],
          body: utf8('a'),
          outcome: { state: 'answered', status: 200, body: utf8('ok') },
        })
        for (const record of exchanges.byId.values()) {
          expect(Number.isNaN(new Date(record.requestedAt).getTime())).toBe(false)
          expect(() => write([record])).not.toThrow()
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['', /is no HTTP Archive/],
    ['[]', /log\.entries/],
    ['{"log":{}}', /log\.entries/],
    ['{"log":{"entries":[', /not whole JSON/],
    [`{"log":${'['.repeat(501)}`, /500 deep/],
  ])('says what is wrong with %s', (text, message) => {
    expect(readHar(text, 'some.har', urls)).toMatchObject({
      ok: false,
      failure: { code: 'bad-input', message: expect.stringMatching(message) as string },
    })
  })

  it('takes the first ten thousand exchanges, and says how many more there are', () => {
    const entry = {
      startedDateTime: '2026-01-01T00:00:00.000Z',
      request: { method: 'GET', url: 'http://localhost:5000/' },
      response: { status: 200 },
    }
    const { exchanges, more } = read(JSON.stringify({ log: { entries: Array.from({ length: 10_002 }, () => entry) } }))
    expect([exchanges.rows.length, more]).toEqual([10_000, 2])
  })
})
