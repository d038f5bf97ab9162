import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cookieReaders, readCookie } from '../../../../src/shared/cookie/readers/cookie-readers.ts'
import { partOf, type CookieReader } from '../../../../src/shared/cookie/readers/cookie-reading.ts'
import type { Json } from '../../../../src/shared/base/json.ts'
import vectors from '../../../cookies/session-values.json' with { type: 'json' }

interface Vector {
  readonly format: string
  readonly writtenBy: string
  readonly value: string
  readonly data?: Json
}

describe('the cookie readers', () => {
  it('have a name each, and a vector each', () => {
    const formats = cookieReaders.map(({ format }) => format)
    expect(new Set(formats).size).toBe(formats.length)
    expect([...new Set(vectors.map(({ format }) => format))].sort()).toEqual([...formats].sort())
  })

  it.each<Vector>(vectors)('read $value, by $writtenBy, as $format and as nothing else', ({ format, value, data }) => {
    const readings = cookieReaders.map((reader) => reader.read(value)).filter((reading) => reading !== undefined)
    expect(readings.map((reading) => reading.format)).toEqual([format])
    const [reading] = readings
    const isInflatable = reading?.parts.some(({ isCompressed }) => isCompressed === true)
    if (data !== undefined && isInflatable !== true) expect(reading?.data).toEqual(data)
    expect(readCookie(value)).toEqual(reading)
  })

  it.each(['', 'dark', '1.2.3', 'GA1.1.1718.1700000000', 'a.b', 'e30.ZVPxAA.short', '6cea3f31-60be-422c-9ae0'])(
    'take %j for nothing that they know',
    (value) => {
      expect(readCookie(value)).toMatchObject({ format: 'opaque', kind: 'opaque', parts: [{ text: value, at: 0 }] })
    },
  )

  it('say of any value where its parts stand in it, in order, and never throw', () => {
    const anyValue = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^\.?[\w-]{1,40}\.[\w-]{1,11}\.[\w-]{27,86}$/),
      fc.uuid(),
    )
    fc.assert(
      fc.property(anyValue, (value) => {
        let end = 0
        for (const { text, at } of readCookie(value).parts) {
          expect(at).toBeGreaterThanOrEqual(end)
          expect(value.slice(at, at + text.length)).toBe(text)
          end = at + text.length
        }
        const { signedAt } = readCookie(value)
        if (signedAt !== undefined) expect(new Date(signedAt).getTime()).toBe(signedAt)
      }),
    )
  })

  it('are a list: one more reader, and its format is read', () => {
    const toy: CookieReader = {
      format: 'toy',
      label: 'Toy',
      read: (value) =>
        value.startsWith('toy:')
          ? {
              format: 'toy',
              certainty: 'likely',
              kind: 'id',
              parts: [{ id: 'id', role: 'id', label: 'id', text: value.slice(4), at: 4 }],
            }
          : undefined,
    }
    const reading = readCookie('toy:17', { name: '' }, [...cookieReaders, toy])
    expect(reading.format).toBe('toy')
    expect(partOf(reading, 'id')?.text).toBe('17')
  })
})
