import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, test, vi } from 'vitest'
import { createControlApp } from '../../../src/servers/control/control-app.ts'
import { allowedHosts } from '../../../src/servers/http/guard-requests.ts'
import { chooseToken } from '../../../src/servers/control/token.ts'
import { createDispatch, type Dispatch } from '../../../src/servers/lab/dispatch.ts'
import type { Handlers } from '../../../src/shared/wire/contract.ts'
import { newLog, serve, valueOf } from '../../support/serve.ts'

const token = 'open-sesame-0123456789'

const control = async (options: { dispatch?: Dispatch } = {}) => {
  const panelFolder = await mkdtemp(join(tmpdir(), 'panel-'))
  onTestFinished(() => rm(panelFolder, { recursive: true }))
  await writeFile(join(panelFolder, 'index.html'), '<title>Sessionscope</title>')
  const log = newLog()
  const dispatch = options.dispatch ?? (() => Promise.resolve({ ok: true, value: undefined }))
  const server = await serve(
    createControlApp({ ...options, dispatch, log, panelFolder, allowedHosts: allowedHosts('127.0.0.1'), token }),
  )
  return { log, url: server.url, operation: `${server.url}operations/log.clear` }
}

const json = { 'Content-Type': 'application/json' }
const bearer = { Authorization: `Bearer ${token}` }
const own = { ...json, ...bearer }

test('serves the panel under a strict content security policy', async () => {
  const { url } = await control()
  const answer = await fetch(url)
  expect(await answer.text()).toContain('Sessionscope')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('hands an operation to the dispatcher and its result back', async () => {
  const dispatch = vi.fn<Dispatch>().mockResolvedValue({ ok: true, value: { text: 'x' } })
  const { operation } = await control({ dispatch })
  const answer = await fetch(operation, { method: 'POST', headers: own, body: '{"a":1}' })
  expect(await answer.json()).toEqual({ ok: true, value: { text: 'x' } })
  expect(dispatch).toHaveBeenCalledExactlyOnceWith('log.clear', { a: 1 })
})

test.each([
  ['another site', 'https://evil.example'],
  ['another port of this machine', 'http://localhost:5000'],
  ['no site', 'null'],
])('refuses orders from a page of %s', async (_who, origin) => {
  const dispatch = vi.fn<Dispatch>()
  const { operation } = await control({ dispatch })
  const answer = await fetch(operation, { method: 'POST', headers: { ...own, Origin: origin }, body: '{}' })
  expect(answer.status).toBe(403)
  expect(dispatch).not.toHaveBeenCalled()
})

test('a body that is no JSON gets 400 as a result', async () => {
  const { operation } = await control()
  const answer = await fetch(operation, { method: 'POST', headers: own, body: '{' })
  expect([answer.status, await answer.json()]).toMatchObject([400, { ok: false, failure: { code: 'bad-input' } }])
})

const readEvents = async (url: string, headers: Record<string, string>, count: number): Promise<string[]> => {
  const abort = new AbortController()
  const { body } = await fetch(url, { headers: { ...bearer, ...headers }, signal: abort.signal })
  const events: string[] = []
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString()
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    events.push(...parts)
    if (events.length >= count) break
  }
  abort.abort()
  return events
}

test('streams the log from its beginning, then what comes, and resumes after Last-Event-ID', async () => {
  const { url, log } = await control()
  log.append({ kind: 'entry.deleted', key: 'a', cause: 'deleted' })
  const [first = ''] = await readEvents(`${url}observations`, {}, 1)
  const id = /^id: (.*)$/m.exec(first)?.[1] ?? ''
  expect(id).toBe(`${log.trace}:2`)
  expect(JSON.parse(/^data: (.*)$/m.exec(first)?.[1] ?? '')).toMatchObject([
    { kind: 'log.began' },
    { kind: 'entry.deleted', key: 'a' },
  ])
  log.append({ kind: 'entry.deleted', key: 'b', cause: 'deleted' })
  const [second = ''] = await readEvents(`${url}observations`, { 'Last-Event-ID': id }, 1)
  expect(JSON.parse(/^data: (.*)$/m.exec(second)?.[1] ?? '')).toMatchObject([{ kind: 'entry.deleted', key: 'b' }])
})

test('a reader of another log starts anew', async () => {
  const { url } = await control()
  const [first = ''] = await readEvents(`${url}observations`, { 'Last-Event-ID': `${'0'.repeat(32)}:7` }, 1)
  expect(first).toContain('"log.began"')
})

test('the stream and the operations ask for the token, also on this machine; the page itself holds nothing and does not', async () => {
  const dispatch = vi.fn<Dispatch>()
  const { url, operation } = await control({ dispatch })
  const page = await fetch(url)
  expect([page.status, (await page.text()).includes(token)]).toEqual([200, false])
  for (const headers of [
    {},
    { Authorization: 'Bearer x' },
    { Authorization: `Basic ${token}` },
    { Authorization: `Bearer ${token}x` },
    { Cookie: `token=${token}` },
  ]) {
    for (const asked of [
      fetch(`${url}observations`, { headers }),
      fetch(operation, { method: 'POST', headers: { ...json, ...headers }, body: '{}' }),
    ]) {
      const answer = await asked
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
      expect(await answer.text()).not.toContain(token)
    }
  }
  expect((await fetch(`${url}observations?token=wrong`)).status).toBe(401)
  expect((await fetch(`${url}observations?token=${token}&token=${token}`)).status).toBe(401)
  expect(dispatch).not.toHaveBeenCalled()
  const stream = await fetch(`${url}observations?token=${token}`)
  expect(stream.status).toBe(200)
  await stream.body?.cancel()
})

test.each(['cross-site', 'same-site'])(
  'a %s page gets neither stream nor operations, even with the token',
  async (site) => {
    const dispatch = vi.fn<Dispatch>()
    const { url, operation } = await control({ dispatch })
    // Node's fetch says this by itself, and only what it means.
    const statuses = await Promise.all([
      statusOf(`${url}observations?token=${token}`, { 'Sec-Fetch-Site': site }),
      statusOf(`${url}observations`, { ...bearer, Origin: 'http://localhost:5000' }),
      statusOf(operation, { ...own, 'Sec-Fetch-Site': site }, '{}'),
    ])
    expect(statuses).toEqual([403, 403, 403])
    expect(dispatch).not.toHaveBeenCalled()
  },
)

test('what an operation brings may not hold the token: it would be recorded', async () => {
  const dispatch = vi.fn<Dispatch>()
  const { operation } = await control({ dispatch })
  const answer = await fetch(operation, {
    method: 'POST',
    headers: own,
    body: JSON.stringify({ notes: `see http://localhost:5200/#token=${token}` }),
  })
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { ok: false, failure: { code: 'bad-input', message: expect.stringContaining('token of the panel') as unknown } },
  ])
  expect(dispatch).not.toHaveBeenCalled()
})

test.each<[string, string, number]>([
  ['far too large', `"${'x'.repeat(3_000_000)}"`, 413],
  ['two million brackets', '['.repeat(1_999_999), 400],
  ['nested a million deep', '['.repeat(999_990) + ']'.repeat(999_990), 400],
  ['a list of half a million', `[${'0,'.repeat(500_000)}0]`, 400],
  ['members of a prototype', '{"__proto__":{"ok":true},"constructor":1}', 200],
  ['not UTF-8', '{"a":"\ud800"}', 200],
])('a body that is %s is answered, and the next one too', async (_what, body, status) => {
  const { operation } = await control({ dispatch: createDispatch(noHandlers, () => undefined) })
  expect((await fetch(operation, { method: 'POST', headers: own, body })).status).toBe(status)
  const next = await fetch(operation, { method: 'POST', headers: own, body: '{}' })
  expect(await next.json()).toEqual({ ok: true })
})

test('a body that claims another encoding than it has is answered', async () => {
  const { operation } = await control()
  expect(
    (await fetch(operation, { method: 'POST', headers: { ...own, 'Content-Encoding': 'gzip' }, body: '{}' })).status,
  ).toBe(400)
  expect(
    (await fetch(operation, { method: 'POST', headers: { ...own, 'Content-Encoding': 'x' }, body: '{}' })).status,
  ).toBe(415)
})

describe('the token', () => {
  it('is made of 128 random bits where nobody settles it', () => {
    const [one, other] = [valueOf(chooseToken(undefined)), valueOf(chooseToken(''))]
    expect(one).toMatch(/^[\w-]{22}$/)
    expect(other).not.toBe(one)
  })

  it('is the one that the environment gives, where nobody could guess that', () => {
    for (const strong of [
      '0123456789abcdef0123456789abcdef',
      'correct-horse.battery~staple',
      'aB3_'.repeat(10) + 'wxyz',
    ])
      expect(valueOf(chooseToken(strong))).toBe(strong)
  })

  it.each([
    ['secret', /too short.*16 characters/],
    ['a'.repeat(40), /could be guessed.*8 different/],
    ['with spaces in it, and so on', /letters, digits and/],
    ['ünïcödé-ünïcödé-ünïcödé', /letters, digits and/],
    ['0123456789abcdef'.repeat(20), /too long.*200/],
  ])('%s is refused in words that do not repeat it', (weak, reason) => {
    const chosen = chooseToken(weak)
    if (chosen.ok) throw new Error('It was taken.')
    expect(chosen.failure.message).toMatch(reason)
    expect(chosen.failure.message).toMatch(/^SESSIONSCOPE_TOKEN /)
    expect(chosen.failure.message).not.toContain(weak)
  })
})

/** The status of an answer to a request with exactly these headers. */
const statusOf = (url: string, headers: Record<string, string>, body?: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', headers, agent: false }, (answer) => {
      resolve(answer.statusCode)
      answer.destroy()
    })
    sent.on('error', reject)
    sent.end(body)
  })

const noHandlers = new Proxy({}, { get: () => () => Promise.resolve({ ok: true, value: undefined }) }) as Handlers
