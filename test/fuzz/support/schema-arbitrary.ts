import fc from 'fast-check'
import { z } from 'zod'

// The part of JSON Schema (draft 2020-12) that the contract's inputs are made of.
interface JsonSchema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** Words that mean something to the lab, among which text that means nothing would never hit one. */
const words = [
  '/',
  '/reset',
  '/foo',
  'GET',
  'POST',
  'DELETE',
  'counter',
  'kv',
  'browser-a',
  'session',
  'foo',
  'Reset',
  '1',
  '{"a":1}',
  '"x"',
  'Content-Type',
  'application/json',
  'point-1',
  'localhost',
  '127.0.0.1',
  '__proto__',
  '\ud800',
  '\u0000',
  '',
]

/** JSON that fits a schema, as well as JSON Schema can say it: rules that are code are left to chance. */
export const fitting = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  arbitraryOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema)

const arbitraryOf = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(arbitraryOf))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return fc.record(mapped({ ...membersOfRecord(schema), ...schema.properties }), {
        requiredKeys: [...(schema.required ?? [])],
      })
    case 'array':
      return schema.prefixItems
        ? fc.tuple(...schema.prefixItems.map(arbitraryOf))
        : fc.array(arbitraryOf(schema.items ?? {}), { maxLength: 4 })
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: Math.min(schema.maximum ?? 1_000, 100_000) })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue()
  }
}

// A record whose names are known has them all, and one schema for their values.
const membersOfRecord = ({ required = [], additionalProperties }: JsonSchema): Record<string, JsonSchema> =>
  typeof additionalProperties === 'object'
    ? Object.fromEntries(required.map((name) => [name, additionalProperties]))
    : {}

const mapped = (properties: Readonly<Record<string, JsonSchema>>) =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(schema)]))

const text = ({ pattern, minLength = 0, maxLength = 2_000 }: JsonSchema): fc.Arbitrary<string> => {
  // A pattern that needs the flag `u` says in JSON Schema what it does not mean.
  if (pattern !== undefined && !/\\p\{/i.test(pattern)) {
    const expression = new RegExp(pattern)
    const fit = words.filter((word) => expression.test(word))
    const any = fc.stringMatching(expression)
    return fit.length === 0
      ? any
      : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fit) }, { weight: 1, arbitrary: any })
  }
  const known = words.filter((word) => word.length >= minLength && word.length <= maxLength)
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 50) }) },
  )
}

/** The same, and then one of its parts is something else, or too much, or not there. */
export const nearly = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  fc
    .tuple(fitting(schema), fc.jsonValue({ maxDepth: 2 }), fc.nat(), fc.constantFrom('replace', 'remove', 'add'))
    .map(([value, other, place, how]) => {
      if (typeof value !== 'object' || value === null) return other
      const parts: [string, unknown][] = Object.entries(value)
      const at = place % Math.max(1, parts.length)
      if (how === 'add')
        return Object.fromEntries([...parts, [['__proto__', 'constructor', 'extra'][place % 3] ?? '', other]])
      if (how === 'remove') return Object.fromEntries(parts.filter((_, index) => index !== at))
      return Object.fromEntries(parts.map(([name, part], index) => [name, index === at ? other : part]))
    })
