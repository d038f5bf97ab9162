import fc from 'fast-check'
import { expect, it } from 'vitest'
import { excessOf } from '../../../src/shared/base/json-bounds.ts'

const bounds = { depth: 3, members: 4, values: 10 }
const excess = (text: string, within = bounds) => excessOf(Buffer.from(text), within)

it.each<[string, RegExp | undefined]>([
  ['[[[]]]', undefined],
  ['[[[[]]]]', /nested more than 3 deep/],
  ['{"a":{"b":{"c":[]}}}', /nested more than 3 deep/],
  ['[1,2,3,4]', undefined],
  ['[1,2,3,4,5]', /longer than 4/],
  ['{"a":1,"b":1,"c":1,"d":1,"e":1}', /longer than 4/],
  ['[[1,2,3],[1,2,3],[1,2,3]]', /more than 10 values/],
  ['"[[[[[[,,,,,,"', undefined],
  [String.raw`"\"[[[[[[,,,,,,"`, undefined],
  [String.raw`["\\",[["\\\""]]]`, undefined],
  ['', undefined],
  [']]]]]][[[[[[[', /nested|values|longer/],
  ['"open [[[[[[', undefined],
])('%s', (text, expected) => {
  if (expected === undefined) expect(excess(text)).toBeUndefined()
  else expect(excess(text)).toMatch(expected)
})

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
const longestOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Math.max(Object.keys(value).length, ...Object.values(value).map(longestOf))
    : 0

it('tells depth and length of any JSON as they are', () => {
  const spaced = fc.tuple(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'))
  fc.assert(
    fc.property(spaced, fc.nat(5), fc.integer({ min: 1, max: 5 }), ([value, space], depth, members) => {
      const found = excess(JSON.stringify(value, undefined, space), { depth, members, values: 1e9 })
      expect(found === undefined).toBe(depthOf(value) <= depth && longestOf(value) <= members)
    }),
  )
})
