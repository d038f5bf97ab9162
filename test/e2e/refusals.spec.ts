import { expect } from '@playwright/test'
import { connect } from 'node:net'
import { authorizationOf } from '../support/panel-link.ts'
import { test } from './support/headless.ts'
import { ask, type Answer } from './support/raw-request.ts'

// What `sessionscope serve` refuses, and how it says so: JSON from the key-value service, a page from the counter.

const json = { 'Content-Type': 'application/json' }
const post = (kv: string, body: string | Buffer, headers: Record<string, string> = json) =>
  ask(kv, '/', { method: 'POST', headers, body })

const expectError = (answer: Answer, status: number, says: RegExp) => {
  expect(answer.status).toBe(status)
  expect(answer.header('content-type')).toBe('application/json')
  expect(answer.json()).toEqual({ error: expect.stringMatching(says) })
}

const expectPage = (answer: Answer, status: number, says: RegExp) => {
  expect(answer.status).toBe(status)
  expect(answer.header('content-type')).toMatch(/^text\/html/)
  expect(answer.text).toMatch(new RegExp(`<h1>${String(status)} [\\w ]+</h1>`))
  expect(answer.text).toMatch(says)
  expect(answer.text.length).toBeLessThan(600)
  expect(answer.setCookie).toEqual([])
}

/** Sends text as it is, and reads until the server ends the connection. */
const sendRaw = (url: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket
      .on('close', () => {
        resolve(answer)
      })
      .on('error', reject)
  })

test('a body of 1 MiB is taken, one byte more is 413', async ({ servers: { kv } }) => {
  const bodyOf = (bytes: number) => `{"k":"${'x'.repeat(bytes - 8)}"}`
  expect((await post(kv, bodyOf(1_048_576))).status).toBe(200)
  expectError(await post(kv, bodyOf(1_048_577)), 413, /1048576 bytes/)
  // Without a length, and so told only on the way.
  const chunked = await sendRaw(
    kv,
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n${'x'.repeat(0x200000)}\r\n`,
  )
  expect(chunked).toMatch(/^HTTP\/1\.1 413 .*\{"error":/s)
})

test('the counter does not read long bodies either', async ({ servers: { counter } }) => {
  expectPage(await ask(counter, '/reset', { method: 'POST', body: Buffer.alloc(1_048_577) }), 413, /1048576 bytes/)
})

test('a key over 1 KiB is 400 in a body and 414 in an address', async ({ servers: { kv } }) => {
  const key = 'k'.repeat(1_024)
  expect((await post(kv, JSON.stringify({ [key]: 1 }))).status).toBe(200)
  expect((await ask(kv, `/${key}`)).json()).toEqual({ [key]: 1 })
  expectError(await post(kv, JSON.stringify({ [`${key}k`]: 1 })), 400, /longer than 1024 bytes/)
  expectError(await ask(kv, `/${key}k`), 414, /longer than 1 KiB/)
  expectError(await ask(kv, `/${'%C3%BC'.repeat(513)}`, { method: 'DELETE' }), 414, /longer than 1 KiB/)
})

test('bad JSON, bad UTF-8, a bad type', async ({ servers: { kv } }) => {
  expectError(await post(kv, '{"a":}'), 400, /not well-formed JSON/)
  expectError(await post(kv, Buffer.from([0x7b, 0xff, 0x7d])), 400, /not UTF-8/)
  expectError(await post(kv, '{"a":1}', { 'Content-Type': 'text/plain' }), 415, /text\/plain.*application\/json/)
  expectError(await ask(kv, '/%ff'), 400, /percent-encoded UTF-8/)
})

test('a foreign Host is 403 on all three servers', async ({ servers: { counter, kv, panel } }) => {
  for (const host of ['evil.example', 'evil.example:5000', 'localhost.evil.example', '203.0.113.7']) {
    const headers = { Host: host }
    expectPage(await ask(counter, '/', { headers }), 403, /does not answer to the name/)
    expectError(await ask(kv, '/', { headers }), 403, /does not answer to the name/)
    for (const path of ['/', '/observations']) expect((await ask(panel, path, { headers })).status).toBe(403)
    expect(
      (
        await ask(panel, '/operations/log.clear', {
          method: 'POST',
          headers: { ...headers, ...json, ...authorizationOf(panel) },
          body: '{}',
        })
      ).status,
    ).toBe(403)
  }
  for (const host of ['localhost', '127.0.0.1:80', '[::1]:5000', 'LOCALHOST'])
    expect((await ask(kv, '/', { headers: { Host: host } })).status).toBe(200)
})

test('a page of another site may not write to the store; the counter’s own page may', async ({
  servers: { counter, kv, panel },
}) => {
  const write = (origin: string, method = 'POST', path = '/') =>
    ask(kv, path, { method, headers: { ...json, Origin: origin }, ...(method === 'POST' && { body: '{"a":1}' }) })
  for (const origin of ['http://evil.example', 'https://localhost.evil.example', 'null']) {
    expectError(await write(origin), 403, /may not write here/)
    expectError(await write(origin, 'DELETE', '/a'), 403, /may not write here/)
  }
  // Another port of the same host is the same site.
  for (const page of [counter, panel]) expect((await write(new URL(page).origin)).status).toBe(200)
  // The panel's own operations are stricter: only its very origin.
  const operate = (origin: string) =>
    ask(panel, '/operations/log.clear', {
      method: 'POST',
      headers: { ...json, ...authorizationOf(panel), Origin: origin },
      body: '{}',
    })
  expect((await operate(new URL(counter).origin)).status).toBe(403)
  expect((await operate(new URL(panel).origin)).status).toBe(200)
})

test('a flood of headers is 431, in the words of each server', async ({ servers: { counter, kv } }) => {
  const headers = { Cookie: 'x'.repeat(20_000) }
  expectPage(await ask(counter, '/', { headers }), 431, /longer than 16 KiB/)
  expectError(await ask(kv, '/', { headers }), 431, /longer than 16 KiB/)
})

test('what is no HTTP is 400', async ({ servers: { counter, kv } }) => {
  expect(await sendRaw(counter, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*<h1>400 Bad Request<\/h1>/s)
  expect(await sendRaw(kv, 'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 .*\{"error":/s,
  )
})

test('other addresses and methods of the counter get a page', async ({ servers: { counter } }) => {
  expectPage(await ask(counter, '/nothing'), 404, /The counter is at/)
  expectPage(await ask(counter, '/', { method: 'POST' }), 405, /Use one of GET/)
})
