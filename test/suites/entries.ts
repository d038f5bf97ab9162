import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entries, NewValue } from '../../src/servers/kv/entries/entries.ts'
import { everyKey } from '../../src/servers/kv/entries/every-key.ts'
import type { Precondition } from '../../src/servers/kv/entries/precondition.ts'
import type { Clock } from '../../src/shared/base/clock.ts'
import { anyKey } from '../support/arbitraries.ts'
import { createTestClock } from '../support/clock.ts'
import { sharedEntriesSuite, type SharedPlace } from './entries-of-processes.ts'

export interface EntriesUnderTest {
  readonly entries: Entries
  /** A second access to the same storage, as another process has it. */
  readonly others: Entries
  /** Ends what `open` began; the entries are closed by then. */
  dispose(): Promise<void>
}

type OpenEntries = (clock: Clock) => Promise<EntriesUnderTest>

const all = async (entries: Entries, prefix = ''): Promise<string[]> => {
  const keys: string[] = []
  for await (const key of everyKey(entries, prefix)) keys.push(key)
  return keys
}

const one = (key: string, value: string, expires?: number): ReadonlyMap<string, NewValue> =>
  new Map([[key, expires === undefined ? { value } : { value, expires }]])

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** What every engine must do; `openPlace` is there for one that several processes can share. */
export const entriesSuite = (engine: string, open: OpenEntries, openPlace?: () => Promise<SharedPlace>): void => {
  if (openPlace)
    describe(`entries in ${engine}, shared by processes`, () => {
      sharedEntriesSuite(openPlace)
    })

  describe(`entries in ${engine}`, () => {
    let clock: ReturnType<typeof createTestClock>
    let entries: Entries
    let others: Entries
    let opened: EntriesUnderTest

    beforeEach(async () => {
      clock = createTestClock()
      opened = await open(clock)
      ;({ entries, others } = opened)
    })

    afterEach(async () => {
      await entries.close()
      if (others !== entries) await others.close()
      await opened.dispose()
    })

    const set = async (key: string, value: string, options: { expires?: number; precondition?: Precondition } = {}) => {
      const result = await entries.set(one(key, value, options.expires), options.precondition)
      return result.ok ? result.value[0] : result.failure
    }
    const versionOf = async (key: string): Promise<string> => (await entries.get(key))?.version ?? ''

    it('has nothing at first', async () => {
      expect(await entries.get('foo')).toBeUndefined()
      expect(await entries.keys({ prefix: '', limit: 10 })).toEqual({ keys: [] })
    })

    it('gives back what was set, through any access to the same storage', async () => {
      expect(await set('foo', '{"bar":1.0}')).toMatchObject({ key: 'foo', isNew: true })
      expect(await others.get('foo')).toEqual({ value: '{"bar":1.0}', version: await versionOf('foo') })
    })

    it('replaces a value and says that the key was not new', async () => {
      await set('foo', '1')
      expect(await set('foo', '2')).toMatchObject({ isNew: false })
      expect(await entries.get('foo')).toMatchObject({ value: '2' })
    })

    it('gives every value of a key its own version, also the same value and after a deletion', async () => {
      const versions = new Set<string>()
      for (let i = 0; i < 5; i += 1) {
        await set('foo', '1')
        versions.add(await versionOf('foo'))
        if (i % 2 === 0) await entries.delete('foo')
      }
      expect(versions.size).toBe(5)
      for (const version of versions) expect(version).toMatch(/^[\x21\x23-\x7e]+$/)
    })

    it('sets many keys at once, or none', async () => {
      await set('b', '0')
      const changes = new Map(['a', 'b', 'c'].map((key) => [key, { value: '1' }]))
      expect(await entries.set(changes, { ifNoneMatch: '*' })).toEqual({ ok: false, failure: 'precondition-failed' })
      expect(await all(entries)).toEqual(['b'])
      const written = await entries.set(changes)
      expect(written.ok && written.value.map(({ key, isNew }) => [key, isNew])).toEqual([
        ['a', true],
        ['b', false],
        ['c', true],
      ])
      expect(await all(entries)).toEqual(['a', 'b', 'c'])
    })

    it('sets nothing when nothing is to be set', async () => {
      expect(await entries.set(new Map())).toEqual({ ok: true, value: [] })
    })

    it('deletes a key and returns what it was', async () => {
      await set('foo', '"bar"')
      expect(await entries.delete('foo')).toMatchObject({ ok: true, value: { value: '"bar"' } })
      expect(await entries.delete('foo')).toEqual({ ok: true, value: undefined })
      expect(await entries.get('foo')).toBeUndefined()
      expect(await all(entries)).toEqual([])
    })

    it.each<[string, (version: string) => Precondition, boolean, boolean]>([
      ['If-Match: *', () => ({ ifMatch: '*' }), true, false],
      ['If-Match with the version', (version) => ({ ifMatch: ['x', version] }), true, false],
      ['If-Match with others', (version) => ({ ifMatch: [`${version}x`, version.slice(1)] }), false, false],
      ['If-Match with none', () => ({ ifMatch: [] }), false, false],
      ['If-None-Match: *', () => ({ ifNoneMatch: '*' }), false, true],
      ['If-None-Match with the version', (version) => ({ ifNoneMatch: ['x', version] }), false, true],
      ['If-None-Match with others', () => ({ ifNoneMatch: ['x'] }), true, true],
      ['both', (version) => ({ ifMatch: '*', ifNoneMatch: [version] }), false, false],
    ])('heeds %s', async (_name, precondition, ifPresent, ifAbsent) => {
      await set('foo', '1')
      const condition = precondition(await versionOf('foo'))
      const outcomes = {
        setPresent: (await entries.set(one('foo', '1'), condition)).ok,
        setAbsent: (await entries.set(one('bar', '1'), condition)).ok,
        deleteAbsent: (await entries.delete('baz', condition)).ok,
      }
      expect(outcomes).toEqual({ setPresent: ifPresent, setAbsent: ifAbsent, deleteAbsent: ifAbsent })
      const deletion = precondition(await versionOf('foo'))
      expect((await entries.delete('foo', deletion)).ok).toBe(ifPresent)
      expect(await entries.get('foo')).toEqual(ifPresent ? undefined : expect.anything())
    })

    it('lets exactly one of many writers that saw the same version win', async () => {
      await set('foo', '0')
      const version = await versionOf('foo')
      const attempts = Array.from({ length: 40 }, (_, i) =>
        (i % 2 ? entries : others).set(one('foo', String(i)), { ifMatch: [version] }),
      )
      expect((await Promise.all(attempts)).filter(({ ok }) => ok)).toHaveLength(1)
    })

    it('lets exactly one of many creators win, and one of many deleters find the entry', async () => {
      const creations = Array.from({ length: 40 }, (_, i) =>
        (i % 2 ? entries : others).set(one('foo', '0'), { ifNoneMatch: '*' }),
      )
      expect((await Promise.all(creations)).filter(({ ok }) => ok)).toHaveLength(1)
      const deletions = Array.from({ length: 40 }, (_, i) => (i % 2 ? entries : others).delete('foo'))
      expect((await Promise.all(deletions)).filter((result) => result.ok && result.value)).toHaveLength(1)
    })

    it('counts exactly when many increment at once', async () => {
      await set('count', '0')
      const increment = async (store: Entries): Promise<void> => {
        const current = await store.get('count')
        const next = one('count', String(Number(current?.value) + 1))
        const written = await store.set(next, { ifMatch: [current?.version ?? ''] })
        if (!written.ok) await increment(store)
      }
      await Promise.all(Array.from({ length: 20 }, (_, i) => increment(i % 2 ? entries : others)))
      expect(await entries.get('count')).toMatchObject({ value: '20' })
    })

    it.each([20, 200])('loses none of %i parallel writes, and calls each key new once', async (count) => {
      const keys = Array.from({ length: count }, (_, i) => `key-${String(i % (count / 2)).padStart(3, '0')}`)
      const written = await Promise.all(keys.map((key, i) => (i % 2 ? entries : others).set(one(key, String(i)))))
      expect(written.flatMap((result) => (result.ok ? result.value : [])).filter(({ isNew }) => isNew)).toHaveLength(
        count / 2,
      )
      expect(await all(entries)).toEqual([...new Set(keys)].sort(byBytes))
    })

    it('lists the keys with a prefix in the order of their UTF-8 bytes', async () => {
      const keys = [
        'a',
        'ab',
        'a\u0000',
        'a/',
        'b',
        'é',
        '\u{10ffff}',
        '\uffff',
        '\u{1f600}',
        '\ue000',
        'aa',
        'A',
        ' ',
        '\u0000',
      ]
      await entries.set(new Map(keys.map((key) => [key, { value: '1' }])))
      expect(await all(entries)).toEqual([...keys].sort(byBytes))
      expect(await all(entries, 'a')).toEqual(['a', 'a\u0000', 'a/', 'aa', 'ab'])
      expect(await all(entries, 'aa')).toEqual(['aa'])
      expect(await all(entries, 'c')).toEqual([])
      expect(await all(entries, '\u{1f600}')).toEqual(['\u{1f600}'])
    })

    it('lists page by page', async () => {
      await entries.set(new Map(['a1', 'a2', 'a3', 'b1'].map((key) => [key, { value: '1' }])))
      expect(await entries.keys({ prefix: 'a', limit: 2 })).toEqual({ keys: ['a1', 'a2'], next: 'a2' })
      expect(await entries.keys({ prefix: 'a', after: 'a2', limit: 2 })).toEqual({ keys: ['a3'] })
      expect(await entries.keys({ prefix: 'a', after: 'a1x', limit: 2 })).toEqual({ keys: ['a2', 'a3'], next: 'a3' })
      expect(await entries.keys({ prefix: 'a', after: 'a3', limit: 2 })).toEqual({ keys: [] })
    })

    it('takes any key of up to 1 KiB and any value, and lists them in order', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(anyKey, fc.json(), { minKeys: 1, maxKeys: 10, noNullPrototype: false }),
          async (model) => {
            const keys = Object.keys(model)
            await entries.set(new Map(Object.entries(model).map(([key, value]) => [key, { value }])))
            for (const key of keys) expect(await others.get(key)).toMatchObject({ value: model[key] })
            expect(await all(others)).toEqual([...keys].sort(byBytes))
            for (const key of keys) await entries.delete(key)
          },
        ),
        { numRuns: 40 },
      )
    })

    it('stores a value of a megabyte', async () => {
      const value = JSON.stringify('é'.repeat(524_288))
      await set('big', value)
      expect((await others.get('big'))?.value).toBe(value)
    })

    describe('with a lifetime', () => {
      it('shows an entry until it expires and never after', async () => {
        await set('foo', '1', { expires: clock.now() + 1000 })
        await set('stays', '1')
        clock.advance(999)
        expect(await entries.get('foo')).toMatchObject({ value: '1', expires: clock.now() + 1 })
        expect(await all(entries)).toEqual(['foo', 'stays'])
        clock.advance(1)
        expect(await entries.get('foo')).toBeUndefined()
        expect(await all(entries)).toEqual(['stays'])
        expect(await entries.keys({ prefix: '', limit: 1 })).toEqual({ keys: [], next: 'foo' })
      })

      it('treats an expired entry as absent in conditions, deletions and writes', async () => {
        await set('foo', '1', { expires: clock.now() + 1 })
        clock.advance(1)
        expect(await entries.delete('foo', { ifMatch: '*' })).toEqual({ ok: false, failure: 'precondition-failed' })
        expect(await entries.delete('foo')).toEqual({ ok: true, value: undefined })
        expect(await set('foo', '2', { precondition: { ifNoneMatch: '*' } })).toMatchObject({ isNew: true })
        expect(await entries.get('foo')).toMatchObject({ value: '2' })
      })

      it('removes what has expired, oldest first, each for one caller only', async () => {
        for (const [key, lifetime] of [
          ['c', 1],
          ['a', 2],
          ['b', 3],
          ['later', 100],
        ] as const) {
          await set(key, '1', { expires: clock.now() + lifetime })
        }
        clock.advance(50)
        expect(await entries.removeExpired(2)).toEqual(['c', 'a'])
        const rest = await Promise.all([entries.removeExpired(10), others.removeExpired(10)])
        expect(rest.flat()).toEqual(['b'])
        expect(await entries.get('later')).toBeDefined()
      })

      it.each<[string, number | undefined]>([
        ['no lifetime', undefined],
        ['a longer one', 10_000],
      ])('forgets the old lifetime of a key that is set again with %s', async (_name, lifetime) => {
        await set('foo', '1', { expires: clock.now() + 10 })
        await set('foo', '2', lifetime === undefined ? {} : { expires: clock.now() + lifetime })
        clock.advance(11)
        expect(await entries.removeExpired(10)).toEqual([])
        expect(await entries.get('foo')).toMatchObject({ value: '2' })
      })

      it('forgets the lifetime of a key that is deleted', async () => {
        await set('foo', '1', { expires: clock.now() + 10 })
        await entries.delete('foo')
        await set('foo', '2')
        clock.advance(11)
        expect(await entries.removeExpired(10)).toEqual([])
        expect(await all(entries)).toEqual(['foo'])
      })
    })
  })
}
