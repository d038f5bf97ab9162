import { expect } from '@playwright/test'
import { test } from './support/headless.ts'
import { ask, type Answer } from './support/raw-request.ts'

// One test for each row of the original key-value service's observed behaviour, against `sessionscope serve`.

const anyText: unknown = expect.any(String)
const json = { 'Content-Type': 'application/json' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const post = (kv: string, body: string, headers: Record<string, string> = json): Promise<Answer> =>
  ask(kv, '/', { method: 'POST', headers, body })
const set = async (kv: string, values: Record<string, unknown>) => {
  expect((await post(kv, JSON.stringify(values))).status).toBe(200)
}

test('POST / with a JSON object sets every key and echoes the object', async ({ servers: { kv } }) => {
  const answer = await post(kv, '{"foo":"bar","n":{"a":[1,null]}}')
  expect([answer.status, answer.json()]).toEqual([200, { foo: 'bar', n: { a: [1, null] } }])
  expect((await ask(kv, '/n')).json()).toEqual({ n: { a: [1, null] } })
})

test('POST / with a urlencoded form: values are strings, the first of a repeated key', async ({ servers: { kv } }) => {
  expect((await post(kv, 'a=1&a=2&b=x+y', form)).json()).toEqual({ a: '1', b: 'x y' })
  expect((await ask(kv, '/a')).json()).toEqual({ a: '1' })
})

test('POST / with a multipart form does the same', async ({ servers: { kv } }) => {
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const body = `${part('a', '1')}${part('a', '2')}${part('b', 'ü')}--x--\r\n`
  expect((await post(kv, body, { 'Content-Type': 'multipart/form-data; boundary=x' })).json()).toEqual({
    a: '1',
    b: 'ü',
  })
})

for (const [what, body] of [
  ['nothing', ''],
  ['bad JSON', '{"a":'],
  ['an array', '[1]'],
  ['a string', '"x"'],
  ['a number', '7'],
  ['null', 'null'],
] as const) {
  test(`POST / with ${what}: 400 with a JSON error`, async ({ servers: { kv } }) => {
    const answer = await post(kv, body)
    expect([answer.status, answer.json()]).toEqual([400, { error: anyText }])
  })
}

test('POST / with another content type: 415', async ({ servers: { kv } }) => {
  const answer = await post(kv, 'a: 1', { 'Content-Type': 'application/yaml' })
  expect([answer.status, answer.json()]).toEqual([415, { error: anyText }])
})

test('GET /<key> gives the value, or null for a missing key, both with 200', async ({ servers: { kv } }) => {
  await set(kv, { foo: 0 })
  const [found, missing] = [await ask(kv, '/foo'), await ask(kv, '/nope')]
  expect([found.status, found.json(), missing.status, missing.json()]).toEqual([200, { foo: 0 }, 200, { nope: null }])
})

test('DELETE /<key> gives the old value, then null', async ({ servers: { kv } }) => {
  await set(kv, { foo: 'bar' })
  const remove = async () => {
    const answer = await ask(kv, '/foo', { method: 'DELETE' })
    return [answer.status, answer.json()]
  }
  expect([await remove(), await remove()]).toEqual([
    [200, { foo: 'bar' }],
    [200, { foo: null }],
  ])
})

test('GET / lists the keys in order; a prefix narrows, an empty one does not', async ({ servers: { kv } }) => {
  await set(kv, { b: 1, ab: 1, aa: 1, ü: 1 })
  const keys = async (path: string) => (await ask(kv, path)).json()
  expect(await keys('/')).toEqual({ keys: ['aa', 'ab', 'b', 'ü'] })
  expect(await keys('/?prefix=a')).toEqual({ keys: ['aa', 'ab'] })
  expect(await keys('/?prefix=')).toEqual({ keys: ['aa', 'ab', 'b', 'ü'] })
  expect(await keys('/?prefix=zz')).toEqual({ keys: [] })
})

for (const [method, path] of [
  ['PUT', '/'],
  ['POST', '/k'],
  ['DELETE', '/'],
] as const) {
  test(`${method} ${path}: 405 with Allow`, async ({ servers: { kv } }) => {
    const answer = await ask(kv, path, { method })
    expect([answer.status, answer.header('allow')]).toEqual([405, expect.stringContaining('GET')])
    expect(answer.json()).toEqual({ error: anyText })
  })
}

test('keys are percent-decoded UTF-8; /a/b is 404', async ({ servers: { kv } }) => {
  await set(kv, { 'grüße 1': 1, 'a/b': 2 })
  expect((await ask(kv, '/gr%C3%BC%C3%9Fe%201')).json()).toEqual({ 'grüße 1': 1 })
  expect((await ask(kv, '/a/b')).status).toBe(404)
  expect((await ask(kv, '/a%2Fb')).json()).toEqual({ 'a/b': 2 })
})

test('__proto__ and constructor are keys like any other', async ({ servers: { kv } }) => {
  expect((await post(kv, '{"__proto__":1,"constructor":2}')).text).toBe('{"__proto__":1,"constructor":2}')
  expect((await ask(kv, '/__proto__')).text).toContain('{"__proto__":1}')
  expect((await ask(kv, '/toString')).text).toContain('{"toString":null}')
})

test('20 writes in parallel: none fails, none is lost', async ({ servers: { kv } }) => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => post(kv, JSON.stringify({ [`p${n}`]: n }))))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect(((await ask(kv, '/?prefix=p')).json() as { keys: string[] }).keys).toHaveLength(20)
})
