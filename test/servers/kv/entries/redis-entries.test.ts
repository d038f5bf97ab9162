import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { StoreUnavailable } from '../../../../src/servers/kv/entries/entries.ts'
import { openRedisEntries } from '../../../../src/servers/kv/entries/redis-entries.ts'
import { systemClock } from '../../../../src/shared/base/clock.ts'
import { entriesSuite } from '../../../suites/entries.ts'
import { valueOf } from '../../../support/serve.ts'
import { hasRedis, startRedis, type TestRedis } from '../../../support/redis-server.ts'

describe.skipIf(!hasRedis)('with a redis-server', () => {
  let redis: TestRedis
  let databases = 0

  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  entriesSuite(
    'Redis',
    async (clock) => {
      // Each test has a database of its own; the last test of 16 begins again with the first, emptied.
      const url = `${redis.url}/${String((databases += 1) % 16)}`
      const open = async () => valueOf(await openRedisEntries({ url, clock }))
      await emptied(url)
      return { entries: await open(), others: await open(), dispose: () => Promise.resolve() }
    },
    async () => {
      const store = `${redis.url}/0`
      await emptied(store)
      return { store, folder: '', dispose: () => Promise.resolve() }
    },
  )

  it('fails while the server is away, and mends itself when it is back', async () => {
    const first = await startRedis()
    const entries = valueOf(await openRedisEntries({ url: first.url, clock: systemClock }))
    await entries.set(new Map([['foo', { value: '1' }]]))
    await first.stop()
    await expect(entries.get('foo')).rejects.toThrow(StoreUnavailable)
    const second = await startRedis(Number(new URL(first.url).port))
    await vi.waitFor(() => entries.set(new Map([['foo', { value: '2' }]])), 5000)
    expect(await entries.get('foo')).toMatchObject({ value: '2' })
    await entries.close()
    await second.stop()
  })
})

it('says which server it could not reach, without its password', async () => {
  const result = await openRedisEntries({ url: 'redis://user:secret@127.0.0.1:1/', clock: systemClock })
  expect(result).toMatchObject({ ok: false, failure: { code: 'unavailable' } })
  expect(result.ok ? '' : result.failure.message).toContain('redis://127.0.0.1:1/')
  expect(result.ok ? '' : result.failure.message).not.toContain('secret')
})

const emptied = async (url: string): Promise<void> => {
  const client = createClient({ url })
  await client.connect()
  await client.flushDb()
  await client.close()
}
