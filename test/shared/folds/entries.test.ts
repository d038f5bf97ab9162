import { describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { entriesFold } from '../../../src/shared/folds/entries.ts'
import type { Fact } from '../../../src/shared/stream/observation.ts'
import { answered, began, deleted, opened, requested, saved, stamped, written } from '../../support/observations.ts'

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

  it.each<[string, Fact[]]>([
    [
      'saved after it was written',
      [requested({ exchange: 7, from: 'browser-b' }), written('id', '1'), saved({ exchange: 7, id: 'id', data: {} })],
    ],
    [
      'saved before it was written',
      [requested({ exchange: 7, from: 'browser-b' }), saved({ exchange: 7, id: 'id', data: {} }), written('id', '1')],
    ],
    [
      'opened under that id',
      [
        written('id', '1'),
        requested({ exchange: 7, from: 'browser-b' }),
        opened({ exchange: 7, id: 'id', outcome: { state: 'loaded', data: {} } }),
      ],
    ],
  ])('knows whose session it is: %s', (_name, facts) => {
    expect(viewOf(...facts).byKey.get('id')?.owner).toBe('browser-b')
  })

  it('does not take a refused id for ownership', () => {
    const view = viewOf(
      written('id', '1'),
      requested({ exchange: 7 }),
      opened({ exchange: 7, id: 'id', outcome: { state: 'refused', reason: 'unknown-id' } }),
    )
    expect(view.byKey.get('id')?.owner).toBeUndefined()
  })

  it('does not lose the history of an entry when the log is cleared', () => {
    const view = viewOf(
      requested({ exchange: 7 }),
      written('id', '1'),
      saved({ exchange: 7, id: 'id', data: {} }),
      answered({ exchange: 7 }),
      began({ entries: [entry('id', '1')] }, 'cleared'),
      written('id', '2'),
    )
    expect(view.byKey.get('id')).toMatchObject({ value: '2', owner: 'browser-a' })
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
