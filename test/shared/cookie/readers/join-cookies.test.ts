import { describe, expect, it } from 'vitest'
import { joinCookies } from '../../../../src/shared/cookie/readers/join-cookies.ts'

const cookies = (...pairs: string[]) =>
  pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }))

const signature = 'Q7yvoG8bFbNY5SPduA2ul2em-8U'

describe('cookies that belong together', () => {
  it.each([
    [
      'chunks in any order',
      ['a.1=y', 'b=1', 'a.0=x', 'a.2=z'],
      [
        ['a', 'xyz', ['a.0', 'a.1', 'a.2']],
        ['b', '1', ['b']],
      ],
    ],
    ['chunks that are counted', ['s=chunks-2', 'sC2=y', 'sC1=x'], [['s', 'xy', ['s', 'sC1', 'sC2']]]],
    [
      'one that looks like a chunk',
      ['a.0=x', 'v=1'],
      [
        ['a.0', 'x', ['a.0']],
        ['v', '1', ['v']],
      ],
    ],
    [
      'a chunk that has its first missing',
      ['a.1=y', 'a.2=z'],
      [
        ['a.1', 'y', ['a.1']],
        ['a.2', 'z', ['a.2']],
      ],
    ],
    ['a signature that comes first', [`n.sig=${signature}`, 'n=1'], [['n', '1', ['n', 'n.sig']]]],
    [
      'what is named like a signature',
      ['n=1', 'n.sig=no'],
      [
        ['n', '1', ['n']],
        ['n.sig', 'no', ['n.sig']],
      ],
    ],
    ['a signature without what it signs', [`n.sig=${signature}`], [['n.sig', signature, ['n.sig']]]],
  ])('%s', (_what, pairs, expected) => {
    expect(joinCookies(cookies(...pairs)).map(({ name, value, names }) => [name, value, names])).toEqual(expected)
  })

  it('say what they came from', () => {
    expect(joinCookies(cookies('n=1', `n.sig=${signature}`))).toMatchObject([{ signature }])
    expect(joinCookies(cookies('n.0=1', 'n.1=2'))).toMatchObject([{ isChunked: true }])
  })
})
