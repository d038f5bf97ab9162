import { expect } from '@playwright/test'
import { hasRedis, startRedis } from '../support/redis-server.ts'
import { startHeadless, test, type Headless } from './support/headless.ts'
import { followPanel } from './support/panel-stream.ts'
import { ask } from './support/raw-request.ts'
import { sessionscope } from './support/run-program.ts'
import { visit } from './support/visit.ts'

// PERMANENT_SESSION_LIFETIME reaches the store: session entries expire in every engine, other keys never.

const expires = async ({ counter, kv, panel }: Headless) => {
  const json = { 'Content-Type': 'application/json' }
  await ask(kv, '/', { method: 'POST', headers: json, body: '{"kept":"for ever"}' })
  const stream = followPanel(panel)
  const { cookie } = await visit(counter)
  const id = cookie.replace('session=', '')
  // The panel's own browsers have sessions too; this one is swept away, and the stream says why.
  await stream.until('entry.deleted', ({ key, cause }) => key === id && cause === 'expired')
  const written = stream.of('entry.written').findLast(({ entry }) => entry.key === id)?.at ?? 0
  const gone = stream.of('entry.deleted').find(({ key }) => key === id)?.at ?? 0
  expect(gone - written).toBeGreaterThanOrEqual(1_900)
  expect((await ask(kv, `/${id}`)).json()).toEqual({ [id]: null })
  await expect.poll(async () => (await ask(kv, '/')).json()).toEqual({ keys: ['kept'] })
  expect((await sessionscope(['dump', kv])).stdout).toBe('{\n  "kept": "for ever"\n}\n')
  const after = await visit(counter, cookie)
  expect([after.count, after.cookie === cookie]).toEqual([1, false])
  stream.close()
}

const settings = 'USE_SESSION_STORE = True\nPERMANENT_SESSION_LIFETIME = 2\n'

for (const store of ['memory', 'disk']) {
  test(`in ${store}`, async () => {
    const servers = await startHeadless({ settings: `${settings}KV_STORE = '${store}'\n` })
    await expires(servers)
    await servers.close()
  })
}

test('in Redis', async () => {
  test.skip(!hasRedis, 'there is no redis-server on this machine')
  const redis = await startRedis()
  const servers = await startHeadless({ settings: `${settings}KV_STORE = '${redis.url}'\n` })
  await expires(servers)
  await servers.close()
  await redis.stop()
})

test('each visit begins the lifetime anew', async () => {
  const servers = await startHeadless({ settings: `${settings}KV_STORE = 'memory'\n` })
  const { cookie } = await visit(servers.counter)
  // Longer than one lifetime in all, with visits that are never a whole one apart.
  const end = Date.now() + 3_000
  let last = 1
  await expect
    .poll(
      async () => {
        last = (await visit(servers.counter, cookie)).count ?? 0
        return Date.now() > end
      },
      { intervals: [200] },
    )
    .toBe(true)
  expect(last).toBeGreaterThan(5)
  await servers.close()
})
