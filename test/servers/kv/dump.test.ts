import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dump } from '../../../src/servers/kv/dump.ts'
import { dumpText } from '../../../src/servers/kv/dump-entries.ts'
import { createMemoryEntries } from '../../../src/servers/kv/entries/memory-entries.ts'
import { startKeyValue } from './support/key-value.ts'

const dumped = async (url: string, prefix = '') => {
  const output = new PassThrough()
  const printed = text(output)
  const result = await dump({ url, prefix, output })
  output.end()
  return { result, printed: await printed }
}

const serving = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

describe('dump', () => {
  it('prints every key and value, one object a key, in key order', async () => {
    const kv = await startKeyValue()
    await kv.post('{"s":{"count":3,"big":1e400},"foo":"bar","nothing":null,"..":1,"a/b?#%":2,"__proto__":3,"ü":"ü"}')
    const { result, printed } = await dumped(kv.url)
    expect(result).toEqual({ ok: true, value: undefined })
    const entries = [
      ['..', '1'],
      ['__proto__', '3'],
      ['a/b?#%', '2'],
      ['foo', '"bar"'],
      ['nothing', 'null'],
    ] as const
    expect(printed).toBe(
      `${dumpText(entries)}{\n  "s": {\n    "count": 3,\n    "big": 1e400\n  }\n}\n{\n  "ü": "ü"\n}\n`,
    )
  })

  it('prints only the keys with a prefix', async () => {
    const kv = await startKeyValue()
    await kv.post('{"a b":1,"ab":2,"b":3}')
    expect((await dumped(kv.url, 'a ')).printed).toBe('{\n  "a b": 1\n}\n')
  })

  it('prints what is nested deep, and all that comes behind it', async () => {
    const kv = await startKeyValue()
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    await kv.post(`{"a":${deep},"b":1}`)
    const { result, printed } = await dumped(kv.url)
    expect(result.ok).toBe(true)
    expect(printed.replaceAll(/\s/g, '')).toBe(`{"a":${deep}}{"b":1}`)
    expect(printed.length).toBeLessThan(100_000)
  })

  it('prints nothing of an empty service', async () => {
    const kv = await startKeyValue()
    expect(await dumped(kv.url.replace(/\/$/, ''))).toEqual({ result: { ok: true, value: undefined }, printed: '' })
  })

  it('keeps the order of thousands', async () => {
    const kv = await startKeyValue()
    const keys = Array.from({ length: 2500 }, (_, i) => `k${String(i).padStart(5, '0')}`)
    await kv.entries.set(new Map(keys.map((key) => [key, { value: '1' }])))
    expect((await dumped(kv.url)).printed).toBe(dumpText(keys.map((key) => [key, '1'])))
  })

  it('leaves out a key that is deleted meanwhile', async () => {
    const kv = await startKeyValue((clock) => {
      const entries = createMemoryEntries({ clock })
      return { ...entries, get: async (key) => (key === 'b' ? undefined : entries.get(key)) }
    })
    await kv.post('{"a":1,"b":2,"c":3}')
    expect((await dumped(kv.url)).printed).toBe(
      dumpText([
        ['a', '1'],
        ['c', '3'],
      ]),
    )
  })

  it('finds a service below a path', async () => {
    const answers: Record<string, string> = { '/kv/?prefix=': '{"keys":["a"]}', '/kv/a': '{"a":1}' }
    const url = await serving((request, response) => response.setHeader('ETag', '"1"').end(answers[request.url ?? '']))
    expect((await dumped(`${url}/kv/`)).printed).toBe('{\n  "a": 1\n}\n')
  })

  it('asks no more than it can print: a reader who rests holds it', async () => {
    const kv = await startKeyValue()
    const count = 20_000
    await kv.entries.set(new Map(Array.from({ length: count }, (_, i) => [`k${String(i)}`, { value: '1' }])))
    const resting = new Writable({ highWaterMark: 1, write: () => undefined })
    void dump({ url: kv.url, prefix: '', output: resting })
    await expect.poll(() => kv.facts('exchange.answered').length).toBeGreaterThanOrEqual(8)
    expect(kv.facts('exchange.requested').length).toBeLessThan(20)
  })
})

describe('dump fails in one line', () => {
  it.each([
    ['no URL', 'localhost', 'bad-input'],
    ['another protocol', 'ftp://localhost', 'bad-input'],
    ['nobody there', 'http://127.0.0.1:1/', 'unavailable'],
    ['nobody there, under a name', 'http://localhost:1/', 'unavailable'],
  ])('for %s', async (_what, url, code) => {
    const { result, printed } = await dumped(url)
    expect(result).toMatchObject({ ok: false, failure: { code } })
    expect(result.ok ? '' : result.failure.message).toMatch(/^[^\n]{20,}$/)
    expect(printed).toBe('')
  })

  it.each([
    ['no JSON', '<h1>Count: 1</h1>'],
    ['other JSON', '{"hello":[1]}'],
    ['a list', '["a"]'],
    ['keys that are not strings', '{"keys":[{"a":1}]}'],
    ['keys that are no list', '{"keys":"a"}'],
    ['half of the list', '{"keys":["a"'],
    ['nothing', ''],
  ])('for %s instead of the keys', async (_what, body) => {
    const url = await serving((request, response) => response.end(request.url === '/a' ? '{"a":1}' : body))
    const { result } = await dumped(url)
    expect(result.ok ? '' : result.failure.message).toMatch(/^cannot dump .*not a key-value service$/)
  })

  it.each([
    ['no JSON', 200, 'oops'],
    ['another key', 200, '{"b":1}'],
    ['a refusal', 503, '{"a":1}'],
  ])('for %s instead of a value', async (_what, status, body) => {
    const url = await serving((request, response) => {
      response.statusCode = request.url === '/a' ? status : 200
      response.end(request.url === '/a' ? body : '{"keys":["a"]}')
    })
    expect((await dumped(url)).result.ok).toBe(false)
  })

  it('for a service that breaks off', async () => {
    const url = await serving((_request, response) => {
      response.write('{"keys":["a",')
      response.once('drain', () => undefined)
      setImmediate(() => response.destroy())
    })
    expect((await dumped(url)).result).toMatchObject({ ok: false, failure: { code: 'unavailable' } })
  })
})

it('ends quietly when nobody reads any more', async () => {
  const kv = await startKeyValue()
  await kv.post(`{${Array.from({ length: 500 }, (_, i) => `"k${String(i)}":1`).join(',')}}`)
  let writes = 0
  const output = new Writable({
    write: (_chunk, _encoding, done) => {
      writes += 1
      done(writes < 3 ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    },
  })
  expect(await dump({ url: kv.url, prefix: '', output })).toEqual({ ok: true, value: undefined })
  expect(writes).toBe(3)
})

it('fails when the output cannot be written for another reason', async () => {
  const kv = await startKeyValue()
  await kv.post('{"a":1}')
  const output = new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
    },
  })
  expect(await dump({ url: kv.url, prefix: '', output })).toMatchObject({ ok: false })
})
