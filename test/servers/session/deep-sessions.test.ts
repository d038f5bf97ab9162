import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deepestJson,
  isDeeperThan,
  isTooDeep,
  jsonObjectSchema,
  jsonSchema,
  type Json,
} from '../../../src/shared/base/json.ts'
import { canonicalJson } from '../../../src/shared/report/canonical-json.ts'
import { parseJson } from '../../../src/shared/base/parse-json.ts'
import { readTaggedJson } from '../../../src/servers/session/tagged-json.ts'
import { createDispatch } from '../../../src/servers/lab/dispatch.ts'
import { newLog } from '../../support/serve.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { isKind, observed } from '../../support/wait-for.ts'

const nested = (depth: number, open = '[', close = ']'): string => `${open.repeat(depth)}1${close.repeat(depth)}`
const depths = fc.integer({ min: 1, max: 60_000 })
const shapes = fc.constantFrom(['[', ']'] as const, ['{"a":', '}'] as const, ['[0,', ']'] as const)

it('whatever its depth, JSON is read or refused, and read where it is not too deep', () => {
  fc.assert(
    fc.property(depths, shapes, (depth, [open, close]) => {
      const text = nested(depth, open, close)
      const isRefused = depth > deepestJson
      const value: unknown = JSON.parse(text)
      expect(isTooDeep(value)).toBe(isRefused)
      expect(parseJson(text) === undefined).toBe(isRefused)
      expect(jsonSchema.safeParse(value).success).toBe(!isRefused)
      expect(jsonObjectSchema.safeParse({ a: value }).success).toBe(depth < deepestJson)
      const tagged = readTaggedJson(text)
      expect(tagged.ok).toBe(!isRefused)
      if (!tagged.ok)
        expect(tagged.failure).toMatchObject({
          reason: 'too-deep',
          detail: 'it nests lists and objects more than 200 deep',
        })
      if (depth > 1_000)
        expect(() => canonicalJson(value as Json)).toThrow('This JSON nests lists and objects more than 1000 deep.')
      else expect(canonicalJson(value as Json)).toBe(text)
    }),
    {
      numRuns: 40,
      examples: [
        [deepestJson, ['[', ']']],
        [deepestJson + 1, ['[', ']']],
        [4_000, ['{"a":', '}']],
      ],
    },
  )
})

it('depth is counted along the deepest way', () => {
  expect(isDeeperThan(1, { a: 1, b: [1, 2] })).toBe(true)
  expect(isDeeperThan(2, { a: 1, b: [1, 2], c: {} })).toBe(false)
})

describe('a session that is nested too deep', () => {
  it.each([500, 4_000, 12_000])('is refused in words, and the visitor goes on (%d deep)', async (depth) => {
    const log = newLog()
    const kv = await serveKeyValue()
    const counter = await serveCounter({ settings: settingsOf({ USE_SESSION_STORE: true }), storeUrl: kv.url, log })
    const id = '7d444840-9dc0-41d1-b245-5ffdce74fad2'
    const put = await fetch(kv.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"${id}":{"count":5,"a":${nested(depth)}}}`,
    })
    expect(put.status).toBe(200)
    const answer = await fetch(counter.url, { headers: { Cookie: `session=${id}` } })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Count: 1')])
    const opened = await observed(log, isKind('session.opened'))
    expect(opened).toMatchObject({
      outcome: {
        state: 'refused',
        reason: 'too-deep',
        detail: 'what is stored under this id nests lists and objects more than 200 deep',
      },
    })
    expect(await (await fetch(counter.url, { headers: { Cookie: `session=${id}` } })).text()).toContain('Count: 2')
  })
})

it('an operation whose input is nested too deep is refused, and throws nothing', async () => {
  const defects: unknown[] = []
  const dispatch = createDispatch({} as never, (thrown) => defects.push(thrown))
  const refused = await dispatch('log.clear', JSON.parse(nested(50_000)))
  expect(refused).toEqual({
    ok: false,
    failure: { code: 'bad-input', message: 'log.clear: the input nests lists and objects more than 200 deep.' },
  })
  expect(defects).toEqual([])
})
