import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJar } from '../../../src/servers/browser/cookie-jar.ts'
import { readSetCookie } from '../../../src/shared/cookie/read-set-cookie.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { setCookieLinesFold } from '../../../src/shared/folds/set-cookie-lines.ts'
import { asJarCookie } from '../../../src/shared/cookie/jar-cookie.ts'
import { cookieTable } from '../../support/cookie-table.ts'
import { answered, requested, stamped } from '../../support/observations.ts'

const at = Date.UTC(2026, 0, 1)
const url = new URL('http://localhost:5000/dir/page')
const read = (raw: string) => readSetCookie(raw, { url, at })

// Lines like those of the table, with anything in their places.
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '=',
    ' ',
    '\t',
    '"',
    '__Host-a',
    '__secure-',
    '-',
    '99999999999999999999',
    'x'.repeat(1025),
    '%',
    '/',
    '..',
    '[::1]',
    '\0',
  ),
)
const attribute = fc
  .tuple(
    fc.constantFrom(
      'Path',
      'domain',
      'Max-Age',
      'Expires',
      'SameSite',
      'Secure',
      'HttpOnly',
      'Partitioned',
      'Priority',
      'x',
    ),
    anyText,
  )
  .map(([name, value]) => `${name}=${value}`)
const known = fc.constantFrom(...cookieTable.flatMap(({ lines }) => lines(at).slice(0, 2)))
const anyLine = fc.oneof(
  fc.string({ unit: 'binary' }),
  known,
  fc
    .tuple(anyText, anyText, fc.array(fc.oneof(attribute, anyText), { maxLength: 6 }))
    .map(([name, value, rest]) => [`${name}=${value}`, ...rest].join(';')),
)
const anyUrl = fc
  .constantFrom(
    'http://localhost/',
    'http://127.0.0.1:5000/a/b',
    'http://[::1]/',
    'https://www.shop.example/x',
    'http://shop.co.uk//',
    'http://co.uk/',
    'http://a.localhost/',
  )
  .map((text) => new URL(text))
const anyMoment = fc.constantFrom(0, at, 8_640_000_000_000_000, -1, Number.MAX_SAFE_INTEGER)

describe('readSetCookie', () => {
  it('reads any line whatever, and the jar does what the reading says', () => {
    fc.assert(
      fc.property(anyLine, anyUrl, anyMoment, (raw, from, moment) => {
        const { verdict, attributes, line } = readSetCookie(raw, { url: from, at: moment, serverTime: at })
        const jar = createJar({ now: () => moment })
        const reasons = jar.receive(raw, from, at)
        expect(reasons).toEqual(verdict.state === 'refused' ? verdict.reasons : [])
        expect(jar.cookies()).toEqual(verdict.state === 'kept' ? [asJarCookie(verdict.cookie)] : [])
        expect(attributes).toHaveLength(line.attributes.length)
        if (verdict.state === 'kept') expect(verdict.cookie.expires ?? 0).toBeLessThanOrEqual(moment + 400 * 86_400_000)
        jar.cookiesFor({ url: from, method: 'POST', initiator: url })
      }),
      { numRuns: 3_000 },
    )
  })

  it('what a jar holds it takes again when it is written there by hand, or says why not', () => {
    fc.assert(
      fc.property(anyLine, (raw) => {
        const { verdict } = read(raw)
        if (verdict.state !== 'kept') return
        const jar = createJar({ now: () => at })
        const written = jar.write(asJarCookie(verdict.cookie))
        if (written.ok) expect(jar.cookies()).toEqual([asJarCookie(verdict.cookie)])
        else expect(jar.cookies()).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  it('the stream’s own view of a line comes to no harm either', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 3 }), (raws) => {
        const facts = [
          requested({ exchange: 1 }),
          answered({ exchange: 1, headers: raws.map((raw) => ['Set-Cookie', raw]) }),
        ]
        const { lines } = foldAll(setCookieLinesFold, stamped(facts))
        expect(lines.map(({ place }) => place)).toEqual(raws.map((_, place) => place))
      }),
    )
  })

  it.each<[string, object[]]>([
    ['a=1; Max-Age=soon', [{ says: 'nothing', why: 'unreadable', of: 'max-age' }]],
    [
      'a=1; Max-Age=2.63; Expires=yesterday',
      [
        { why: 'unreadable', of: 'max-age' },
        { why: 'unreadable', of: 'expires' },
      ],
    ],
    [
      'a=1; Max-Age=60; Expires=1 Jan 2027 0:0:0',
      [
        { says: 'max-age', seconds: 60, isCapped: false },
        { says: 'nothing', why: 'overruled' },
      ],
    ],
    ['a=1; Max-Age=9999999999999', [{ says: 'max-age', seconds: 34_560_000, isCapped: true }]],
    [
      'a=1; Path=app; Domain=',
      [
        { why: 'unreadable', of: 'path' },
        { why: 'unreadable', of: 'domain' },
      ],
    ],
    [
      'a=1; Path=/a; path=/b',
      [
        { says: 'nothing', why: 'repeated', of: 'path' },
        { says: 'path', path: '/b' },
      ],
    ],
    [
      `a=1; Path=/a; Path=/${'b'.repeat(1024)}`,
      [
        { says: 'path', path: '/a' },
        { why: 'too-long', of: 'path' },
      ],
    ],
    [
      'a=1; Priority=High; Colour=red',
      [
        { says: 'priority', priority: 'high' },
        { says: 'nothing', why: 'unknown' },
      ],
    ],
    ['a=1; SameSite=Lax; SameSite=x', [{ why: 'repeated' }, { why: 'unreadable', of: 'samesite' }]],
  ])('%.60s', (raw, readings) => {
    expect(read(raw).attributes).toMatchObject(readings)
  })

  it('is done soon, however long the line is', () => {
    for (const piece of [';', ' ', '=', '; Path=/x', '\t;', 'a ', '; Max-Age=1', '\ud83d\ude00']) {
      const began = performance.now()
      read(piece.repeat(20_000))
      expect(performance.now() - began).toBeLessThan(3_000)
    }
  })
})
