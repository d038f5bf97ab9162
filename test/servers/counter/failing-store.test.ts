import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { createMemoryEntries } from '../../../src/servers/kv/entries/memory-entries.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { serveUnruly, type Manner } from '../../support/unruly-store.ts'
import { cookieOf, visitorOf } from '../../support/visitor.ts'

const settings = settingsOf({ USE_SESSION_STORE: true })

const start = async () => {
  const kv = await serveKeyValue()
  const store = await serveUnruly(kv.url)
  const visit = visitorOf((await serveCounter({ settings, storeUrl: store.url })).url)
  return { store, visit }
}

describe('a session store that fails', () => {
  it.each<[Manner, RegExp]>([
    ['hanging', /does not answer in time.*getKey/],
    ['nonsense', /KV_URL.*getKey/],
    ['failing', /KV_URL.*500/],
    ['cut off', /is down.*getKey/],
  ])('and is %s: 503 in the end, the cookie kept, no count lost', async (manner, told) => {
    const { store, visit } = await start()
    const cookie = cookieOf(await visit('/'))
    store.behave(manner)
    const answers = await Promise.all([
      visit('/', { cookie }),
      visit('/', { cookie }),
      visit('/'),
      visit('/reset', { method: 'POST', cookie }),
    ])
    for (const { status, setCookies } of answers) expect([status, setCookies]).toEqual([503, []])
    expect(answers[0].body).toMatch(told)
    expect(answers[0].headers['cache-control']).toBe('no-store')
    store.behave('well')
    expect((await visit('/', { cookie })).count).toBe(2)
  })

  it('does not make many who wait for one session wait one after the other', async () => {
    const { store, visit } = await start()
    const cookie = cookieOf(await visit('/'))
    store.behave('hanging')
    const answers = await Promise.all(Array.from({ length: 20 }, () => visit('/', { cookie })))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
    // Who had waited failed with the one before; had each asked the store itself, nobody would say so.
    expect(answers.filter(({ body }) => body.includes('the request of this session before this one'))).not.toEqual([])
    store.behave('well')
    expect((await visit('/', { cookie })).count).toBe(2)
  })

  it('is waited for when it is merely slow', async () => {
    const { store, visit } = await start()
    const cookie = cookieOf(await visit('/'))
    store.behave({ late: 400 })
    const answer = await visit('/', { cookie })
    expect([answer.status, answer.count]).toEqual([200, 2])
  })

  it('is not waited for beyond two seconds in all, though each call alone is in time', async () => {
    const { store, visit } = await start()
    const cookie = cookieOf(await visit('/'))
    store.behave({ late: 1_000 })
    const answer = await visit('/', { cookie })
    expect([answer.status, answer.setCookies]).toEqual([503, []])
    expect(answer.body).toContain('setKey')
  })

  it('and is down comes back without a restart of the counter', async () => {
    const entries = createMemoryEntries({ clock: systemClock })
    const first = await serveKeyValue({ entries })
    const visit = visitorOf((await serveCounter({ settings, storeUrl: first.url })).url)
    const cookie = cookieOf(await visit('/'))
    await visit('/', { cookie })
    await first.close(0)
    const down = await visit('/', { cookie })
    expect([down.status, down.setCookies]).toEqual([503, []])
    expect(down.body).toContain('nothing listens there')
    await serveKeyValue({ entries, port: first.port })
    expect((await visit('/', { cookie })).count).toBe(3)
  })

  it('leaves what needs no session alone', async () => {
    const { store, visit } = await start()
    store.behave('hanging')
    const answers = await Promise.all([visit('/favicon.ico'), visit('/reset'), visit('/other')])
    expect(answers.map(({ status }) => status)).toEqual([204, 405, 404])
  })
})
