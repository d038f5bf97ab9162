import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeErlang } from '../../../../src/shared/cookie/terms/erlang.ts'
import { decodeGob } from '../../../../src/shared/cookie/terms/gob.ts'
import { decodeMarshal } from '../../../../src/shared/cookie/terms/marshal.ts'
import { decodePhp } from '../../../../src/shared/cookie/terms/php.ts'
import { decodePickle } from '../../../../src/shared/cookie/terms/pickle.ts'
import type { Json } from '../../../../src/shared/base/json.ts'
import terms from '../../../cookies/terms.json' with { type: 'json' }

const readers = {
  erlang: decodeErlang,
  gob: decodeGob,
  marshal: decodeMarshal,
  php: decodePhp,
  pickle: decodePickle,
} as const

interface TermVector {
  readonly by: string
  readonly reader: string
  readonly hex: string
  readonly data: Json
}

describe('what is serialised', () => {
  it.each<TermVector>(terms as TermVector[])('by $by is read without running anything', ({ reader, hex, data }) => {
    const read = readers[reader as keyof typeof readers](Buffer.from(hex, 'hex'))
    expect(read.data).toEqual(data)
    expect(read.notDecoded !== undefined).toBe(JSON.stringify(data).includes('not decoded further'))
  })

  // Each a few bytes that stand for a value without end, or for more than a machine has.
  it.each([
    ['a pickle that holds itself', 'pickle', Buffer.from('80045d94680061682e'.replace('682e', '2e'), 'hex')],
    [
      'a pickle of shared lists, each twice as long',
      'pickle',
      Buffer.from(`\x80\x02]${'q\x00h\x00h\x00\x86'.repeat(40)}.`, 'latin1'),
    ],
    ['a pickle that says it has 4 GB', 'pickle', Buffer.from('80025affffffff'.replace('5a', '58'), 'hex')],
    ['a Marshal array that holds itself', 'marshal', Buffer.from('04085b064000', 'hex')],
    ['a Marshal array of 2^30', 'marshal', Buffer.from('04085b0400000040', 'hex')],
    ['lists within lists', 'erlang', Buffer.from(`83${'6c00000001'.repeat(5000)}`, 'hex')],
    ['arrays within arrays', 'php', Buffer.from('a:1:{i:0;'.repeat(5000))],
    ['a PHP text of a gigabyte', 'php', Buffer.from('s:1000000000:"x";')],
    ['a gob of no message', 'gob', Buffer.from('0000000000000000', 'hex')],
  ] as const)('%s is given up in words', (_what, reader, bytes) => {
    const read = readers[reader](bytes)
    expect(read).toEqual({ notDecoded: expect.stringMatching(/not decoded: it /) as string })
  })

  it.each(Object.entries(readers))('%s: no bytes make it throw, hang, or hold more than its bound', (_name, decode) => {
    const starts = ['', '\x83', '\x04\x08', '\x80\x04', 'a:2:{', 'O:3:"a":1:{']
    const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }))
    fc.assert(
      fc.property(bytes, ([start, rest]) => {
        const read = decode(Buffer.concat([Buffer.from(start, 'latin1'), rest]))
        expect(JSON.stringify([read.data]).length).toBeLessThan(2_000_000)
        expect(read.data !== undefined || read.notDecoded !== undefined).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
