import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createControlApp } from '../../../src/servers/control/control-app.ts'
import { allowedHosts } from '../../../src/servers/http/guard-requests.ts'
import type { Dispatch } from '../../../src/servers/lab/dispatch.ts'
import { newLog, serve } from '../../support/serve.ts'

const control = async (options: { dispatch?: Dispatch; token?: string } = {}) => {
  const panelFolder = await mkdtemp(join(tmpdir(), 'panel-'))
  onTestFinished(() => rm(panelFolder, { recursive: true }))
  await writeFile(join(panelFolder, 'index.html'), '<title>Sessionscope</title>')
  const log = newLog()
  const dispatch = options.dispatch ?? (() => Promise.resolve({ ok: true, value: undefined }))
  const server = await serve(createControlApp({ ...options, dispatch, log, panelFolder, allowedHosts: allowedHosts('127.0.0.1') }))
  return { log, url: server.url, operation: `${server.url}operations/log.clear` }
}

const json = { 'Content-Type': 'application/json' }

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
  const answer = await fetch(operation, { method: 'POST', headers: json, body: '{"a":1}' })
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
  const answer = await fetch(operation, { method: 'POST', headers: { ...json, Origin: origin }, body: '{}' })
  expect(answer.status).toBe(403)
  expect(dispatch).not.toHaveBeenCalled()
})

test('a body that is no JSON gets 400 as a result', async () => {
  const { operation } = await control()
  const answer = await fetch(operation, { method: 'POST', headers: json, body: '{' })
  expect([answer.status, await answer.json()]).toMatchObject([400, { ok: false, failure: { code: 'bad-input' } }])
})

const readEvents = async (url: string, headers: Record<string, string>, count: number): Promise<string[]> => {
  const abort = new AbortController()
  const { body } = await fetch(url, { headers, signal: abort.signal })
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
  expect(JSON.parse(/^data: (.*)$/m.exec(first)?.[1] ?? '')).toMatchObject([{ kind: 'log.began' }, { kind: 'entry.deleted', key: 'a' }])
  log.append({ kind: 'entry.deleted', key: 'b', cause: 'deleted' })
  const [second = ''] = await readEvents(`${url}observations`, { 'Last-Event-ID': id }, 1)
  expect(JSON.parse(/^data: (.*)$/m.exec(second)?.[1] ?? '')).toMatchObject([{ kind: 'entry.deleted', key: 'b' }])
})

test('a reader of another log starts anew', async () => {
  const { url } = await control()
  const [first = ''] = await readEvents(`${url}observations`, { 'Last-Event-ID': `${'0'.repeat(32)}:7` }, 1)
  expect(first).toContain('"log.began"')
})

test('with a token, the stream and the operations ask for it; the page itself does not', async () => {
  const { url, operation } = await control({ token: 'open-sesame' })
  expect((await fetch(url)).status).toBe(200)
  expect((await fetch(`${url}observations`)).status).toBe(401)
  expect((await fetch(`${url}observations?token=wrong`)).status).toBe(401)
  const order = { method: 'POST', headers: json, body: '{}' }
  expect((await fetch(operation, order)).status).toBe(401)
  expect((await fetch(operation, { ...order, headers: { ...json, Authorization: 'Bearer open-sesame' } })).status).toBe(200)
  expect(await readEvents(`${url}observations?token=open-sesame`, {}, 1)).toHaveLength(1)
})
