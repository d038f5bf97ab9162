import { describe, expect, it } from 'vitest'
import { notLinearizable, type Call } from '../../../support/linearizable.ts'

const call = (began: number, ended: number, what: Call['what'], key = 'a'): Call => ({ key, began, ended, what })
const wrote = (version: string, ifVersion?: string | null): Call['what'] =>
  ifVersion === undefined ? { kind: 'wrote', version } : { kind: 'wrote', version, ifVersion }
const read = (version: string | null): Call['what'] => ({ kind: 'read', version })

describe('a history', () => {
  it.each<[string, Call[]]>([
    ['nothing', []],
    [
      'one after the other',
      [
        call(0, 1, read(null)),
        call(2, 3, wrote('1')),
        call(4, 5, read('1')),
        call(6, 7, { kind: 'removed', version: '1' }),
        call(8, 9, read(null)),
      ],
    ],
    ['a read beside a write, of before', [call(0, 10, wrote('1')), call(2, 3, read(null)), call(4, 5, read('1'))]],
    [
      'writes side by side, in either order',
      [call(0, 10, wrote('1')), call(0, 10, wrote('2')), call(11, 12, read('1'))],
    ],
    [
      'a refusal that a write beside it explains',
      [call(0, 10, wrote('1')), call(1, 2, { kind: 'refused', ifVersion: null })],
    ],
    ['another key', [call(0, 1, wrote('1')), call(2, 3, read(null), 'b')]],
  ])('of %s is linearizable', (_what, calls) => {
    expect(notLinearizable(calls)).toBeUndefined()
  })

  it.each<[string, Call[]]>([
    ['a stale read', [call(0, 1, wrote('1')), call(2, 3, wrote('2')), call(4, 5, read('1'))]],
    ['a key that is not found after it was written', [call(0, 1, wrote('1')), call(2, 3, read(null))]],
    [
      'a stale listing',
      [
        call(0, 1, wrote('1')),
        call(2, 3, { kind: 'removed', version: '1' }),
        call(4, 5, { kind: 'listed', isThere: true }),
      ],
    ],
    ['new and then old', [call(0, 10, wrote('1')), call(2, 3, read('1')), call(4, 5, read(null))]],
    ['a lost update', [call(0, 1, wrote('1')), call(2, 10, wrote('2', '1')), call(2, 10, wrote('3', '1'))]],
    ['a refusal without a reason', [call(0, 1, wrote('1')), call(2, 3, { kind: 'refused', ifVersion: '1' })]],
  ])('of %s is not', (_what, calls) => {
    expect(notLinearizable(calls)).toBeDefined()
  })
})
