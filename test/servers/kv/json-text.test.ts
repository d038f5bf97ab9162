import fc from 'fast-check'
import { expect, it } from 'vitest'
import { indented, membersOf, objectText } from '../../../src/servers/kv/json-text.ts'

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
  ['{"a":[[],{},[{}]],"b":{"c":[1,{"d":null}]}}', '{\n  "a": [\n    [],\n    {},\n    [\n      {}\n    ]\n  ],\n  "b": {\n    "c": [\n      1,\n      {\n        "d": null\n      }\n    ]\n  }\n}'],
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
