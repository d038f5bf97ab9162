import { describe, expect, it } from 'vitest'
import { createEntryRequests } from '../../../src/servers/lab/entry-requests.ts'
import { startKeyValue } from '../kv/support/key-value.ts'

const absent = { state: 'absent' } as const
const id = '6cea3f31-60be-422c-9ae0-a281d9cdd0d6'

const open = async () => {
  const kv = await startKeyValue()
  const requests = createEntryRequests({ url: kv.url, lifetime: () => 60 })
  const valueOf = async (key: string) => (await kv.entries.get(key))?.value
  const present = async (key: string) =>
    ({ state: 'present', version: (await kv.entries.get(key))?.version ?? '' }) as const
  return { kv, requests, valueOf, present }
}

describe('what the panel asks of the key-value service', () => {
  it('is a request like any other, from the panel', async () => {
    const { kv, requests } = await open()
    await requests.write('foo', '{"count": 1}', absent)
    expect(kv.facts('exchange.requested')).toMatchObject([
      { from: 'panel', method: 'POST', target: '/', body: { text: '{"foo":{"count": 1}}' } },
    ])
    expect(kv.facts('entry.written')).toMatchObject([
      { entry: { key: 'foo', value: '{"count":1}', version: expect.any(String) as string } },
    ])
  })

  it('adds only what is not there, and changes only what it was shown', async () => {
    const { requests, valueOf, present } = await open()
    expect(await requests.write('foo', '1', absent)).toMatchObject({ ok: true })
    expect(await requests.write('foo', '2', absent)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    const shown = await present('foo')
    expect(await requests.write('foo', '3', shown)).toMatchObject({ ok: true })
    expect(await requests.write('foo', '4', shown)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(await requests.delete('foo', shown)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(await valueOf('foo')).toBe('3')
    expect(await requests.delete('foo', await present('foo'))).toMatchObject({ ok: true })
    expect(await valueOf('foo')).toBeUndefined()
  })

  it.each(['a/b', '__proto__', 'ü %2F "x"'])('reaches the key %s', async (key) => {
    const { requests, valueOf, present } = await open()
    await requests.write(key, '"x"', absent)
    expect(await valueOf(key)).toBe('"x"')
    await requests.delete(key, await present(key))
    expect(await valueOf(key)).toBeUndefined()
  })

  it('keeps a session as mortal as it was, and other entries immortal', async () => {
    const { kv, requests } = await open()
    await requests.write(id, '{"count":9}', absent)
    await requests.write('foo', '1', absent)
    expect((await kv.entries.get(id))?.expires).toBe(kv.clock.now() + 60_000)
    expect(await kv.entries.get('foo')).not.toHaveProperty('expires')
  })

  it('sends nothing that is not JSON', async () => {
    const { kv, requests } = await open()
    for (const value of ['foo', '{"a":1', '1,"b":2', ''])
      expect(await requests.write('foo', value, absent)).toMatchObject({ ok: false, failure: { code: 'bad-input' } })
    expect(kv.facts('exchange.requested')).toEqual([])
  })

  it('says so when the service is not there', async () => {
    const requests = createEntryRequests({ url: 'http://127.0.0.1:9/', lifetime: () => 60 })
    expect(await requests.delete('foo', absent)).toMatchObject({ ok: false, failure: { code: 'unavailable' } })
  })
})
