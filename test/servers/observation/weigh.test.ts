import fc from 'fast-check'
import { expect, it } from 'vitest'
import { factSchema, observationSchema, type Observation } from '../../../src/shared/stream/observation.ts'
import { weightOf } from '../../../src/servers/observation/weigh.ts'
import { fitting } from '../../fuzz/support/schema-arbitrary.ts'
import { began } from '../../support/observations.ts'

const stamped = (fact: unknown): Observation =>
  observationSchema.parse({ ...(fact as object), sequence: 1_234_567, at: 1_700_000_000_000 })

// Characters, an escaped one counted once: what a text holds, and not how JSON has to write it.
const lengthOf = (observation: Observation): number =>
  JSON.stringify(observation).replace(/\\u[0-9a-f]{4}|\\./g, 'x').length

const kinds = factSchema.options.map((option) => [option.shape.kind.value, option] as const)

it.each(kinds)('%s weighs at least what it holds', (_kind, schema) => {
  fc.assert(
    fc.property(fitting(schema), (fact) => {
      const parsed = observationSchema.safeParse({ ...(fact as object), sequence: 1_234_567, at: 1_700_000_000_000 })
      if (!parsed.success) return fc.pre(false)
      expect(weightOf(parsed.data)).toBeGreaterThanOrEqual(lengthOf(parsed.data))
    }),
    { numRuns: 60 },
  )
})

const long = 'x'.repeat(50_000)
const cookie = {
  name: 'a',
  value: long,
  domain: 'localhost',
  path: '/',
  httpOnly: false,
  secure: false,
  sameSite: 'lax',
}
const body = { encoding: 'utf8', text: long, bytes: 50_000, truncated: false }

it.each<[string, object]>([
  ['a jar', { kind: 'jar.changed', browser: 'browser-a', cookies: [cookie] }],
  [
    'the data of a session that was opened',
    {
      kind: 'session.opened',
      exchange: 1,
      mode: 'server-side',
      outcome: { state: 'loaded', data: { a: { b: [long] } } },
    },
  ],
  [
    'the names in it',
    { kind: 'session.opened', exchange: 1, mode: 'server-side', outcome: { state: 'loaded', data: { [long]: 1 } } },
  ],
  [
    'the data of a session that was saved',
    { kind: 'session.saved', exchange: 1, mode: 'server-side', data: { a: long }, setCookie: '' },
  ],
  ['its Set-Cookie line', { kind: 'session.saved', exchange: 1, mode: 'client-side', setCookie: long }],
  [
    'a cookie that was refused',
    { kind: 'cookie.blocked', browser: 'browser-a', url: '', occasion: 'answer', text: long, reasons: [] },
  ],
  [
    'the address of a page',
    { kind: 'page.changed', browser: 'browser-a', page: { url: long, title: '', state: 'shown' } },
  ],
  [
    'the title of a page',
    { kind: 'page.changed', browser: 'browser-a', page: { url: '', title: long, state: 'shown' } },
  ],
  [
    'the source of the exercise',
    { kind: 'exercise.changed', exercise: { file: '', source: long, digest: '', isTemplate: false, problems: [] } },
  ],
  ['what the exercise printed', { kind: 'exercise.checked', digest: '', results: [], printed: long }],
  [
    'the notes of a report',
    { kind: 'report.described', note: { name: '', notes: '', lessons: { 'point-1': long.slice(0, 4_000) } } },
  ],
  ['a body', { kind: 'exchange.answered', exchange: 1, status: 200, reason: 'OK', headers: [], body, duration: 1 }],
  [
    'a target',
    {
      kind: 'exchange.requested',
      exchange: 1,
      from: 'browser-a',
      to: 'counter',
      method: 'GET',
      target: long,
      httpVersion: '1.1',
      headers: [],
      body: { ...body, text: '' },
    },
  ],
  [
    'a header',
    {
      kind: 'exchange.answered',
      exchange: 1,
      status: 200,
      reason: 'OK',
      headers: [['a', long]],
      body: { ...body, text: '' },
      duration: 1,
    },
  ],
  ['an entry', { kind: 'entry.written', entry: { key: 'a', value: long, truncated: false }, isNew: true }],
  ['the key of an entry that went', { kind: 'entry.deleted', key: long, cause: 'deleted' }],
  ['what a log begins with', began({ entries: [{ key: 'a', value: long, truncated: false }] })],
])('%s is weighed', (_what, fact) => {
  const observation = stamped(fact)
  expect(weightOf(observation)).toBeGreaterThanOrEqual(lengthOf(observation))
  expect(weightOf(observation)).toBeLessThan(2 * lengthOf(observation) + 1_000)
})

it('is not the deeper the slower, or the end of the program', () => {
  let data: Record<string, unknown> = {}
  for (let depth = 0; depth < 100_000; depth += 1) data = { a: data }
  expect(
    weightOf({
      sequence: 1,
      at: 0,
      kind: 'session.opened',
      exchange: 1,
      source: 'app',
      mode: 'server-side',
      outcome: { state: 'loaded', data: data as never },
    }),
  ).toBeGreaterThan(100_000)
})
