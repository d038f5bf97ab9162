import fc from 'fast-check'
import { connect } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Entries } from '../../../src/servers/kv/entries/entries.ts'
import { createMemoryEntries } from '../../../src/servers/kv/entries/memory-entries.ts'
import { anyKey } from '../../support/arbitraries.ts'
import { pathOf, startKeyValue } from './support/key-value.ts'

const keysOf = (answer: { json(): unknown }): string[] => (answer.json() as { keys: string[] }).keys
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

describe('GET /?prefix=', () => {
  it.each([
    ['/', ['aa', 'ab', 'a b', 'b', 'ü'].sort(byBytes)],
    ['/?prefix=', ['aa', 'ab', 'a b', 'b', 'ü'].sort(byBytes)],
    ['/?prefix=a', ['a b', 'aa', 'ab']],
    ['/?prefix=a+', ['a b']],
    ['/?prefix=a%20', ['a b']],
    ['/?prefix=%C3%BC', ['ü']],
    ['/?prefix=b&prefix=a', ['b']],
    ['/?other=b&prefix=b', ['b']],
    ['/?prefix=zz', []],
  ])('%s lists %j', async (path, keys) => {
    const kv = await startKeyValue()
    await kv.post('{"b":1,"ab":1,"aa":1,"ü":1,"a b":1}')
    const answer = await kv.get(path)
    expect([answer.status, keysOf(answer)]).toEqual([200, keys])
    expect(answer.header('content-length')).toBeDefined()
  })

  it('lists nothing for a prefix that is longer than any key', async () => {
    const kv = await startKeyValue()
    expect(keysOf(await kv.get(`/?prefix=${'a'.repeat(3000)}`))).toEqual([])
  })

  it('refuses malformed percent-encoding with 400', async () => {
    const kv = await startKeyValue()
    expect((await kv.get('/?prefix=%ff')).status).toBe(400)
  })

  const keysNumbered = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `key-${String(i).padStart(6, '0')}`)

  it('streams a list of many keys, whole and in order', async () => {
    const kv = await startKeyValue()
    const keys = keysNumbered(5000)
    await kv.entries.set(new Map(keys.map((key) => [key, { value: '1' }])))
    const answer = await kv.get('/?prefix=key-')
    expect(keysOf(answer)).toEqual(keys)
    expect(answer.header('transfer-encoding')).toBe('chunked')
    expect((await kv.ask('HEAD', '/')).text).toBe('')
  })

  it('reads no more pages than a reader who rests has room for, and stops when the reader goes', async () => {
    let pages = 0
    const counting = (clock: { now(): number }): Entries => {
      const entries = createMemoryEntries({ clock })
      return {
        ...entries,
        keys: (range) => ((pages += 1), Promise.resolve({ keys: keysNumbered(1000), next: range.prefix })),
      }
    }
    const kv = await startKeyValue(counting)
    const reader = connect(kv.port, '127.0.0.1', () => reader.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'))
    await once(reader, 'readable')
    await expect.poll(() => pages, { timeout: 5000 }).toBeGreaterThan(10)
    const restingAt = await settled(() => pages)
    reader.destroy()
    await expect.poll(() => kv.facts('exchange.failed'), { timeout: 5000 }).toHaveLength(1)
    expect(pages).toBeLessThanOrEqual(restingAt + 1)
  })

  it('breaks off an answer that it cannot end, so that it is not taken for whole', async () => {
    const breaking = (clock: { now(): number }): Entries => ({
      ...createMemoryEntries({ clock }),
      keys: ({ after }) =>
        after === undefined ? Promise.resolve({ keys: ['a'], next: 'a' }) : Promise.reject(new Error('gone')),
    })
    const kv = await startKeyValue(breaking)
    await expect(kv.get('/')).rejects.toThrow()
  })
})

it('keeps any key and value through every method', async () => {
  const kv = await startKeyValue()
  const anyEntries = fc.uniqueArray(fc.tuple(anyKey, fc.json()), {
    selector: ([key]) => key,
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(anyEntries, async (entries) => {
      const keys = entries.map(([key]) => key)
      await kv.post(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`)
      for (const [key, value] of entries)
        expect((await kv.get(pathOf(key))).json()).toEqual(JSON.parse(`{${JSON.stringify(key)}:${value}}`))
      expect(keysOf(await kv.get('/'))).toEqual([...keys].sort(byBytes))
      const [[first] = ['']] = entries
      expect(keysOf(await kv.get(`/?prefix=${encodeURIComponent(first)}`))).toContain(first)
      for (const key of keys) await kv.delete(pathOf(key))
    }),
    { numRuns: 60 },
  )
  expect((await kv.get('/')).text).toBe('{"keys":[]}')
})

it.each([20, 200])('loses none of %i parallel writes', async (count) => {
  const kv = await startKeyValue()
  const answers = await Promise.all(Array.from({ length: count }, (_, i) => kv.post(`{"p${String(i)}":${String(i)}}`)))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(keysOf(await kv.get('/?prefix=p'))).toHaveLength(count)
})

// The value once it has stayed the same for a while.
const settled = async (read: () => number): Promise<number> => {
  for (let before = -1; before !== read();) {
    before = read()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return read()
}
