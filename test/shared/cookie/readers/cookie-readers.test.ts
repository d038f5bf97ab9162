import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../../src/shared/base/json.ts'
import { cookieReaders, labelOfFormat, readCookie } from '../../../../src/shared/cookie/readers/cookie-readers.ts'
import { partOf, type CookieContext, type CookieReader } from '../../../../src/shared/cookie/readers/cookie-reading.ts'
import { inflatedAtMost } from '../../../../src/shared/base/inflate.ts'
import ordinary from '../../../cookies/ordinary-cookies.json' with { type: 'json' }
import values from '../../../cookies/session-values.json' with { type: 'json' }
import { cookieOf, cookieVectors, isData, ownCookieVectors } from '../../../support/cookie-vectors.ts'

interface ValueVector {
  readonly format: string
  readonly writtenBy: string
  readonly value: string
  readonly data?: Json
}

const all = [...cookieVectors, ...ownCookieVectors]

/** Readers that are rather sure of a cookie. */
const claims = (value: string, context?: CookieContext): string[] =>
  cookieReaders.flatMap((reader) => {
    const reading = reader.read(value, context)
    return reading?.certainty === 'likely' ? [reading.format] : []
  })

// No library here writes them: their shapes are those of the sources.
const withoutVector = [
  ...[
    'aspnet-core',
    'aspnet-core-antiforgery',
    'aspnet-core-session',
    'authjs-v5-chunked',
    'fernet',
    'gorilla-securecookie-encrypted',
    'jwt',
    'jwt-es256k',
  ],
  ...['jwt-es512', 'jwt-ps384', 'jwt-ps512', 'jwt-rs384', 'jwt-rs512', 'laravel-encrypted', 'next-auth-v4-chunked'],
  ...['spring-remember-me', 'spring-session'],
]

describe('the cookie readers', () => {
  it('have names of their own, each with a label, and a cookie of a real library each', () => {
    const formats = cookieReaders.flatMap(({ format, variants = {} }) => [format, ...Object.keys(variants)])
    expect(new Set(formats).size).toBe(formats.length)
    expect(formats.every((format) => labelOfFormat(format) !== undefined)).toBe(true)
    const seen = new Set([...all, ...values].map(({ format }) => format))
    expect(formats.filter((format) => !seen.has(format)).sort()).toEqual(withoutVector)
  })

  it.each(all)('read $cookieName by $library $version as $format', (vector) => {
    const cookie = cookieOf(vector)
    const reading = readCookie(cookie.value, cookie)
    // The same 32 random bytes under the same name: nobody can tell.
    const [format, others] = vector.format === 'scs' ? ['flask-session', ['scs']] : [vector.format, reading.alsoLike]
    expect([reading.format, reading.alsoLike]).toEqual([format, others])
    if (reading.kind === 'encrypted') expect(reading.data).toBeUndefined()
    else expect([reading.data, isData(reading.data, vector)]).toEqual([reading.data, true])
    expect(claims(cookie.value, cookie).length).toBeLessThan(2)
  })

  it.each<ValueVector>(values)('read $value, by $writtenBy, as $format, also without its name', (vector) => {
    const { format, value, data } = vector
    const likely = claims(value)
    expect(likely).toEqual(format === 'uuid' ? [] : [format])
    const reading = readCookie(value)
    expect(reading.format).toBe(format)
    if (data !== undefined) expect(reading.data).toEqual(data)
  })

  it.each(['', 'dark', '1.2.3', 'GA1.1.1718.1700000000', 'a.b', 'e30.ZVPxAA.short', '6cea3f31-60be-422c-9ae0'])(
    'take %j for nothing that they know',
    (value) => {
      expect(readCookie(value)).toMatchObject({ format: 'opaque', kind: 'opaque', parts: [{ text: value, at: 0 }] })
    },
  )

  it('call no ordinary cookie signed, encrypted or a session', () => {
    expect(ordinary.length).toBeGreaterThanOrEqual(200)
    const wrong = ordinary.flatMap(({ name, value }) => {
      const { format, kind, purpose } = readCookie(value, { name })
      return kind === 'signed' || kind === 'encrypted' || purpose === 'session' ? [{ name, value, format }] : []
    })
    expect(wrong).toEqual([])
  })

  it('take a token against forged requests for what it is', () => {
    for (const { name, value } of ordinary.filter(({ name }) => /csrf|xsrf/i.test(name))) {
      expect(readCookie(value, { name }).purpose ?? 'csrf').toBe('csrf')
    }
  })
})

/** Any text, and texts that are nearly what the libraries write. */
const anyCookie = fc.oneof(
  fc.record({ name: fc.string(), value: fc.string({ unit: 'binary' }) }),
  fc.record({
    name: fc.constantFrom('session', 'token', 'rack.session'),
    value: fc.stringMatching(/^\.?[\w-]{1,40}\.[\w-]{1,11}\.[\w-]{27,86}$/),
  }),
  fc.record({ name: fc.constant('session'), value: fc.uuid() }),
  fc
    .record({
      vector: fc.constantFrom(...all.map(cookieOf).filter(({ value }) => value.length > 0 && value.length < 2000)),
      place: fc.double({ min: 0, max: 0.999, noNaN: true }),
      put: fc.string({ unit: 'binary', maxLength: 3 }),
      cut: fc.nat(3),
    })
    .map(({ vector, place, put, cut }) => {
      const at = Math.floor(vector.value.length * place)
      return { ...vector, value: vector.value.slice(0, at) + put + vector.value.slice(at + cut) }
    }),
)

describe('whatever a cookie holds', () => {
  it('its parts are where the reading says, in order, and its moments are dates', () => {
    fc.assert(
      fc.property(anyCookie, (cookie) => {
        let end = 0
        const reading = readCookie(cookie.value, cookie)
        for (const { text, at } of reading.parts.filter((part) => part.cookie === undefined)) {
          expect(at).toBeGreaterThanOrEqual(end)
          expect(cookie.value.slice(at, at + text.length)).toBe(text)
          end = at + text.length
        }
        for (const moment of [reading.signedAt, reading.expiresAt]) {
          if (moment !== undefined) expect(new Date(moment).getTime()).toBe(moment)
        }
        expect(new Set(reading.parts.map(({ id }) => id)).size).toBe(reading.parts.length)
      }),
      { numRuns: 3000 },
    )
  })

  it('no two readers are rather sure of it', () => {
    fc.assert(
      fc.property(anyCookie, (cookie) => {
        expect(claims(cookie.value, cookie).length).toBeLessThan(2)
      }),
      { numRuns: 3000 },
    )
  })

  it('a few bytes are not inflated to many', async () => {
    const { deflateSync } = await import('node:zlib')
    const bomb = (length: number) =>
      `.${deflateSync(JSON.stringify({ a: ' '.repeat(length) })).toString('base64url')}.aw2d5w.${'a'.repeat(27)}`
    expect(readCookie(bomb(inflatedAtMost / 2)).data).toBeDefined()
    expect(readCookie(bomb(inflatedAtMost * 50)).data).toBeUndefined()
  })

  it('a value of any length is done with at once', () => {
    for (const piece of ['a', '.', '--', '|', 'eyJ', '%3D', '"', 's:', 'A'.repeat(43) + '.']) {
      const value = piece.repeat(Math.floor(60_000 / piece.length))
      expect(readCookie(value, { name: 'session' }).parts.length).toBeGreaterThan(0)
    }
  })
})

it('the readers are a list: one more, and its format is read', () => {
  const toy: CookieReader = {
    format: 'toy',
    label: 'Toy',
    read: (value) =>
      value.startsWith('toy:')
        ? {
            format: 'toy',
            certainty: 'likely',
            kind: 'id',
            parts: [{ id: 'id', role: 'id', label: 'id', text: value.slice(4), at: 4 }],
          }
        : undefined,
  }
  const reading = readCookie('toy:17', { name: '' }, [...cookieReaders, toy])
  expect(reading.format).toBe('toy')
  expect(partOf(reading, 'id')?.text).toBe('17')
})
