import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedMembers, textDifference } from '../../../src/shared/base/difference.ts'

describe('changedMembers', () => {
  it.each([
    [{ count: 5 }, { count: 6 }, [{ key: 'count', before: 5, after: 6 }]],
    [{ count: 5 }, { count: 5 }, []],
    [{}, { a: null }, [{ key: 'a', after: null }]],
    [{ a: [1] }, {}, [{ key: 'a', before: [1] }]],
    [{ a: { b: 1 }, c: 2 }, { c: 2, a: { b: 2 } }, [{ key: 'a', before: { b: 1 }, after: { b: 2 } }]],
    [{}, Object.fromEntries([['__proto__', 1]]), [{ key: '__proto__', after: 1 }]],
  ])('%j → %j', (before, after, expected) => {
    expect(changedMembers(before, after)).toEqual(expected)
  })
})

describe('textDifference', () => {
  it('finds the digit that changed', () => {
    expect(textDifference('{"count":3}', '{"count":4}')).toEqual({
      head: '{"count":',
      removed: '3',
      added: '4',
      tail: '}',
    })
  })

  it('puts both texts together again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { head, removed, added, tail } = textDifference(before, after)
        expect([head + removed + tail, head + added + tail]).toEqual([before, after])
      }),
    )
  })
})
