import fc from 'fast-check'
import { expect, it } from 'vitest'
import { membersOf, objectText } from '../../../src/servers/kv/json-text.ts'
import { deepestIndented, indented } from '../../../src/shared/base/indented-json.ts'

const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { noNullPrototype: false })
const anyIndent = fc.constantFrom(undefined, 1, '\t', '\n \r\n')

it('takes an object apart and puts it together again', () => {
  fc.assert(
    fc.property(anyObject, anyIndent, (object, indent) => {
      const members = membersOf(JSON.stringify(object, null, indent))
      expect([...members.keys()]).toEqual(Object.keys(object))
      expect(objectText(members)).toBe(JSON.stringify(object))
    }),
  )
})

it('indents as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), anyIndent, (value, indent) => {
      expect(indented(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value, null, 2))
    }),
  )
})

it.each([
  [
    '{"a":[[],{},[{}]],"b":{"c":[1,{"d":null}]}}',
    '{\n  "a": [\n    [],\n    {},\n    [\n      {}\n    ]\n  ],\n  "b": {\n    "c": [\n      1,\n      {\n        "d": null\n      }\n    ]\n  }\n}',
  ],
  ['{"a":"{[,:]}\\"\\\\"}', '{\n  "a": "{[,:]}\\"\\\\"\n}'],
  ['{"a":1E400,"b":-0.0}', '{\n  "a": 1E400,\n  "b": -0.0\n}'],
])('indents %s', (text, lines) => {
  expect(indented(text)).toBe(lines)
})

it('spells strings without needless escapes, and keeps the escapes that are needed', () => {
  expect(objectText(membersOf('{"\\u00e9":"\\u00e9\\/\\n\\ud83d\\ude00\\ud800"}'))).toBe('{"é":"é/\\n😀\\ud800"}')
})

it('reads strings of a megabyte, of letters or of escapes', () => {
  for (const value of ['a'.repeat(1_000_000), '\n'.repeat(500_000)]) {
    expect(membersOf(JSON.stringify({ a: value })).get('a')).toBe(JSON.stringify(value))
  }
})

const nested = (depth: number, [open, close]: readonly [string, string], middle = ''): string =>
  `${open.repeat(depth)}${middle}${close.repeat(depth)}`
const array = ['[', ']'] as const
const object = ['{"a":', '}'] as const

it('indents as deep as it says as JSON.stringify does', () => {
  for (const value of [nested(deepestIndented, array, '1,2'), nested(deepestIndented, object, '1')]) {
    expect(indented(value)).toBe(JSON.stringify(JSON.parse(value), null, 2))
  }
})

it.each([
  ['arrays', nested(12_000, array)],
  ['objects', nested(4_000, object, '1')],
  ['half a megabyte of arrays', nested(250_000, array, '1')],
  ['many elements, deep down', nested(500, array, '1,'.repeat(10_000) + '1')],
  ['many arrays, deep down', nested(30, array, '[[]],'.repeat(5_000) + '[]')],
])('shows %s in little more room than they take', (_what, text) => {
  const shown = indented(text)
  expect(shown.length).toBeLessThan(text.length * 2 + 5_000)
  expect(shown.replaceAll(/\s/g, '')).toBe(text)
})
