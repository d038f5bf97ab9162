import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJar } from '../../../src/servers/browser/cookie-jar.ts'
import { jarCookieOf } from '../../../src/shared/cookie/jar-cookie.ts'

const at = Date.UTC(2026, 0, 1)
const token = fc.stringMatching(/^[a-z]{1,8}$/)
const attributes = fc.record(
  {
    Path: fc.constantFrom('/', '/deep', '/deep/er', 'relative', ''),
    Domain: fc.constantFrom('shop.example', '.shop.example', 'SHOP.example', 'example'),
    'Max-Age': fc.integer({ min: 60, max: 100_000 }).map(String),
    Expires: fc.integer({ min: 1, max: 300 }).map((days) => new Date(at + days * 86_400_000).toUTCString()),
    SameSite: fc.constantFrom('Lax', 'strict', 'Odd'),
    HttpOnly: fc.constant(undefined),
  },
  { requiredKeys: [] },
)
const line = fc
  .tuple(token, token, attributes)
  .map(([name, value, given]) =>
    [
      `${name}=${value}`,
      ...Object.entries(given).map(([attribute, text]) => (text === undefined ? attribute : `${attribute}=${text}`)),
    ].join('; '),
  )
const target = fc.constantFrom('/', '/deep', '/deep/', '/deep/er/page', '/deep?x=/y/z')

describe('jarCookieOf', () => {
  it('says what a jar holds of a line that it takes, and that it holds nothing of another', () => {
    let taken = 0
    fc.assert(
      fc.property(line, target, (raw, path) => {
        const url = new URL(path, 'http://shop.example:5000')
        const jar = createJar({ now: () => at })
        const isTaken = jar.receive(raw, url).length === 0
        taken += Number(isTaken)
        expect(jar.cookies()).toEqual(isTaken ? [jarCookieOf(raw, { url, at })] : [])
        if (!isTaken) expect(jarCookieOf(raw, { url, at })).toBeUndefined()
      }),
      { numRuns: 400 },
    )
    expect(taken).toBeGreaterThan(100)
  })

  it('lets Max-Age count before Expires, and neither when they cannot be read', () => {
    const url = new URL('http://localhost:5000/')
    const expiry = (raw: string) => jarCookieOf(raw, { url, at })?.expires
    const tomorrow = at + 86_400_000
    expect(expiry(`s=1; Max-Age=60; Expires=${new Date(tomorrow).toUTCString()}`)).toBe(at + 60_000)
    expect(expiry(`s=1; Max-Age=soon; Expires=${new Date(tomorrow).toUTCString()}`)).toBe(tomorrow)
    expect(expiry('s=1; Expires=soon')).toBeUndefined()
    expect(expiry(`s=1; Expires=${new Date(at + 900 * 86_400_000).toUTCString()}`)).toBe(at + 400 * 86_400_000)
  })
})
