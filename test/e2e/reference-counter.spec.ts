import { expect } from '@playwright/test'
import { createHmac } from 'node:crypto'
import { stopProgram, startProgram, temporaryFolder, test } from './support/headless.ts'
import { ask, type Answer } from './support/raw-request.ts'

// One test for each row of the original counter's observed behaviour, against `sessionscope serve` as a user starts it.

const secret = 'dev-secret-0123'
const clientSide = `SECRET_KEY = '${secret}'\n`
const serverSide = `${clientSide}USE_SESSION_STORE = True\n`
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const cleared = 'session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/'

const countOf = ({ text }: Answer): number => Number(/<h1>Count: (\d+)<\/h1>/.exec(text)?.[1])
const valueOf = ({ setCookie }: Answer): string => /^session=([^;]*)/.exec(setCookie[0] ?? '')?.[1] ?? ''
const withCookie = (value: string) => ({ headers: { Cookie: `session=${value}` } })

/** A cookie that somebody who knows the key signed at a time, in Unix seconds. */
const signed = (payload: string, seconds: number): string => {
  const time = Buffer.alloc(4)
  time.writeUInt32BE(seconds)
  const value = `${Buffer.from(payload).toString('base64url')}.${time.toString('base64url')}`
  const key = createHmac('sha1', secret).update('cookie-session').digest()
  return `${value}.${createHmac('sha1', key).update(value).digest('base64url')}`
}

const now = () => Math.floor(Date.now() / 1000)

test.describe('signed cookies', () => {
  test.use({ settings: clientSide })

  test('GET / counts up, sets the cookie and varies by it', async ({ servers: { counter } }) => {
    const first = await ask(counter, '/')
    expect(first.status).toBe(200)
    expect(first.header('content-type')).toBe('text/html; charset=utf-8')
    expect(first.header('vary')).toBe('Cookie')
    expect(first.header('cache-control')).toBe('no-store')
    expect(first.header('etag')).toBeUndefined()
    expect(first.setCookie).toEqual([expect.stringMatching(/^session=[\w-]+\.[\w-]+\.[\w-]{27}; HttpOnly; Path=\/$/)])
    const second = await ask(counter, '/', withCookie(valueOf(first)))
    expect([countOf(first), countOf(second)]).toEqual([1, 2])
  })

  test('HEAD / runs it too', async ({ servers: { counter } }) => {
    const head = await ask(counter, '/', { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
    expect(countOf(await ask(counter, '/', withCookie(valueOf(head))))).toBe(2)
  })

  test('the page has the elements of the original', async ({ servers: { counter } }) => {
    const { text } = await ask(counter, '/')
    expect(text).toContain('<title>Counter example</title>')
    expect(text).toContain('<h1>Count: 1</h1>')
    expect(text).toContain('<form method="POST" action="/reset"><input type="submit" value="Reset" /></form>')
  })

  const refused: [what: string, value: () => string][] = [
    ['tampered', () => signed('{"count":7}', now()).replace('eyJj', 'eyJk')],
    ['signed with another key', () => 'eyJjb3VudCI6Mn0.ZVPxAA.oebem5PAZgyHjoVMsvj-cetDQd8'],
    ['garbage', () => 'garbage'],
    ['expired', () => signed('{"count":7}', now() - 2_678_402)],
    ['from the future', () => signed('{"count":7}', now() + 1000)],
    ['no object', () => signed('[1]', now())],
  ]
  for (const [what, value] of refused) {
    test(`a cookie that is ${what}: 200, Count 1, a new cookie, silently`, async ({ servers: { counter } }) => {
      const answer = await ask(counter, '/', withCookie(value()))
      expect([answer.status, countOf(answer)]).toEqual([200, 1])
      expect(valueOf(answer)).not.toBe('')
    })
  }

  test('a cookie that itsdangerous would make is accepted', async ({ servers: { counter } }) => {
    expect(countOf(await ask(counter, '/', withCookie(signed('{"count":41}', now() - 5))))).toBe(42)
  })

  test('of two session cookies the first wins', async ({ servers: { counter } }) => {
    const cookie = `session=${signed('{"count":10}', now())}; session=${signed('{"count":20}', now())}`
    expect(countOf(await ask(counter, '/', { headers: { Cookie: cookie } }))).toBe(11)
  })

  for (const [state, value] of [
    ['no session', ''],
    ['a session', signed('{"count":3}', now())],
    ['garbage', 'x'],
  ] as const) {
    test(`POST /reset with ${state}: 302 to / and a clearing line; then the page shows 1`, async ({
      servers: { counter },
    }) => {
      const answer = await ask(counter, '/reset', { method: 'POST', ...(value === '' ? {} : withCookie(value)) })
      expect([answer.status, answer.header('location')]).toEqual([302, '/'])
      expect(answer.setCookie).toEqual([cleared.replace('; Path', '; HttpOnly; Path')])
      expect(countOf(await ask(counter, '/'))).toBe(1)
    })
  }

  test('GET /reset and POST / are 405 with Allow', async ({ servers: { counter } }) => {
    const reset = await ask(counter, '/reset')
    expect([reset.status, reset.header('allow')]).toEqual([405, expect.stringContaining('POST')])
    const index = await ask(counter, '/', { method: 'POST' })
    expect([index.status, index.header('allow')]).toEqual([405, expect.stringContaining('GET')])
    expect([...reset.setCookie, ...index.setCookie]).toEqual([])
  })

  test('/favicon.ico never touches the session', async ({ servers: { counter } }) => {
    const icon = await ask(counter, '/favicon.ico', withCookie(signed('{"count":3}', now())))
    expect([200, 204]).toContain(icon.status)
    expect(icon.setCookie).toEqual([])
  })

  test('other paths are 404 without Set-Cookie', async ({ servers: { counter } }) => {
    const answer = await ask(counter, '/no/such', withCookie(signed('{"count":3}', now())))
    expect([answer.status, answer.setCookie]).toEqual([404, []])
  })
})

test.describe('server-side sessions', () => {
  test.use({ settings: serverSide })

  const stored = async (kv: string, id: string): Promise<unknown> =>
    ((await ask(kv, `/${id}`)).json() as Record<string, unknown>)[id]

  test('GET / sends the same id every time and keeps the data in the store', async ({ servers: { counter, kv } }) => {
    const first = await ask(counter, '/')
    const id = valueOf(first)
    expect(id).toMatch(uuid)
    expect(first.setCookie).toEqual([`session=${id}; HttpOnly; Path=/`])
    const second = await ask(counter, '/', withCookie(id))
    expect(second.setCookie).toEqual(first.setCookie)
    expect([countOf(first), countOf(second)]).toEqual([1, 2])
    expect(await stored(kv, id)).toEqual({ count: 2 })
  })

  test('an id that was never issued is not adopted', async ({ servers: { counter, kv } }) => {
    const planted = '11111111-1111-4111-8111-111111111111'
    const answer = await ask(counter, '/', withCookie(planted))
    expect(valueOf(answer)).toMatch(uuid)
    expect(valueOf(answer)).not.toBe(planted)
    expect(await stored(kv, planted)).toBeNull()
  })

  for (const rubbish of ['a/b', '../x', '%00', 'x'.repeat(3000), '__proto__', 'j:{"a":1}']) {
    test(`the id ${rubbish.slice(0, 12)} gets a new one`, async ({ servers: { counter } }) => {
      const answer = await ask(counter, '/', withCookie(rubbish))
      expect([answer.status, countOf(answer)]).toEqual([200, 1])
      expect(valueOf(answer)).toMatch(uuid)
    })
  }

  test('a stored value that is no object is an empty session', async ({ servers: { counter, kv } }) => {
    const id = valueOf(await ask(counter, '/'))
    await ask(kv, '/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ [id]: [1, 2] }),
    })
    const answer = await ask(counter, '/', withCookie(id))
    expect([answer.status, countOf(answer)]).toEqual([200, 1])
  })

  test('POST /reset deletes the key; the next page shows 1 under a new id', async ({ servers: { counter, kv } }) => {
    const id = valueOf(await ask(counter, '/'))
    const reset = await ask(counter, '/reset', { method: 'POST', ...withCookie(id) })
    expect([reset.status, reset.header('location'), reset.setCookie]).toEqual([302, '/', [cleared]])
    expect(await stored(kv, id)).toBeNull()
    const next = await ask(counter, '/', withCookie(id))
    expect(countOf(next)).toBe(1)
    expect(valueOf(next)).not.toBe(id)
  })

  test('50 requests in parallel on one session, then one more: exactly 52', async ({ servers: { counter } }) => {
    const id = valueOf(await ask(counter, '/'))
    await Promise.all(Array.from({ length: 50 }, () => ask(counter, '/', withCookie(id))))
    expect(countOf(await ask(counter, '/', withCookie(id)))).toBe(52)
  })

  test('200 requests in parallel on one session end at exactly +200', async ({ servers: { counter, kv } }) => {
    const id = valueOf(await ask(counter, '/'))
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(counter, '/', withCookie(id))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map(countOf)).size).toBe(200)
    expect(await stored(kv, id)).toEqual({ count: 201 })
  })
})

test('a store that is down: 503, the cookie is kept, and nothing is lost when it is back', async () => {
  const folder = await temporaryFolder()
  const files = ['--data', folder.path]
  const kv = await startProgram(['kv', '--port', '0', ...files], ['key-value'])
  const kvUrl = kv.urls['key-value'] ?? ''
  const kvPort = new URL(kvUrl).port
  const { writeFile } = await import('node:fs/promises')
  await writeFile(`${folder.path}/counter.cfg`, `${serverSide}KV_URL = '${kvUrl}'\n`)
  const counter = await startProgram(['counter', '--port', '0', ...files], ['counter'])
  const counterUrl = counter.urls['counter'] ?? ''
  const id = valueOf(await ask(counterUrl, '/'))
  await stopProgram(kv.process, 'SIGKILL')
  const down = await ask(counterUrl, '/', withCookie(id))
  expect([down.status, down.setCookie]).toEqual([503, []])
  const again = await startProgram(['kv', '--port', kvPort, ...files], ['key-value'])
  const back = await ask(counterUrl, '/', withCookie(id))
  expect([back.status, countOf(back), valueOf(back)]).toEqual([200, 2, id])
  expect(await stopProgram(again.process)).toBe(0)
  expect(await stopProgram(counter.process)).toBe(0)
  await folder.close()
})
