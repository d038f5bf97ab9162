import { describe, expect, it } from 'vitest'
import { StoreUnavailable, type Entries } from '../../../src/servers/kv/entries/entries.ts'
import { createMemoryEntries } from '../../../src/servers/kv/entries/memory-entries.ts'
import { sendRaw } from '../../support/serve.ts'
import { startKeyValue } from './support/key-value.ts'
import { eventually } from '../../support/eventually.ts'

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' }
const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const isRefusal = { error: expect.any(String) as string }

describe('POST / with a JSON object', () => {
  it('sets every key and echoes the object', async () => {
    const kv = await startKeyValue()
    const answer = await kv.post('{"foo": "bar", "n": {"a": [1, null]}}')
    expect([answer.status, answer.text]).toEqual([200, '{"foo":"bar","n":{"a":[1,null]}}'])
    expect(answer.header('content-type')).toBe('application/json')
    expect((await kv.get('/n')).text).toBe('{"n":{"a":[1,null]}}')
  })

  it.each([
    ['numbers that no double holds', '{"a":1e400,"b":12345678901234567890,"c":1.0,"d":-0}'],
    ['a member named __proto__, in and below the object', '{"__proto__":{"__proto__":1},"constructor":2}'],
    ['a lone surrogate in a value', '{"a":"\\ud800"}'],
    ['deep nesting', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['an empty object', '{}'],
    ['a name that counts twice below the top', '{"a":{"b":1,"b":2}}'],
  ])('keeps %s as sent', async (_what, body) => {
    const kv = await startKeyValue()
    expect((await kv.post(body)).text).toBe(body)
  })

  it('takes the last of a repeated name, as JSON parsers do', async () => {
    const kv = await startKeyValue()
    expect((await kv.post('{"a":1,"b":2,"\\u0061":3}')).text).toBe('{"a":3,"b":2}')
    expect((await kv.get('/a')).text).toBe('{"a":3}')
  })

  it('takes other JSON types and a byte order mark', async () => {
    const kv = await startKeyValue()
    expect((await kv.post('\ufeff{"a":1}', { 'Content-Type': 'Application/Problem+JSON; charset=utf-8' })).text).toBe(
      '{"a":1}',
    )
  })

  it.each([
    ['nothing', ''],
    ['bad JSON', '{"a":'],
    ['an array', '[1]'],
    ['a string', '"x"'],
    ['a number', '7'],
    ['null', 'null'],
    ['an empty key', '{"":1}'],
    ['a key with half a character', '{"\\ud800":1}'],
    ['a key of more than 1 KiB', `{"${'é'.repeat(513)}":1}`],
    ['bytes that are not UTF-8', Buffer.from('7b2261223a22ff227d', 'hex')],
  ])('refuses %s with 400 and sets nothing', async (_what, body) => {
    const kv = await startKeyValue()
    const answer = await kv.post(body)
    expect([answer.status, answer.json()]).toEqual([400, isRefusal])
    expect((await kv.get('/')).text).toBe('{"keys":[]}')
  })

  it('sets none of the keys when one of them is bad', async () => {
    const kv = await startKeyValue()
    expect((await kv.post('{"good":1,"":1}')).status).toBe(400)
    expect((await kv.get('/')).text).toBe('{"keys":[]}')
  })

  it('refuses a body over 1 MiB with 413', async () => {
    const kv = await startKeyValue()
    const value = (length: number) => `{"a":"${'x'.repeat(length - 8)}"}`
    expect((await kv.post(value(1_048_576))).status).toBe(200)
    const answer = await kv.post(value(1_048_577))
    expect([answer.status, answer.json()]).toEqual([413, isRefusal])
  })

  it.each(['text/plain', 'application/yaml', 'application/jsonx', ''])('refuses the type %j with 415', async (type) => {
    const kv = await startKeyValue()
    const answer = await kv.post('a: 1', { 'Content-Type': type })
    expect([answer.status, answer.json()]).toEqual([415, isRefusal])
  })
})

describe('POST / with a form', () => {
  it.each([
    ['a=1&a=2&b=x+y&c=%C3%BC&d', '{"a":"1","b":"x y","c":"ü","d":""}'],
    ['a=ü&b=1=2', '{"a":"ü","b":"1=2"}'],
    ['__proto__=1', '{"__proto__":"1"}'],
  ])('takes %s: values are strings, the first of a repeated key', async (body, echo) => {
    const kv = await startKeyValue()
    expect((await kv.post(body, form)).text).toBe(echo)
  })

  it('takes a multipart form just so', async () => {
    const kv = await startKeyValue()
    const long = 'k'.repeat(1000)
    const answer = await kv.post(
      `${part('a', '1')}${part('a', '2')}${part('ü', '"ü"')}${part(long, '')}--x--\r\n`,
      multipart,
    )
    expect(answer.text).toBe(`{"a":"1","ü":"\\"ü\\"","${long}":""}`)
  })

  it.each([
    ['malformed percent-encoding', 'a=%zz', form],
    ['no field', '&', form],
    ['no field', '--x--\r\n', multipart],
    ['an empty key', '=1', form],
    ['an end in the middle', part('a', '1'), multipart],
    ['no boundary', part('a', '1'), { 'Content-Type': 'multipart/form-data' }],
    ['a file', `--x\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\n1\r\n--x--\r\n`, multipart],
  ])('refuses %s with 400', async (_what, body, headers) => {
    const kv = await startKeyValue()
    const answer = await kv.post(body, headers)
    expect([answer.status, answer.json()]).toEqual([400, isRefusal])
  })
})

describe('GET and DELETE /<key>', () => {
  it('reads a value, or null for a missing key, both with 200', async () => {
    const kv = await startKeyValue()
    await kv.post('{"foo":0}')
    const [found, missing] = [await kv.get('/foo'), await kv.get('/favicon.ico')]
    expect([found.status, found.text]).toEqual([200, '{"foo":0}'])
    expect([missing.status, missing.text, missing.header('etag')]).toEqual([200, '{"favicon.ico":null}', undefined])
  })

  it('removes a key and answers the old value, then null', async () => {
    const kv = await startKeyValue()
    await kv.post('{"foo":"bar"}')
    const answers = [await kv.delete('/foo'), await kv.delete('/foo'), await kv.get('/foo')]
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, '{"foo":"bar"}'],
      [200, '{"foo":null}'],
      [200, '{"foo":null}'],
    ])
  })

  it.each([
    ['/gr%C3%BC%C3%9Fe%201', 'grüße 1'],
    ['/a%2Fb', 'a/b'],
    ['/%252F', '%2F'],
    ['/a+b', 'a+b'],
    ['/__proto__', '__proto__'],
    ['/hasOwnProperty', 'hasOwnProperty'],
    ['/..', '..'],
    ['/%00', '\u0000'],
    ['/a?b=c', 'a'],
  ])('%s names the key %j', async (path, key) => {
    const kv = await startKeyValue()
    await kv.post(JSON.stringify([[key, 'here']]).replace(/^\[\[(.*),"here"\]\]$/, '{$1:"here"}'))
    expect((await kv.get(path)).text).toBe(`{${JSON.stringify(key)}:"here"}`)
    expect((await kv.delete(path)).text).toBe(`{${JSON.stringify(key)}:"here"}`)
    expect((await kv.get('/')).text).toBe('{"keys":[]}')
  })

  it.each([
    ['/a/b', '/a/b', 404],
    ['/a/', '/a/', 404],
    ['//', '//', 404],
    ['a broken percent-encoding', '/%zz', 400],
    ['a byte that is not UTF-8', '/%ff', 400],
    ['a key of more than 1 KiB', `/${'x'.repeat(1025)}`, 414],
  ])('refuses %s', async (_what, path, status) => {
    const kv = await startKeyValue()
    for (const answer of [await kv.get(path), await kv.delete(path)]) {
      expect([answer.status, answer.json()]).toEqual([status, isRefusal])
    }
  })

  it('answers HEAD as GET without the body', async () => {
    const kv = await startKeyValue()
    await kv.post('{"foo":"bar"}')
    const answer = await kv.ask('HEAD', '/foo')
    expect([answer.status, answer.text, answer.header('content-length')]).toEqual([200, '', '13'])
  })
})

it.each([
  ['PUT', '/', 'GET, HEAD, POST, OPTIONS'],
  ['DELETE', '/', 'GET, HEAD, POST, OPTIONS'],
  ['POST', '/k', 'GET, HEAD, DELETE, OPTIONS'],
  ['PATCH', '/k', 'GET, HEAD, DELETE, OPTIONS'],
])('%s %s: 405 with Allow', async (method, path, allow) => {
  const kv = await startKeyValue()
  const answer = await kv.ask(method, path)
  expect([answer.status, answer.header('allow'), answer.json()]).toEqual([405, allow, isRefusal])
  const options = await kv.ask('OPTIONS', path)
  expect([options.status, options.header('allow')]).toEqual([204, allow])
})

it('lets no answer be kept', async () => {
  const kv = await startKeyValue()
  const answers = [
    await kv.post('{"a":1}'),
    await kv.get('/a'),
    await kv.get('/'),
    await kv.delete('/a'),
    await kv.get('/a/b'),
    await kv.post(''),
  ]
  expect(answers.map((answer) => answer.header('cache-control'))).toEqual(answers.map(() => 'no-store'))
})

it('refuses a foreign Host, and a page of another site that writes', async () => {
  const kv = await startKeyValue()
  const answers = [
    await kv.get('/', { Host: 'evil.example' }),
    await kv.post('{"a":1}', { Origin: 'http://evil.example' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([403, 403])
  expect(answers.map((answer) => answer.json())).toEqual([isRefusal, isRefusal])
  expect((await kv.get('/')).text).toBe('{"keys":[]}')
})

it('says how to write a character that no address can hold', async () => {
  const kv = await startKeyValue()
  const answer = await kv.get('/gr\xc3\xbc\xc3\x9fe')
  expect([answer.status, answer.json()]).toEqual([400, { error: expect.stringContaining('percent-encoded') as string }])
})

it('answers what is no HTTP with JSON too', async () => {
  const kv = await startKeyValue()
  const [head = '', body = ''] = (await sendRaw(kv.port, 'GET\r\n\r\n')).split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 400 /)
  expect(JSON.parse(body)).toEqual(isRefusal)
})

const failing = (clock: { now(): number }): Entries => ({
  ...createMemoryEntries({ clock }),
  get: () => Promise.reject(new StoreUnavailable('The store is away.')),
  delete: () => Promise.reject(new Error('a secret defect')),
})

it('says 503 while the store is away, and 500 without details for a defect', async () => {
  const kv = await startKeyValue(failing)
  const away = await kv.get('/foo')
  expect([away.status, away.json(), away.header('retry-after')]).toEqual([503, { error: 'The store is away.' }, '1'])
  const defect = await kv.delete('/foo')
  expect(defect.status).toBe(500)
  expect(defect.text).not.toContain('secret')
})

describe('observations', () => {
  it('tell of each entry that was written or deleted, in the course of which exchange', async () => {
    const kv = await startKeyValue()
    await kv.post('{"a":1,"b":"x"}')
    await kv.post('{"a":2}')
    await kv.delete('/a')
    await kv.delete('/a')
    const exchange = 1
    expect(kv.facts('entry.written')).toMatchObject([
      { exchange, entry: { key: 'a', value: '1', truncated: false }, isNew: true },
      { exchange, entry: { key: 'b', value: '"x"' }, isNew: true },
      { exchange: 2, entry: { key: 'a', value: '2' }, isNew: false },
    ])
    expect(kv.facts('entry.deleted')).toMatchObject([{ exchange: 3, key: 'a', cause: 'deleted' }])
    await eventually(() => {
      expect(kv.facts('exchange.answered')).toHaveLength(4)
    })
  })

  it('cut a value after 16 KiB, between two characters', async () => {
    const kv = await startKeyValue()
    await kv.post(JSON.stringify({ a: 'é'.repeat(10_000), b: 'x'.repeat(16_382), c: 'x'.repeat(16_383) }))
    const entries = kv.facts('entry.written').flatMap((fact) => (fact.kind === 'entry.written' ? [fact.entry] : []))
    expect(entries.map(({ value, truncated }) => [value.length, Buffer.byteLength(value), truncated])).toEqual([
      [8192, 16_383, true],
      [16_384, 16_384, false],
      [16_384, 16_384, true],
    ])
    expect(entries[0]?.value.endsWith('é')).toBe(true)
  })
})
