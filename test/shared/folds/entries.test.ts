import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { entriesFold } from '../../../src/shared/folds/entries.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { answered, began, deleted, requested, stamped, written } from '../../support/observations.ts'

const viewOf = (...facts: Fact[]) => foldAll(entriesFold, stamped(facts, 1000))
const entry = (key: string, value: string) => ({ key, value, truncated: false })

describe('entriesFold', () => {
  it('begins with what was there already', () => {
    const view = viewOf(began({ entries: [entry('b', '2'), entry('a', '1')], moreEntries: 3 }))
    expect(view.keys).toEqual(['a', 'b'])
    expect(view.byKey.get('a')).toEqual(entry('a', '1'))
    expect(view.more).toBe(3)
  })

  it('keeps keys in order as they come and go', () => {
    expect(
      viewOf(
        written('m', '1'),
        written('z', '1'),
        written('a', '1'),
        deleted('m'),
        written('b', '1'),
        written('z', '2'),
      ).keys,
    ).toEqual(['a', 'b', 'z'])
  })

  it('knows when and by which exchange an entry was written, and which was the last', () => {
    const view = viewOf(written('a', '1', { exchange: 4 }), written('b', '2'))
    expect(view.byKey.get('a')).toEqual({ ...entry('a', '1'), writtenAt: 1000, exchange: 4 })
    expect(view.changed).toBe('b')
  })

  it('knows who wrote an entry last, and when it ends', () => {
    const view = viewOf(
      requested({ exchange: 7, from: 'client:curl 8', to: 'kv' }),
      written('a', '1', { exchange: 7, entry: { ...entry('a', '1'), expires: 5_000 } }),
    )
    expect(view.byKey.get('a')).toMatchObject({ writer: 'client:curl 8', expires: 5_000 })
  })

  it('does not lose the history of an entry when the log is cleared', () => {
    const view = viewOf(
      requested({ exchange: 7, from: 'client:curl 8', to: 'kv' }),
      written('same', '1', { exchange: 7 }),
      written('other', '1', { exchange: 7 }),
      answered({ exchange: 7 }),
      began({ entries: [{ ...entry('same', '1'), expires: null }, entry('other', '2')] }, 'cleared'),
    )
    expect(view.byKey.get('same')).toMatchObject({ writer: 'client:curl 8', exchange: 7, expires: null })
    expect(view.byKey.get('other')).toEqual(entry('other', '2'))
  })

  it('counts entries beyond those that are listed', () => {
    expect(viewOf(began({ moreEntries: 2 }), deleted('unlisted')).more).toBe(1)
  })

  it('is the very same view when nothing changed', () => {
    const [fact] = stamped([requested()])
    if (fact === undefined) throw new Error('a fact was stamped')
    const view = entriesFold.start()
    expect(entriesFold.step(view, fact)).toBe(view)
  })
})
