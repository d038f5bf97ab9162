import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../src/shared/stream/settings.ts'
import { countView } from '../../../src/servers/counter/counter-views.ts'
import { ClientSideSessionInterface } from '../../../src/servers/session/client-side-session-interface.ts'
import { plainSessionStore } from '../../support/plain-session-store.ts'
import { ServerSideSessionInterface } from '../../../src/servers/session/server-side-session-interface.ts'
import type { SessionValue } from '../../../src/servers/session/session-data.ts'
import { flaskSerializer } from '../../../src/servers/session/flask-serializer.ts'
import type { SessionStore } from '../../../src/servers/session/session-store.ts'
import { Turns } from '../../../src/servers/session/turns.ts'
import { createTestClock } from '../../support/clock.ts'
import { serveKeyValue, settingsOf, storeAt } from '../../support/lab-servers.ts'
import { mapMethods } from '../../support/map-methods.ts'
import { valueOf } from '../../support/serve.ts'
import { sessionInterfaceSuite } from '../../suites/session-interface.ts'

const call = () => ({ signal: AbortSignal.timeout(30_000) })
const signed = flaskSerializer({ keys: { current: 'dev-secret-0123', fallbacks: [] }, maxAge: 100 })
const clientSide = (changes: Partial<Settings> = {}, clock = createTestClock()) =>
  new ClientSideSessionInterface({ serializer: signed, settings: settingsOf(changes), clock })
const serverSide = (store: SessionStore, changes: Partial<Settings> = {}) =>
  new ServerSideSessionInterface({ store, settings: settingsOf(changes), turns: new Turns() })

sessionInterfaceSuite('ClientSideSessionInterface', () => Promise.resolve(clientSide()))
sessionInterfaceSuite('ServerSideSessionInterface on the key-value service', async () =>
  serverSide(storeAt((await serveKeyValue()).url)),
)
sessionInterfaceSuite('ServerSideSessionInterface on plain methods', () =>
  Promise.resolve(serverSide(plainSessionStore(mapMethods()))),
)
sessionInterfaceSuite('ServerSideSessionInterface, naive', () =>
  Promise.resolve(serverSide(plainSessionStore(mapMethods()), { STRICT_SESSION_IDS: false, LOCK_SESSIONS: false })),
)

describe('ClientSideSessionInterface', () => {
  it('keeps the reason why a cookie is not accepted', async () => {
    const clock = createTestClock()
    const value = signed.dumps(new Map([['count', 1]]), clock.now())
    clock.advance(101_000)
    const session = valueOf(await clientSide({}, clock).open(value))
    expect(session.outcome).toEqual({
      state: 'refused',
      reason: 'expired',
      detail: 'signed 101 seconds ago; 100 are accepted',
    })
  })

  it('keeps what is in the session besides the count, as it is and in the order of Flask', async () => {
    const sessions = clientSide()
    const foreign = new Map<string, SessionValue>([
      ['9', 'nine'],
      ['count', 1],
      ['1', { type: 'tuple', items: ['a'] }],
    ])
    const session = valueOf(await sessions.open(signed.dumps(foreign, createTestClock().now())))
    session.set('count', 2)
    const line = valueOf(await sessions.save(session))
    expect(Buffer.from(/=([\w-]+)/.exec(line ?? '')?.[1] ?? '', 'base64url').toString()).toBe(
      '{"1":{" t":["a"]},"9":"nine","count":2}',
    )
  })

  it('sends each attribute that is configured, in the order of Werkzeug', async () => {
    const sessions = clientSide({
      SESSION_COOKIE_SAMESITE: 'Lax',
      SESSION_COOKIE_SECURE: true,
      SESSION_COOKIE_NAME: 'sid',
    })
    const session = valueOf(await sessions.open(undefined))
    session.set('count', 1)
    expect(valueOf(await sessions.save(session))).toMatch(/^sid=[\w.-]+; Secure; HttpOnly; Path=\/; SameSite=Lax$/)
    session.clear()
    expect(valueOf(await sessions.save(session))).toBe(
      'sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Secure; HttpOnly; Path=/; SameSite=Lax',
    )
  })

  // Written by Flask 3.1 and Werkzeug 3.1.
  it.each<[Partial<Settings>, string, string]>([
    [{ SESSION_COOKIE_PATH: '/app' }, 'session=V; HttpOnly; Path=/app', 'HttpOnly; Path=/app'],
    [{ APPLICATION_ROOT: '/root' }, 'session=V; HttpOnly; Path=/root', 'HttpOnly; Path=/root'],
    [
      { APPLICATION_ROOT: '/root', SESSION_COOKIE_PATH: '/a b;ü%20~' },
      'session=V; HttpOnly; Path=/a%20b%3B%C3%BC%20~',
      'HttpOnly; Path=/a%20b%3B%C3%BC%20~',
    ],
    [
      { SESSION_COOKIE_PARTITIONED: true },
      'session=V; Secure; HttpOnly; Path=/; Partitioned',
      'Secure; HttpOnly; Path=/; Partitioned',
    ],
    [
      {
        SESSION_COOKIE_PATH: '/x',
        SESSION_COOKIE_PARTITIONED: true,
        SESSION_COOKIE_SAMESITE: 'None',
        SESSION_COOKIE_HTTPONLY: false,
      },
      'session=V; Secure; Path=/x; SameSite=None; Partitioned',
      'Secure; Path=/x; SameSite=None; Partitioned',
    ],
  ])('writes %j as Flask does, also to clear', async (changes, set, cleared) => {
    const session = valueOf(await clientSide(changes).open(undefined))
    session.set('count', 1)
    expect(valueOf(await clientSide(changes).save(session))?.replace(/^session=[\w.-]+/, 'session=V')).toBe(set)
    session.clear()
    expect(valueOf(await clientSide(changes).save(session))).toBe(
      `session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; ${cleared}`,
    )
  })

  it.each([
    ['.Example.org:5000', 'Example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('writes the domain %s as Flask does, also to clear', async (SESSION_COOKIE_DOMAIN, written) => {
    const sessions = clientSide({ SESSION_COOKIE_DOMAIN })
    const session = valueOf(await sessions.open(undefined))
    session.set('count', 1)
    expect(valueOf(await sessions.save(session))).toMatch(
      new RegExp(`^session=[\\w.-]+; Domain=${written}; HttpOnly; Path=/$`),
    )
    session.clear()
    expect(valueOf(await sessions.save(session))).toBe(
      `session=; Domain=${written}; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/`,
    )
  })

  it('names the end of a permanent session', async () => {
    const sessions = clientSide({ PERMANENT_SESSION_LIFETIME: 60 })
    const permanent = new Map<string, SessionValue>([['_permanent', true]])
    const session = valueOf(await sessions.open(signed.dumps(permanent, createTestClock().now())))
    session.set('count', 1)
    const end = new Date(createTestClock().now() + 60_000).toUTCString()
    expect(valueOf(await sessions.save(session))).toMatch(new RegExp(`; Expires=${end}; HttpOnly; Path=/$`))
  })

  it('leaves HttpOnly out when it is switched off', async () => {
    const sessions = clientSide({ SESSION_COOKIE_HTTPONLY: false })
    const session = valueOf(await sessions.open(undefined))
    session.clear()
    expect(valueOf(await sessions.save(session))).toBe(
      'session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/',
    )
  })
})

describe('ServerSideSessionInterface', () => {
  const id = '7d7a1d0c-2b43-4b0e-8ea0-1f3d5f0e2c11'
  const withStored = (value: string, changes: Partial<Settings> = {}) =>
    serverSide(plainSessionStore(mapMethods(new Map([[id, value]]))), changes)

  it('sends the same id each time', async () => {
    const sessions = withStored('{"count":1}')
    const session = valueOf(await sessions.open(id, call()))
    session.set('count', 2)
    expect(valueOf(await sessions.save(session, call()))).toBe(`session=${id}; HttpOnly; Path=/`)
  })

  it('counts exactly beyond what JavaScript counts, over the real service', async () => {
    const kv = await serveKeyValue()
    const stored = async (): Promise<string> => (await fetch(`${kv.url}${id}`)).text()
    await fetch(kv.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"${id}":{"count":9007199254740992,"float":1.0}}`,
    })
    const sessions = serverSide(storeAt(kv.url))
    const session = valueOf(await sessions.open(id, call()))
    countView(session)
    valueOf(await sessions.save(session, call()))
    expect(await stored()).toBe(`{"${id}":{"count":9007199254740993,"float":1.0}}`)
    expect(session.outcome).toMatchObject({ data: { count: '9007199254740992' } })
  })

  it('clears without HttpOnly, and the entry is gone', async () => {
    const stored = new Map([[id, '{"count":1}']])
    const sessions = serverSide(plainSessionStore(mapMethods(stored)))
    const session = valueOf(await sessions.open(id, call()))
    session.clear()
    expect(valueOf(await sessions.save(session, call()))).toBe(
      'session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/',
    )
    expect(stored.size).toBe(0)
  })

  it.each([
    ['an id that was never issued', '7d7a1d0c-2b43-4b0e-8ea0-1f3d5f0e2c12', 'unknown-id'],
    ['no id', 'planted', 'malformed-id'],
    ['a path', 'a/../b', 'malformed-id'],
    ['bytes beyond ASCII', '\u00c3\u00a9', 'malformed-id'],
  ])('gives a new id in place of %s', async (_what, cookie, reason) => {
    const sessions = withStored('{}')
    const session = valueOf(await sessions.open(cookie, call()))
    expect(session.outcome).toMatchObject({ state: 'refused', reason })
    session.set('count', 1)
    expect(valueOf(await sessions.save(session, call()))).toMatch(/^session=[0-9a-f-]{36}; /)
    expect(session.place?.id).not.toBe(cookie)
  })

  it('adopts an id that was never issued when it is not strict', async () => {
    const sessions = withStored('{}', { STRICT_SESSION_IDS: false })
    const session = valueOf(await sessions.open('planted', call()))
    expect(session.outcome).toEqual({ state: 'loaded', data: {} })
    session.set('count', 1)
    expect(valueOf(await sessions.save(session, call()))).toBe('session=planted; HttpOnly; Path=/')
  })

  it.each(['..', '.', 'a b', 'a"b', 'a\u0000b', '\u00e9'])('cannot adopt %j', async (cookie) => {
    const session = valueOf(await withStored('{}', { STRICT_SESSION_IDS: false }).open(cookie, call()))
    expect(session.outcome).toMatchObject({ state: 'refused', reason: 'malformed-id' })
  })

  it('can adopt what fits a key, and nothing longer', async () => {
    const sessions = withStored('{}', { STRICT_SESSION_IDS: false })
    expect(valueOf(await sessions.open('a'.repeat(1024), call())).outcome.state).toBe('loaded')
    expect(valueOf(await sessions.open('a'.repeat(1025), call())).outcome.state).toBe('refused')
  })

  it.each(['[1]', '"text"', '5', 'true'])('takes a stored %s for an empty session under the same id', async (value) => {
    const session = valueOf(await withStored(value).open(id, call()))
    expect(session.outcome).toMatchObject({ state: 'refused', reason: 'not-an-object' })
    expect([session.isEmpty, session.place?.id]).toEqual([true, id])
  })

  it('hands on what went wrong in the store', async () => {
    const broken = () => Promise.reject(new Error('not implemented'))
    const sessions = serverSide(plainSessionStore({ getKey: broken, setKey: broken, deleteKey: broken }))
    expect(await sessions.open(id, call())).toMatchObject({
      failure: { kind: 'broken', message: 'getKey: not implemented' },
    })
    const session = valueOf(await sessions.open(undefined, call()))
    session.set('count', 1)
    expect(await sessions.save(session, call())).toMatchObject({ failure: { message: 'setKey: not implemented' } })
  })

  it('sees that somebody else saved the session, unless locking is off', async () => {
    const kv = await serveKeyValue()
    for (const [LOCK_SESSIONS, kind] of [
      [true, 'conflict'],
      [false, undefined],
    ] as const) {
      const sessions = serverSide(storeAt(kv.url), { LOCK_SESSIONS })
      const start = valueOf(await sessions.open(undefined, call()))
      start.set('count', 1)
      await sessions.save(start, call())
      const [one, other] = await Promise.all([
        sessions.open(start.place?.id, call()),
        sessions.open(start.place?.id, call()),
      ])
      valueOf(one).set('count', 2)
      valueOf(other).set('count', 2)
      valueOf(await sessions.save(valueOf(one), call()))
      const second = await sessions.save(valueOf(other), call())
      expect(second.ok ? undefined : second.failure.kind).toBe(kind)
    }
  })
})
