import { describe, expect, it } from 'vitest'
import { startKeyValue } from './support/key-value.ts'
import { eventually } from '../../support/eventually.ts'

const tagOf = (answer: { header(name: string): string | undefined }): string => answer.header('etag') ?? 'none'

describe('conditional requests (RFC 9110 §13)', () => {
  it('send a strong ETag with a read and with a write of one key', async () => {
    const kv = await startKeyValue()
    const tag = tagOf(await kv.post('{"foo":1}'))
    expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/)
    expect(tagOf(await kv.get('/foo'))).toBe(tag)
    expect(tagOf(await kv.post('{"foo":1}'))).not.toBe(tag)
    expect(tagOf(await kv.post('{"a":1,"b":1}'))).toBe('none')
  })

  it('write only if the entry has not changed', async () => {
    const kv = await startKeyValue()
    const old = tagOf(await kv.post('{"foo":1}'))
    const current = tagOf(await kv.post('{"foo":2}', { 'If-Match': old }))
    const conflict = await kv.post('{"foo":3}', { 'If-Match': old })
    expect([conflict.status, conflict.json()]).toEqual([412, { error: expect.any(String) as string }])
    expect((await kv.get('/foo')).text).toBe('{"foo":2}')
    expect((await kv.post('{"foo":4}', { 'If-Match': `"other", ${current}` })).status).toBe(200)
  })

  it('create only if there is no entry', async () => {
    const kv = await startKeyValue()
    expect((await kv.post('{"foo":1}', { 'If-None-Match': '*' })).status).toBe(200)
    expect((await kv.post('{"foo":2}', { 'If-None-Match': '*' })).status).toBe(412)
    expect((await kv.get('/foo')).text).toBe('{"foo":1}')
  })

  it('delete only if the entry has not changed', async () => {
    const kv = await startKeyValue()
    const tag = tagOf(await kv.post('{"foo":1}'))
    expect((await kv.delete('/foo', { 'If-Match': '"other"' })).status).toBe(412)
    expect((await kv.delete('/foo', { 'If-Match': tag })).text).toBe('{"foo":1}')
    expect((await kv.delete('/foo', { 'If-Match': '*' })).status).toBe(412)
  })

  it('never match a weak tag for writing', async () => {
    const kv = await startKeyValue()
    const tag = tagOf(await kv.post('{"foo":1}'))
    expect((await kv.post('{"foo":2}', { 'If-Match': `W/${tag}` })).status).toBe(412)
  })

  it('spare a reader the value that it has', async () => {
    const kv = await startKeyValue()
    const tag = tagOf(await kv.post('{"foo":1}'))
    const same = await kv.get('/foo', { 'If-None-Match': `W/${tag}` })
    expect([same.status, same.text, tagOf(same)]).toEqual([304, '', tag])
    expect((await kv.get('/foo', { 'If-None-Match': '"other"' })).text).toBe('{"foo":1}')
    expect((await kv.get('/bar', { 'If-None-Match': '*' })).text).toBe('{"bar":null}')
    expect((await kv.get('/bar', { 'If-Match': '*' })).status).toBe(412)
  })

  it.each([
    ['a condition for several keys', '{"a":1,"b":2}', '*'],
    ['a tag without quotes', '{"a":1}', 'abc'],
    ['tags without a comma', '{"a":1}', '"a" "b"'],
  ])('refuse %s with 400', async (_what, body, ifMatch) => {
    const kv = await startKeyValue()
    const answer = await kv.post(body, { 'If-Match': ifMatch })
    expect([answer.status, answer.json()]).toEqual([400, { error: expect.any(String) as string }])
  })

  it('let exactly one of many parallel writers win', async () => {
    const kv = await startKeyValue()
    const tag = tagOf(await kv.post('{"foo":0}'))
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => kv.post(`{"foo":${String(i)}}`, { 'If-Match': tag })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(29)
  })
})

describe('lifetimes (RFC 8030 §5.2)', () => {
  it('end an entry after TTL seconds and tell of it', async () => {
    const kv = await startKeyValue()
    await kv.post('{"a":1,"b":2}', { TTL: '60' })
    await kv.post('{"stays":3}')
    kv.clock.advance(59_999)
    expect((await kv.get('/')).text).toBe('{"keys":["a","b","stays"]}')
    kv.clock.advance(1)
    expect((await kv.get('/')).text).toBe('{"keys":["stays"]}')
    expect((await kv.get('/a')).text).toBe('{"a":null}')
    await eventually(() => {
      expect(kv.facts('entry.deleted')).toMatchObject([
        { key: 'a', cause: 'expired' },
        { key: 'b', cause: 'expired' },
      ])
    })
  })

  it('are told of with the entry: when it ends, or that it never does', async () => {
    const kv = await startKeyValue()
    const now = kv.clock.now()
    await kv.post('{"a":1}', { TTL: '60' })
    await kv.post('{"a":2}')
    expect(kv.facts('entry.written')).toMatchObject([
      { entry: { key: 'a', expires: now + 60_000 } },
      { entry: { key: 'a', expires: null } },
    ])
  })

  it('are taken from an entry that is written again without', async () => {
    const kv = await startKeyValue()
    await kv.post('{"a":1}', { TTL: '60' })
    await kv.post('{"a":2}')
    kv.clock.advance(60_000)
    expect((await kv.get('/a')).text).toBe('{"a":2}')
  })

  it.each([
    ['0', 'null'],
    ['99999999999999999999', '1'],
  ])('TTL: %s leaves %s', async (ttl, value) => {
    const kv = await startKeyValue()
    expect((await kv.post('{"a":1}', { TTL: ttl })).status).toBe(200)
    expect((await kv.get('/a')).text).toBe(`{"a":${value}}`)
  })

  it.each(['-1', '1.5', 'x', ''])('refuse TTL: %j with 400', async (ttl) => {
    const kv = await startKeyValue()
    const answer = await kv.post('{"a":1}', { TTL: ttl })
    expect([answer.status, answer.json()]).toEqual([400, { error: expect.any(String) as string }])
  })
})
