import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../src/shared/stream/settings.ts'
import { flaskSerializer } from '../../../src/servers/session/flask-serializer.ts'
import type { SessionValue } from '../../../src/servers/session/session-data.ts'
import { plainSessionStore } from '../../support/plain-session-store.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { newLog } from '../../support/serve.ts'
import { cookieOf, visitorOf } from '../../support/visitor.ts'

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const unknownId = '7d7a1d0c-2b43-4b0e-8ea0-1f3d5f0e2c11'

const start = async (USE_SESSION_STORE: boolean, changes: Partial<Settings> = {}) => {
  const log = newLog()
  const kv = await serveKeyValue({ log })
  const counter = await serveCounter({ settings: settingsOf({ USE_SESSION_STORE, ...changes }), storeUrl: kv.url, log })
  const exchanges = () =>
    log
      .read(0, 1000)
      .flatMap((one) =>
        one.kind === 'exchange.requested'
          ? [`${one.to} ${one.method}${one.parent === undefined ? '' : ' within'}`]
          : [],
      )
  return { visit: visitorOf(counter.url), visitStore: visitorOf(kv.url), log, exchanges }
}

describe.each([
  ['client-side', false],
  ['server-side', true],
] as const)('the counter, %s', (mode, isServerSide) => {
  it('counts, and sends the session each time', async () => {
    const { visit } = await start(isServerSide)
    const first = await visit('/')
    expect([first.status, first.count, first.setCookies.length]).toEqual([200, 1, 1])
    expect(first.setCookies[0]).toMatch(/^session=[\w.-]+; HttpOnly; Path=\/$/)
    const second = await visit('/', { cookie: cookieOf(first) })
    expect(second.count).toBe(2)
    expect(second.setCookies[0] === first.setCookies[0]).toBe(isServerSide)
    expect((await visit('/', { cookie: cookieOf(second) })).count).toBe(3)
  })

  it('answers with the headers of the original, and no-store', async () => {
    const { visit } = await start(isServerSide)
    const { headers } = await visit('/')
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    expect(headers.vary).toBe(isServerSide ? undefined : 'Cookie')
    for (const name of ['etag', 'x-powered-by', 'content-security-policy']) expect(headers).not.toHaveProperty(name)
  })

  it('shows the elements of the original', async () => {
    const { visit } = await start(isServerSide)
    const { body } = await visit('/')
    expect(body).toContain('<title>Counter example</title>')
    expect(body).toContain('<h1>Count: 1</h1>')
    expect(body).toContain('<form method="POST" action="/reset"><input type="submit" value="Reset" /></form>')
  })

  it('counts a HEAD request too', async () => {
    const { visit } = await start(isServerSide)
    const head = await visit('/', { method: 'HEAD' })
    expect([head.status, head.body, head.setCookies.length]).toEqual([200, '', 1])
    expect((await visit('/', { cookie: cookieOf(head) })).count).toBe(2)
  })

  it('gives two visitors two counts', async () => {
    const { visit } = await start(isServerSide)
    const [a, b] = [await visit('/'), await visit('/')]
    const again = await visit('/', { cookie: cookieOf(a) })
    expect([again.count, (await visit('/', { cookie: cookieOf(b) })).count]).toEqual([2, 2])
  })

  it('resets in any state: redirect and clearing line', async () => {
    const { visit } = await start(isServerSide)
    const counted = cookieOf(await visit('/'))
    for (const cookie of [undefined, 'session=rubbish', 'session=', `session=${unknownId}`, counted, counted]) {
      const reset = await visit('/reset', { method: 'POST', ...(cookie !== undefined && { cookie }) })
      expect([reset.status, reset.headers.location]).toEqual([302, '/'])
      const httpOnly = isServerSide ? '' : ' HttpOnly;'
      expect(reset.setCookies).toEqual([
        `session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0;${httpOnly} Path=/`,
      ])
    }
    expect((await visit('/')).count).toBe(1)
  })

  it.each([
    ['GET', '/reset', /POST/],
    ['HEAD', '/reset', /POST/],
    ['POST', '/', /GET, HEAD/],
    ['DELETE', '/', /GET, HEAD/],
  ])('answers %s %s with 405 and what is allowed', async (method, path, allow) => {
    const { visit } = await start(isServerSide)
    const answer = await visit(path, { method })
    expect([answer.status, answer.setCookies]).toEqual([405, []])
    expect(answer.headers.allow).toMatch(allow)
  })

  it('tells what is allowed when it is asked', async () => {
    const { visit } = await start(isServerSide)
    const answer = await visit('/', { method: 'OPTIONS' })
    expect([answer.status, answer.headers.allow, answer.setCookies]).toEqual([200, 'GET, HEAD, OPTIONS', []])
  })

  it('never touches the session for the icon', async () => {
    const { visit, log } = await start(isServerSide)
    const cookie = cookieOf(await visit('/'))
    const icon = await visit('/favicon.ico', { cookie })
    expect([icon.status, icon.setCookies, icon.body]).toEqual([204, [], ''])
    expect(log.read(0, 100).filter(({ kind }) => kind === 'session.opened')).toHaveLength(1)
  })

  // What Werkzeug's own server answers.
  it.each([
    ['GET', '//', 200],
    ['GET', '/%2f', 200],
    ['GET', '/?x=1', 200],
    ['GET', '/%2F?x', 200],
    ['POST', '/%72eset', 302],
    ['POST', '/res%65t?x=1', 302],
    ['POST', '//reset', 302],
    ['POST', '/%2Freset', 302],
    ['POST', '/reset/', 404],
    ['POST', '/reset%20', 404],
    ['POST', '/reset%', 404],
    ['POST', '//a/reset', 404],
    ['POST', '/reset//', 404],
    ['GET', '/%72eset', 405],
  ])('routes by the decoded path: %s %s is %i', async (method, path, status) => {
    const { visit } = await start(isServerSide)
    expect((await visit(path, { method })).status).toBe(status)
  })

  it.each(['/other', '/reset/', '/RESET', '/index.html', '/%', '/%ff', '/%3Fx', '/;x', '/a/..', '/%2572eset'])(
    'does not know %s',
    async (path) => {
      const { visit } = await start(isServerSide)
      const answer = await visit(path, { cookie: 'session=rubbish' })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect([answer.status < 500, answer.setCookies]).toEqual([true, []])
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    },
  )

  it.each([
    'rubbish',
    '',
    'a/b',
    '../x',
    '%2F',
    '..',
    'j:{"a":1}',
    'j:[1]',
    'j:"x"',
    's:abc.def',
    '"',
    'é',
    'x'.repeat(8000),
  ])('starts over for the cookie %j', async (value) => {
    const { visit } = await start(isServerSide)
    const answer = await visit('/', { cookie: `session=${Buffer.from(value).toString('latin1')}` })
    expect([answer.status, answer.count, answer.setCookies.length]).toEqual([200, 1, 1])
  })

  it('takes the first of two cookies', async () => {
    const { visit } = await start(isServerSide)
    const good = cookieOf(await visit('/'))
    expect((await visit('/', { cookie: `${good}; session=rubbish` })).count).toBe(2)
    expect((await visit('/', { cookie: `session=rubbish; ${good}` })).count).toBe(1)
  })

  it('finds its cookie among others, under the configured name', async () => {
    const { visit } = await start(isServerSide, { SESSION_COOKIE_NAME: 'sid' })
    const cookie = cookieOf(await visit('/'))
    expect(cookie).toMatch(/^sid=/)
    expect((await visit('/', { cookie: `a=b; session=x;${cookie} ; c` })).count).toBe(2)
  })

  it('records how the session was opened and saved', async () => {
    const { visit, log } = await start(isServerSide)
    const cookie = cookieOf(await visit('/'))
    const value = cookie.slice('session='.length)
    await visit('/', { cookie })
    await visit('/reset', { method: 'POST', cookie: 'session=rubbish' })
    const facts = log.read(0, 1000)
    const id = isServerSide ? { id: value } : {}
    const [first, second, third] = facts.filter((one) => one.kind === 'session.opened')
    expect(first).toMatchObject({ mode, outcome: { state: 'none' } })
    expect(second).toMatchObject({ mode, cookie: value, ...id, outcome: { state: 'loaded', data: { count: 1 } } })
    expect(third).toMatchObject({ mode, cookie: 'rubbish', outcome: { state: 'refused' } })
    const saved = facts.filter((one) => one.kind === 'session.saved')
    expect(saved[1]).toMatchObject({
      mode,
      ...id,
      data: { count: 2 },
      setCookie: expect.stringContaining('session=') as unknown,
    })
    expect(saved[2]).not.toHaveProperty('data')
    const answered = facts.filter((one) => one.kind === 'exchange.answered').length
    expect(saved).toHaveLength(3)
    expect(answered).toBe(isServerSide ? 6 : 3)
  })
})

describe('the counter, client-side', () => {
  const signed = flaskSerializer({ keys: { current: 'dev-secret-0123', fallbacks: [] }, maxAge: 100 })
  const withCount = (count: SessionValue) => `session=${signed.dumps(new Map([['count', count]]), Date.now())}`

  it.each<[SessionValue, number]>([
    [41, 42],
    [0.5, 1.5],
    [true, 2],
    [{ type: 'numeral', text: '1.0' }, 2],
    ['41', 1],
    [null, 1],
    [[41], 1],
    [new Map([['a', 1]]), 1],
    [{ type: 'tuple', items: [] }, 1],
    [{ type: 'numeral', text: '9007199254740993' }, 9007199254740994],
  ])('goes on from a count of %j', async (count, next) => {
    const { visit } = await start(false)
    expect((await visit('/', { cookie: withCount(count) })).count).toBe(next)
  })

  it('uses the settings of the moment, without a restart', async () => {
    let settings = settingsOf({})
    const kv = await serveKeyValue()
    const visit = visitorOf((await serveCounter({ settings: () => settings, storeUrl: kv.url })).url)
    const signedCookie = cookieOf(await visit('/'))
    settings = settingsOf({ USE_SESSION_STORE: true })
    const moved = await visit('/', { cookie: signedCookie })
    expect(cookieOf(moved).slice('session='.length)).toMatch(uuid)
    settings = settingsOf({ SECRET_KEY: 'new-secret' })
    expect((await visit('/', { cookie: signedCookie })).count).toBe(1)
    settings = settingsOf({ SECRET_KEY: 'new-secret', SECRET_KEY_FALLBACKS: ['dev-secret-0123'] })
    expect((await visit('/', { cookie: signedCookie })).count).toBe(2)
  })

  it('signs with a key of its own at each start when there is none', async () => {
    const settings = settingsOf({ SECRET_KEY: null })
    const [one, other] = await Promise.all([serveCounter({ settings }), serveCounter({ settings })])
    const cookie = cookieOf(await visitorOf(one.url)('/'))
    expect((await visitorOf(one.url)('/', { cookie })).count).toBe(2)
    expect((await visitorOf(other.url)('/', { cookie })).count).toBe(1)
  })
})

describe('the counter, server-side', () => {
  it('costs a new visitor one call of the store, a returning one two, in their course', async () => {
    const { visit, exchanges } = await start(true)
    const cookie = cookieOf(await visit('/'))
    await visit('/', { cookie })
    await visit('/reset', { method: 'POST', cookie })
    expect(exchanges()).toEqual([
      ...['counter GET', 'kv POST within'],
      ...['counter GET', 'kv GET within', 'kv POST within'],
      ...['counter POST', 'kv GET within', 'kv DELETE within'],
    ])
  })

  it('keeps the session in the store under the id, until it is reset', async () => {
    const { visit, visitStore } = await start(true)
    const cookie = cookieOf(await visit('/'))
    const id = cookie.slice('session='.length)
    expect(id).toMatch(uuid)
    expect((await visitStore(`/${id}`)).body).toContain(`{"${id}":`)
    await visit('/reset', { method: 'POST', cookie })
    expect((await visitStore(`/${id}`)).body).toMatch(/null/)
    const next = await visit('/', { cookie })
    expect([next.count, cookieOf(next) === cookie]).toEqual([1, false])
  })

  it('gives a new id in place of one that it never issued', async () => {
    const { visit, visitStore } = await start(true)
    const answer = await visit('/', { cookie: `session=${unknownId}` })
    expect(cookieOf(answer)).not.toBe(`session=${unknownId}`)
    expect((await visitStore(`/${unknownId}`)).body).toMatch(/null/)
  })

  it('adopts it when it is not strict, and still answers any other', async () => {
    const { visit } = await start(true, { STRICT_SESSION_IDS: false })
    expect(cookieOf(await visit('/', { cookie: 'session=planted' }))).toBe('session=planted')
    expect((await visit('/', { cookie: 'session=planted' })).count).toBe(2)
    for (const value of ['a/b', '..', '%2F', '%zz', '__proto__', 'a b', 'x'.repeat(2000)]) {
      expect((await visit('/', { cookie: `session=${value}` })).status).toBe(200)
    }
  })

  it('answers 500 and names the method when the exercise does not work yet', async () => {
    const fails = () => Promise.reject(new Error('<not> implemented'))
    const exercise = plainSessionStore({ getKey: fails, setKey: fails, deleteKey: fails })
    const settings = settingsOf({ USE_SESSION_STORE: true, USE_EXERCISE: true })
    const visit = visitorOf((await serveCounter({ settings, exercise })).url)
    const first = await visit('/')
    expect([first.status, first.setCookies]).toEqual([500, []])
    expect(first.body).toContain('setKey: &lt;not&gt; implemented')
    expect((await visit('/', { cookie: `session=${unknownId}` })).body).toContain('getKey: ')
  })

  it('tells nothing of a defect to the visitor, and all to its owner', async () => {
    const defects: unknown[] = []
    const settings = () => {
      throw new Error('a secret detail')
    }
    const visit = visitorOf((await serveCounter({ settings, onDefect: (thrown) => defects.push(thrown) })).url)
    const answer = await visit('/')
    expect([answer.status, answer.setCookies]).toEqual([500, []])
    expect(answer.body).not.toContain('secret detail')
    expect(defects).toEqual([new Error('a secret detail')])
  })
})

describe('the counter, asked by another name', () => {
  it('refuses with a page, and without a cookie', async () => {
    const visit = visitorOf((await serveCounter({ settings: settingsOf({}), allowedHosts: () => false })).url)
    const answer = await visit('/')
    expect([answer.status, answer.setCookies, answer.headers['content-type']]).toEqual([
      403,
      [],
      'text/html; charset=utf-8',
    ])
  })
})
