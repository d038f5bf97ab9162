import { expect } from '@playwright/test'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { hasRedis, startRedis } from '../support/redis-server.ts'
import { startProgram, stopProgram, temporaryFolder, type Started } from './support/headless.ts'
import { test } from './support/kept.ts'
import { visit } from './support/visit.ts'

// What a visitor meets when the store is down, hangs, talks nonsense or is late, through processes; and that it all mends itself.

const counterWith = async (folder: string, kv: string): Promise<Started & { url: string }> => {
  const config = join(folder, 'counter-of-trouble.cfg')
  await writeFile(config, `USE_SESSION_STORE = True\nKV_URL = '${kv}'\n`)
  const started = await startProgram(['counter', '--port', '0', '--config', config, '--data', folder], ['counter'])
  return { ...started, url: started.urls['counter'] ?? '' }
}

const startKv = async (folder: string, port = '0'): Promise<Started & { url: string }> => {
  const started = await startProgram(['kv', '--port', port, '--data', folder], ['key-value'])
  return { ...started, url: started.urls['key-value'] ?? '' }
}

/** A visit that fails with a page that says what failed. How long it took is told, not judged: the machine does other things too. */
const failing = async (counter: string, cookie: string, says: RegExp): Promise<void> => {
  const began = performance.now()
  const answer = await visit(counter, cookie)
  const took = performance.now() - began
  expect([answer.status, answer.line]).toEqual([503, ''])
  expect(answer.text).toMatch(/<h1>503 Service Unavailable<\/h1>/)
  expect(answer.text).toMatch(says)
  console.log(`${says.source}: 503 after ${took.toFixed(0)} ms`)
}

test('a store that is down: 503 at once; it comes back, and the count goes on', async () => {
  const folder = await temporaryFolder()
  const kv = await startKv(folder.path)
  const counter = await counterWith(folder.path, kv.url)
  const { cookie } = await visit(counter.url)
  await stopProgram(kv.process)
  await failing(counter.url, cookie, /session store is down.*your session is kept.*getKey.*nothing listens there/)
  const again = await startKv(folder.path, new URL(kv.url).port)
  expect((await visit(counter.url, cookie)).count).toBe(2)
  // Killed between two requests, so that the kept-alive connection is a dead one.
  again.process.kill('SIGKILL')
  await once(again.process, 'exit')
  const third = await startKv(folder.path, new URL(kv.url).port)
  expect((await visit(counter.url, cookie)).count).toBe(3)
  await Promise.all([stopProgram(counter.process), stopProgram(third.process)])
  await folder.close()
})

test('a store that hangs: 503 within two seconds, for those who wait as well; then the count goes on', async () => {
  const folder = await temporaryFolder()
  const kv = await startKv(folder.path)
  const counter = await counterWith(folder.path, kv.url)
  const { cookie } = await visit(counter.url)
  kv.process.kill('SIGSTOP')
  await Promise.all([1, 2, 3].map(() => failing(counter.url, cookie, /does not answer in time/)))
  kv.process.kill('SIGCONT')
  // The calls that came too late were reads: they count nothing.
  await expect.poll(async () => (await visit(counter.url, cookie)).status).toBe(200)
  expect((await visit(counter.url, cookie)).count).toBe(3)
  await Promise.all([stopProgram(counter.process), stopProgram(kv.process)])
  await folder.close()
})

/** A key-value service of one value that a test makes late, or something else. */
const serving = async (listener: RequestListener, port = 0): Promise<{ server: Server; url: string }> => {
  const server = createServer(listener).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/` }
}

for (const [what, listener] of [
  ['a page', (_request, response) => response.end('<h1>Hello</h1>')],
  ['other JSON', (_request, response) => response.end('{"hello":"world"}')],
  ['no HTTP', (_request, response) => response.socket?.end('hello\r\n\r\n')],
] as [string, RequestListener][]) {
  test(`a store that answers nonsense, ${what}: 503 that doubts KV_URL`, async () => {
    const folder = await temporaryFolder()
    const { server, url } = await serving(listener)
    const counter = await counterWith(folder.path, url)
    await failing(counter.url, '', /is none.*KV_URL.*setKey/)
    await stopProgram(counter.process)
    server.closeAllConnections()
    server.close()
    await folder.close()
  })
}

test('a late write counts once: what was answered 503 may have happened, and no count is doubled', async () => {
  const folder = await temporaryFolder()
  const kv = await startKv(folder.path)
  const late: (() => void)[] = []
  let isLate = false
  // Hands everything on to the real service, a write as late as the test wants.
  const relay = await serving((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const pass = async () => {
          const body = request.method === 'POST' ? { body: Buffer.concat(chunks).toString() } : {}
          const { 'if-match': match, 'if-none-match': none, ttl } = request.headers
          const conditions = Object.entries({ 'If-Match': match, 'If-None-Match': none, TTL: ttl }).filter(
            (pair): pair is [string, string] => typeof pair[1] === 'string',
          )
          const answer = await fetch(new URL(request.url ?? '/', kv.url), {
            method: request.method ?? 'GET',
            headers: [['Content-Type', 'application/json'], ...conditions],
            ...body,
          })
          const text = await answer.text()
          const tag = answer.headers.get('etag')
          response.writeHead(answer.status, { ...(tag !== null && { ETag: tag }) }).end(text)
        }
        if (isLate && request.method === 'POST') late.push(() => void pass())
        else void pass()
      })
  })
  const counter = await counterWith(folder.path, relay.url)
  const { cookie } = await visit(counter.url)
  isLate = true
  await failing(counter.url, cookie, /does not answer in time.*setKey/)
  isLate = false
  const stored = async () =>
    (
      (await (await fetch(new URL(cookie.replace('session=', ''), kv.url))).json()) as Record<string, { count: number }>
    )[cookie.replace('session=', '')]?.count
  // The write arrives after all: it was made on what it had read, so it counts.
  late[0]?.()
  await expect.poll(stored).toBe(2)
  expect((await visit(counter.url, cookie)).count).toBe(3)

  isLate = true
  await failing(counter.url, cookie, /does not answer in time.*setKey/)
  isLate = false
  expect((await visit(counter.url, cookie)).count).toBe(4)
  // This one arrives after somebody else has written: its condition no longer holds, so it overwrites nothing.
  late[1]?.()
  expect((await visit(counter.url, cookie)).count).toBe(5)
  expect(await stored()).toBe(5)
  await Promise.all([stopProgram(counter.process), stopProgram(kv.process)])
  relay.server.closeAllConnections()
  relay.server.close()
  await folder.close()
})

test('Redis away behind the service: 503 that names it; back again, the count goes on', async () => {
  test.skip(!hasRedis, 'there is no redis-server on this machine')
  const folder = await temporaryFolder()
  const redis = await startRedis()
  await writeFile(join(folder.path, 'counter.cfg'), `KV_STORE = '${redis.url}'\n`)
  const kv = await startKv(folder.path)
  const counter = await counterWith(folder.path, kv.url)
  const { cookie } = await visit(counter.url)
  await redis.kill()
  await expect.poll(async () => (await visit(counter.url, cookie)).status).toBe(503)
  await failing(counter.url, cookie, /session store is down.*The Redis store does not answer/)
  const again = await startRedis(Number(new URL(redis.url).port))
  await expect.poll(async () => (await visit(counter.url, cookie)).status).toBe(200)
  await Promise.all([stopProgram(counter.process), stopProgram(kv.process)])
  await Promise.all([redis.stop(), again.stop()])
  await folder.close()
})
