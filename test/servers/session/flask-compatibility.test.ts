import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SignedCookieSerializer } from '../../../src/servers/session/signed-cookie-serializer.ts'
import { dumpsTaggedJson } from '../../../src/servers/session/tagged-json.ts'
import { hasFlask, startFlaskJudge } from '../../support/flask-judge.ts'
import { anySessionData } from '../../support/session-data.ts'

const now = 1_700_000_000
const anySecret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
const serializerOf = (key: string) => new SignedCookieSerializer({ keys: { current: key, fallbacks: [] }, maxAge: 100 })

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
        expect(await judge.ask({ key, now: now + 100, maxAge: 100, value })).toEqual({ kind: 'dict', json: dumpsTaggedJson(session) })
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

  it('refuses there what it refuses here', async () => {
    const key = 'dev-secret-0123'
    const value = serializerOf(key).dumps(new Map([['count', 1]]), now * 1000)
    const verdicts = async (question: { key: string; now: number; value: string }) => ({
      theirs: (await judge.ask({ ...question, maxAge: 100 })).problem,
      ours: serializerOf(question.key).loads(question.value, question.now * 1000),
    })
    expect(await verdicts({ key, now: now + 101, value })).toMatchObject({ theirs: 'SignatureExpired', ours: { failure: { reason: 'expired' } } })
    expect(await verdicts({ key, now: now - 1, value })).toMatchObject({ theirs: 'SignatureExpired', ours: { failure: { reason: 'from-the-future' } } })
    expect(await verdicts({ key: 'other', now, value })).toMatchObject({ theirs: 'BadSignature', ours: { failure: { reason: 'bad-signature' } } })
    expect(await verdicts({ key, now, value: 'rubbish' })).toMatchObject({ theirs: 'BadSignature', ours: { failure: { reason: 'malformed' } } })
  })
})
