import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../../../src/shared/report/canonical-json.ts'
import type { Json } from '../../../src/shared/base/json.ts'

it('sorts members by their UTF-16 code units, at every depth (RFC 8785, §3.2.3)', () => {
  expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': [{ b: null, a: true }], '\u{1f600}': 'x', ﬁ: 0 })).toBe(
    '{"\\r":2,"1":[{"a":true,"b":null}],"\u20ac":1,"\u{1f600}":"x","ﬁ":0}',
  )
})

it('writes a value so that it is read as the same, in whatever order it was put together', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value as Json)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(JSON.stringify(value, reversed)) as Json)).toBe(text)
    }),
  )
})

const reversed = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).reverse())
    : value
