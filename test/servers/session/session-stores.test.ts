import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { traceparentOf } from '../../../src/servers/observation/exchange-scope.ts'
import { plainSessionStore } from '../../support/plain-session-store.ts'
import { serveKeyValue, storeAt } from '../../support/lab-servers.ts'
import { mapMethods } from '../../support/map-methods.ts'
import { serveRaw } from '../../support/unruly-store.ts'
import { sessionStoreSuite, versionedStoreSuite } from '../../suites/session-store.ts'

const overHttp = async () => storeAt((await serveKeyValue()).url)
const plain = () => Promise.resolve(plainSessionStore(mapMethods()))

sessionStoreSuite('KeyValueSessionStore', overHttp)
versionedStoreSuite('KeyValueSessionStore', overHttp)
sessionStoreSuite('a store of three plain methods', plain)

const call = (patience = 30_000) => ({ signal: AbortSignal.timeout(patience) })

describe('KeyValueSessionStore', () => {
  it('sends what the service needs, and nothing that tells more', async () => {
    const seen: [string | undefined, string | undefined, IncomingHttpHeaders][] = []
    const url = await serveRaw((request, response) => {
      seen.push([request.method, request.url, request.headers])
      response.setHeader('ETag', '"v1"').end('{"a/b":{"count":1}}')
    })
    const store = storeAt(url, 2_678_400)
    const traceparent = traceparentOf({ exchange: 7, trace: 'a'.repeat(32) })
    const read = await store.getKey('a/b', { ...call(), traceparent })
    await store.setKey(
      'a/b',
      { count: 2 },
      { ...call(), traceparent, expected: read.ok ? read.value.found : undefined },
    )
    await store.setKey('a/b', 1, { ...call(), expected: { state: 'absent' } })
    await store.deleteKey('a/b', call())
    expect(seen.map(([method, path]) => `${method} ${path}`)).toEqual([
      'GET /a%2Fb',
      'POST /',
      'POST /',
      'DELETE /a%2Fb',
    ])
    const [get, post, first, del] = seen.map(([, , headers]) => headers)
    expect(get).toMatchObject({
      'user-agent': 'sessionscope-counter',
      traceparent: `00-${'a'.repeat(32)}-0000000000000007-01`,
    })
    expect(post).toMatchObject({ ttl: '2678400', 'if-match': '"v1"', 'content-type': 'application/json' })
    expect(first).toMatchObject({ 'if-none-match': '*' })
    expect(del).not.toHaveProperty('if-match')
    expect(del).not.toHaveProperty('traceparent')
  })

  it('takes an address with and without a slash at its end, and below a path', async () => {
    const paths: (string | undefined)[] = []
    const url = await serveRaw((request, response) => {
      paths.push(request.url)
      response.end('{"k":1}')
    })
    for (const base of [url, url.slice(0, -1), `${url}kv`, `${url}kv/`]) await storeAt(base).getKey('k', call())
    expect(paths).toEqual(['/k', '/k', '/kv/k', '/kv/k'])
  })

  it('works with a service that knows no versions', async () => {
    const store = storeAt(await serveRaw((_request, response) => void response.end('{"k":{"count":1}}')))
    expect(await store.getKey('k', call())).toEqual({ ok: true, value: { value: { count: 1 } } })
  })

  it('says that nobody is there', async () => {
    const kv = await serveKeyValue()
    await kv.close(0)
    const store = storeAt(kv.url)
    const failures = await Promise.all([
      store.getKey('k', call()),
      store.setKey('k', 1, call()),
      store.deleteKey('k', call()),
    ])
    for (const failure of failures) expect(failure).toMatchObject({ ok: false, failure: { kind: 'down' } })
  })

  it('says that the host has no such name', async () => {
    expect(await storeAt('http://no-such-host.invalid/').getKey('k', call())).toMatchObject({
      ok: false,
      failure: { kind: 'down' },
    })
  })

  it('says that no answer came in time', async () => {
    const store = storeAt(await serveRaw(() => undefined))
    expect(await store.getKey('k', call(50))).toMatchObject({
      ok: false,
      failure: { kind: 'hanging', message: expect.stringContaining('getKey') as unknown },
    })
  })

  it('says so too when the answer began and does not end', async () => {
    const store = storeAt(await serveRaw((_request, response) => void response.write('{"k":')))
    expect(await store.getKey('k', call(100))).toMatchObject({ ok: false, failure: { kind: 'hanging' } })
  })

  it.each<[string, RequestListener]>([
    ['a page', (_request, response) => void response.end('<h1>It works!</h1>')],
    ['another key', (_request, response) => void response.end('{"other":1}')],
    ['a list', (_request, response) => void response.end('[1]')],
    ['nothing', (_request, response) => void response.end()],
    ['an error', (_request, response) => void response.writeHead(500).end('{"k":1}')],
    ['a redirect', (_request, response) => void response.writeHead(302, { Location: '/k' }).end('{"k":1}')],
    ['five megabytes', (_request, response) => void response.end(`{"k":"${'x'.repeat(5_000_000)}"}`)],
  ])('does not take %s for an answer', async (_name, listener) => {
    const store = storeAt(await serveRaw(listener))
    expect(await store.getKey('k', call())).toMatchObject({ ok: false, failure: { kind: 'nonsense' } })
    expect(await store.setKey('k', 1, call())).toMatchObject({ ok: false, failure: { kind: 'nonsense' } })
  })
})

describe('a store of three plain methods', () => {
  it('names the method that threw', async () => {
    const store = plainSessionStore({
      ...mapMethods(),
      getKey: () => {
        throw new Error('not implemented')
      },
      setKey: () => Promise.reject(new Error('not yet')),
    })
    expect(await store.getKey('k', call())).toEqual({
      ok: false,
      failure: { kind: 'broken', message: 'getKey: not implemented' },
    })
    expect(await store.setKey('k', 1, call())).toEqual({
      ok: false,
      failure: { kind: 'broken', message: 'setKey: not yet' },
    })
  })

  it('is not waited for without end', async () => {
    const store = plainSessionStore({ ...mapMethods(), getKey: () => new Promise(() => undefined) })
    expect(await store.getKey('k', call(30))).toMatchObject({ ok: false, failure: { kind: 'hanging' } })
  })

  it('takes undefined for null and refuses what JSON cannot say', async () => {
    const answers: unknown[] = [undefined, () => 1]
    const store = plainSessionStore({ ...mapMethods(), getKey: () => answers.shift() })
    expect(await store.getKey('k', call())).toMatchObject({ value: { value: null } })
    expect(await store.getKey('k', call())).toMatchObject({ failure: { kind: 'nonsense' } })
  })
})
