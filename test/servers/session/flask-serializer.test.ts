import { deflateSync, inflateSync } from 'node:zlib'
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import pako from 'pako'
import { describe, expect, it } from 'vitest'
import { encodePayload } from '../../../src/servers/session/payload.ts'
import { flaskSerializer } from '../../../src/servers/session/flask-serializer.ts'
import type { SessionData, SessionValue } from '../../../src/servers/session/session-data.ts'
import { anySessionData } from '../../support/session-data.ts'

const secret = 'dev-secret-0123'
const signedAt = 1_700_000_000_000
const month = 2_678_400
const serializer = flaskSerializer({ keys: { current: secret, fallbacks: [] }, maxAge: month })
const data = (...members: [string, SessionValue][]): SessionData => new Map(members)

/** Any payload under a right signature: what only a holder of the key can send. */
const forge = (payload: string, time = 'ZVPxAA', key = secret): string => {
  const derived = createHmac('sha1', key).update('cookie-session').digest()
  const text = `${payload}.${time}`
  return `${text}.${createHmac('sha1', derived).update(text).digest('base64url')}`
}
const forgeJson = (json: string): string => forge(Buffer.from(json).toString('base64url'))
const reasonOf = (value: string, now = signedAt): string => {
  const loaded = serializer.loads(value, now)
  return loaded.ok ? 'accepted' : loaded.failure.reason
}

describe('the worked examples', () => {
  const examples: [SessionData, string][] = [
    [data(['count', 1]), 'eyJjb3VudCI6MX0.ZVPxAA.uzkRGtt3vM3PT0BQbIMZzrpbpfg'],
    [data(), 'e30.ZVPxAA.2DCud2DHkwp4AzU532uLQpx-xgY'],
    [
      data(['count', 42], ['log', 'A'.repeat(120)]),
      '.eJyrVkrOL80rUbIyMdJRyslPV7JSchwgoFQLAFjwJK4.ZVPxAA.l_RduLAOp7owFToHU-xwyyHcOFU',
    ],
  ]
  it.each(examples)('%o is %s and back', (session, value) => {
    expect(serializer.dumps(session, signedAt)).toBe(value)
    expect(serializer.loads(value, signedAt)).toEqual({ ok: true, value: session })
  })

  it('signs with another key', () => {
    const other = flaskSerializer({ keys: { current: 'new-secret', fallbacks: [secret] }, maxAge: month })
    expect(other.dumps(data(['count', 2]), signedAt)).toBe('eyJjb3VudCI6Mn0.ZVPxAA.oebem5PAZgyHjoVMsvj-cetDQd8')
  })
})

describe('encoding', () => {
  it.each([
    ['{"b":1,"2":0,"a":3,"1":4}', '{"1":4,"2":0,"a":3,"b":1}'],
    [
      '{"a":1.0,"b":9007199254740993,"c":-0,"d":1e-7,"e":NaN,"f":-Infinity,"g":1e400,"h":1e16,"i":-0.0}',
      '{"a":1.0,"b":9007199254740993,"c":0,"d":1e-07,"e":NaN,"f":-Infinity,"g":Infinity,"h":1e+16,"i":-0.0}',
    ],
    ['{"a":"\\u00e9\\ud83d\\ude00\\ud800\\u007f\\"\\\\\\n\\u0000"}'],
    ['{"__proto__":{"constructor":1},"":null}', '{"":null,"__proto__":{"constructor":1}}'],
    [
      '{"b":{" b":"AP8="},"d":{" d":"Tue, 14 Nov 2023 22:13:20 GMT"},"m":{" m":"<b>"},"t":{" t":[1,{" t":[]}]},"u":{" u":"0123456789abcdef0123456789abcdef"}}',
    ],
    ['{" di":{" t__":5}}'],
    ['{" di":{" di__":{" di":{" t__":1}}}}'],
  ])('writes %s again as Flask does', (json, again = json) => {
    const loaded = serializer.loads(forgeJson(json), signedAt)
    if (!loaded.ok) throw new Error(loaded.failure.detail)
    expect(Buffer.from(payloadOf(serializer.dumps(loaded.value, signedAt))).toString()).toBe(again)
  })

  it('understands the tags', () => {
    const loaded = serializer.loads(
      forgeJson('{"t":{" t":[1]},"b":{" b":"AP8="},"d":{" d":"Tue, 14 Nov 2023 22:13:20 GMT"},"x":{" d":"never"}}'),
      signedAt,
    )
    expect(loaded).toEqual({
      ok: true,
      value: data(
        ['t', { type: 'tuple', items: [1] }],
        ['b', { type: 'bytes', bytes: new Uint8Array([0, 255]) }],
        ['d', { type: 'datetime', at: signedAt }],
        ['x', null],
      ),
    })
  })

  it('brings any session back', () => {
    fc.assert(
      fc.property(anySessionData, (session) => {
        expect(serializer.loads(serializer.dumps(session, signedAt), signedAt)).toEqual({ ok: true, value: session })
      }),
    )
  })

  it('writes nothing but letters, digits, hyphen, underscore and dots', () => {
    fc.assert(
      fc.property(anySessionData, (session) =>
        /^\.?[\w-]+\.[\w-]+\.[\w-]{27}$/.test(serializer.dumps(session, signedAt)),
      ),
    )
  })
})

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

describe('what is refused', () => {
  const value = serializer.dumps(data(['count', 1]), signedAt)

  it('takes the four spellings of the last character for one, and no other for it', () => {
    const accepted = Array.from(alphabet).filter((last) => reasonOf(value.slice(0, -1) + last) === 'accepted')
    expect(accepted).toEqual(['g', 'h', 'i', 'j'])
  })

  it.each([
    ['', 'malformed'],
    ['rubbish', 'malformed'],
    ['a.b', 'malformed'],
    ['a.b.c.d', 'malformed'],
    ['..', 'bad-signature'],
    ['7d7a1d0c-2b43-4b0e-8ea0-1f3d5f0e2c11', 'malformed'],
    [`${value}=`, 'malformed'],
    [` ${value}`, 'malformed'],
    [`${value}\n`, 'malformed'],
    [value.replace('.', '.+'), 'malformed'],
    [value.replace('ey', 'e!y'), 'malformed'],
    [value.slice(0, -1), 'bad-signature'],
    [`${value}A`, 'bad-signature'],
    [value.replace('MX0', 'OX0'), 'bad-signature'],
    [value.replace('ZVPxAA', 'ZVPxAB'), 'bad-signature'],
    [forge('e30', 'ZVPxAA', 'another key'), 'bad-signature'],
    [forge('e30', 'ZVPxAAAAAAAAAA'), 'malformed'],
    [forge('!'), 'malformed'],
    [forge('abcde'), 'malformed'],
    [forge('.e30'), 'malformed'],
    [forgeJson('{"count":1'), 'malformed'],
    [forgeJson('{"count":01}'), 'malformed'],
    [forgeJson('{"count":1}x'), 'malformed'],
    [forgeJson('{"a":"\n"}'), 'malformed'],
    [forgeJson('{"a":{" b":"*"}}'), 'malformed'],
    [forgeJson('{"a":{" u":"1"}}'), 'malformed'],
    [forgeJson('{" di":{}}'), 'malformed'],
    [forgeJson(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`), 'too-deep'],
    [forge(Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')), 'malformed'],
    [forgeJson('[1]'), 'not-an-object'],
    [forgeJson('"text"'), 'not-an-object'],
    [forgeJson('null'), 'not-an-object'],
    [forgeJson('{" t":[1]}'), 'not-an-object'],
    [forge(`.${deflateSync(Buffer.alloc(2_000_000, 'A')).toString('base64url')}`), 'too-large'],
  ])('%s is %s', (bad, reason) => {
    expect(reasonOf(bad)).toBe(reason)
  })

  it('is neither older than allowed nor from the future', () => {
    expect(reasonOf(value, signedAt + month * 1000)).toBe('accepted')
    expect(reasonOf(value, signedAt + (month + 1) * 1000)).toBe('expired')
    expect(reasonOf(value, signedAt - 1000)).toBe('from-the-future')
    expect(reasonOf(forge('e30', ''))).toBe('expired')
  })

  it('accepts an earlier key only while it is a fallback', () => {
    const keys = { current: 'new-secret', fallbacks: ['middle', secret] }
    const rotated = flaskSerializer({ keys, maxAge: month })
    const forgotten = flaskSerializer({
      keys: { current: 'new-secret', fallbacks: ['middle'] },
      maxAge: month,
    })
    expect(rotated.loads(value, signedAt).ok).toBe(true)
    expect(forgotten.loads(value, signedAt).ok).toBe(false)
  })

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.string(), (garbage) => reasonOf(garbage) !== 'accepted'))
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (payload) => typeof reasonOf(forge(Buffer.from(payload).toString('base64url'))) === 'string',
      ),
    )
  })

  it('sees any change of one character', () => {
    fc.assert(
      fc.property(
        anySessionData,
        fc.nat(),
        fc.constantFrom('A', 'B', 'z', '0', '9', '-', '_', '.'),
        (session, where, character) => {
          const good = serializer.dumps(session, signedAt)
          const at = where % (good.length - 1)
          fc.pre(good[at] !== character)
          expect(serializer.loads(good.slice(0, at) + character + good.slice(at + 1), signedAt).ok).toBe(false)
        },
      ),
    )
  })
})

const payloadOf = (value: string): Uint8Array => {
  const payload = value.slice(0, value.lastIndexOf('.ZVPxAA.'))
  return payload.startsWith('.')
    ? inflateSync(Buffer.from(payload.slice(1), 'base64url'))
    : Buffer.from(payload, 'base64url')
}

describe('compression', () => {
  // Few letters, so that sequences come twice often enough, and none twice often enough.
  const shortTexts = fc.string({ unit: fc.constantFrom(...Array.from('{}":,019abc')), maxLength: 30 })

  it('is left out only where it would not help', () => {
    fc.assert(
      fc.property(shortTexts, (text) => {
        const compressed = Buffer.from(pako.deflate(Buffer.from(text)))
        const shorter = compressed.length < text.length - 1 ? compressed : undefined
        expect(encodePayload(text)).toBe(
          shorter ? `.${shorter.toString('base64url')}` : Buffer.from(text).toString('base64url'),
        )
      }),
      { numRuns: 2_000 },
    )
  })
})
