import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/shared/base/json.ts'
import type { SessionStore } from '../../src/servers/session/session-store.ts'
import { valueOf } from '../support/serve.ts'

const examples: [string, number][] = [
  ['__proto__', 1],
  ['constructor', 1],
  ['prototype', 1],
  ['a/b', 2],
  ['%2F', 3],
  ['?prefix=', 4],
  ['..a', 5],
  ['http:x', 6],
]

const call = () => ({ signal: AbortSignal.timeout(5_000) })

/** What every {@link SessionStore} does; `create` gives an empty one. A store is not asked for the keys that are `beyond` it. */
export const sessionStoreSuite = (
  name: string,
  create: () => Promise<SessionStore>,
  beyond: readonly string[] = [],
): void => {
  describe(`${name} as a session store`, () => {
    it('reads null for a key that is not there, and says that it is absent', async () => {
      const store = await create()
      expect(await store.getKey('missing', call())).toEqual({
        ok: true,
        value: { value: null, found: { state: 'absent' } },
      })
    })

    it('gives back what was set last', async () => {
      const store = await create()
      valueOf(await store.setKey('key', { count: 1 }, call()))
      valueOf(await store.setKey('key', { count: 2 }, call()))
      expect(valueOf(await store.getKey('key', call())).value).toEqual({ count: 2 })
    })

    it.each<Json>([0, '', false, [], {}, 'text', [1, { a: null }], { é: '\u{1f600}' }])('keeps %j', async (value) => {
      const store = await create()
      valueOf(await store.setKey('key', value, call()))
      expect(valueOf(await store.getKey('key', call())).value).toEqual(value)
    })

    it('forgets a key that is deleted, however often', async () => {
      const store = await create()
      valueOf(await store.setKey('key', 1, call()))
      valueOf(await store.deleteKey('key', call()))
      valueOf(await store.deleteKey('key', call()))
      expect(valueOf(await store.getKey('key', call())).value).toBeNull()
    })

    it('keeps keys apart, whatever characters they have', async () => {
      const store = await create()
      const anyId = fc
        .stringMatching(/^[!#-+\--:<-[\]-~]{1,40}$/)
        .filter((id) => id !== '.' && id !== '..' && !beyond.includes(id))
      await fc.assert(
        fc.asyncProperty(anyId, fc.integer(), async (key, value) => {
          valueOf(await store.setKey(key, { value }, call()))
          expect(valueOf(await store.getKey(key, call())).value).toEqual({ value })
        }),
        { numRuns: 40, examples: examples.filter(([key]) => !beyond.includes(key)) },
      )
    })
  })
}

/** What a {@link SessionStore} does that knows versions. */
export const versionedStoreSuite = (name: string, create: () => Promise<SessionStore>): void => {
  describe(`${name} with versions`, () => {
    it('writes over exactly what was read', async () => {
      const store = await create()
      valueOf(await store.setKey('key', 1, call()))
      const { found } = valueOf(await store.getKey('key', call()))
      valueOf(await store.setKey('key', 2, { ...call(), expected: found }))
      expect(await store.setKey('key', 3, { ...call(), expected: found })).toMatchObject({
        ok: false,
        failure: { kind: 'conflict' },
      })
      expect(valueOf(await store.getKey('key', call())).value).toBe(2)
    })

    it('writes only what is absent when that is expected', async () => {
      const store = await create()
      const expected = { state: 'absent' } as const
      valueOf(await store.setKey('key', 1, { ...call(), expected }))
      expect(await store.setKey('key', 2, { ...call(), expected })).toMatchObject({
        ok: false,
        failure: { kind: 'conflict' },
      })
    })

    it('does not bring back what was deleted meanwhile', async () => {
      const store = await create()
      valueOf(await store.setKey('key', 1, call()))
      const { found } = valueOf(await store.getKey('key', call()))
      valueOf(await store.deleteKey('key', call()))
      expect(await store.setKey('key', 2, { ...call(), expected: found })).toMatchObject({
        ok: false,
        failure: { kind: 'conflict' },
      })
    })
  })
}
