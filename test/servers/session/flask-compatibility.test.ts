import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/shared/stream/settings.ts'
import { countView } from '../../../src/servers/counter/counter-views.ts'
import { ClientSideSessionInterface } from '../../../src/servers/session/client-side-session-interface.ts'
import type { SessionValue } from '../../../src/servers/session/session-data.ts'
import { floatValue, integerValue } from '../../../src/servers/session/session-number.ts'
import { flaskSerializer } from '../../../src/servers/session/flask-serializer.ts'
import { dumpsTaggedJson } from '../../../src/servers/session/tagged-json.ts'
import { hasFlask, startFlaskJudge } from '../../support/flask-judge.ts'
import { valueOf } from '../../support/serve.ts'
import { anySessionData } from '../../support/session-data.ts'

const now = 1_700_000_000
const anyCount = fc.oneof(
  fc.integer(),
  fc.constantFrom(2n ** 53n - 2n, 2n ** 53n - 1n, 2n ** 53n, -(2n ** 53n) - 1n, 10n ** 30n).map(integerValue),
  fc.double().map(floatValue),
  fc.constantFrom(1, 1e15, 9999999999999998, 1e16).map(floatValue),
  fc.boolean(),
)
const anySecret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
const serializerOf = (key: string) => flaskSerializer({ keys: { current: key, fallbacks: [] }, maxAge: 100 })

describe.skipIf(!hasFlask)('against the real Flask (needs python3-flask and python3-itsdangerous)', () => {
  let judge: ReturnType<typeof startFlaskJudge>
  beforeAll(() => {
    judge = startFlaskJudge()
  })
  afterAll(() => {
    judge.close()
  })

  it('is read there as it was meant here', async () => {
    await fc.assert(
      fc.asyncProperty(anySessionData, anySecret, async (session, key) => {
        const value = serializerOf(key).dumps(session, now * 1000)
        expect(await judge.ask({ key, now: now + 100, maxAge: 100, value })).toEqual({
          kind: 'dict',
          json: dumpsTaggedJson(session),
        })
      }),
      { numRuns: 500 },
    )
  })

  it('reads what was written there, and writes the very same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anySessionData, anySecret, async (session, key) => {
        const { value } = await judge.ask({ key, now, json: dumpsTaggedJson(session) })
        expect(serializerOf(key).loads(value ?? '', now * 1000)).toEqual({ ok: true, value: session })
        expect(serializerOf(key).dumps(session, now * 1000)).toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  it('counts on in any session as the counter there does: the same page, the same Set-Cookie', async () => {
    const key = 'dev-secret-0123'
    const clock = { now: () => now * 1000 }
    const sessions = new ClientSideSessionInterface({ serializer: serializerOf(key), settings: defaultSettings, clock })
    const withCount = fc
      .tuple(anySessionData, anyCount)
      .map(([data, count]) => new Map([...data, ['count', count] as const]))
    await fc.assert(
      fc.asyncProperty(withCount, async (data) => {
        const visit = serializerOf(key).dumps(data, now * 1000)
        const session = valueOf(await sessions.open(visit))
        const { html } = countView(session)
        const ours = { line: valueOf(await sessions.save(session)), page: /Count: ([^<]*)</.exec(html)?.[1] }
        expect(ours).toEqual(await judge.ask({ key, now, visit }))
      }),
      { numRuns: 300 },
    )
  })

  it('sorts as an app does: nested ones too, by code point', () => {
    const data = new Map<string, SessionValue>([
      ['user', 'ann'],
      ['\u{1f600}', 1],
      ['\uffff', 2],
      [
        'count',
        new Map([
          ['b', 1],
          ['a', 2],
        ]),
      ],
    ])
    expect(dumpsTaggedJson(data)).toBe(String.raw`{"count":{"a":2,"b":1},"user":"ann","\uffff":2,"\ud83d\ude00":1}`)
  })

  it('refuses there what it refuses here', async () => {
    const key = 'dev-secret-0123'
    const value = serializerOf(key).dumps(new Map([['count', 1]]), now * 1000)
    const verdicts = async (question: { key: string; now: number; value: string }) => ({
      theirs: (await judge.ask({ ...question, maxAge: 100 })).problem,
      ours: serializerOf(question.key).loads(question.value, question.now * 1000),
    })
    expect(await verdicts({ key, now: now + 101, value })).toMatchObject({
      theirs: 'SignatureExpired',
      ours: { failure: { reason: 'expired' } },
    })
    expect(await verdicts({ key, now: now - 1, value })).toMatchObject({
      theirs: 'SignatureExpired',
      ours: { failure: { reason: 'from-the-future' } },
    })
    expect(await verdicts({ key: 'other', now, value })).toMatchObject({
      theirs: 'BadSignature',
      ours: { failure: { reason: 'bad-signature' } },
    })
    expect(await verdicts({ key, now, value: 'rubbish' })).toMatchObject({
      theirs: 'BadSignature',
      ours: { failure: { reason: 'malformed' } },
    })
  })
})
