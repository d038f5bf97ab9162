import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJar } from '../../src/servers/browser/cookie-jar.ts'
import { jarCookieOf } from '../../src/shared/jar-cookie.ts'
import { parseSetCookie } from '../../src/shared/set-cookie.ts'

const year = 365 * 86_400_000
const token = fc.stringMatching(/^[a-z]{1,8}$/)
const attributes = fc.record({
  Path: fc.constantFrom('/', '/deep', '/deep/er', 'relative', ''),
  Domain: fc.constantFrom('shop.example', '.shop.example', 'SHOP.example', 'example'),
  'Max-Age': fc.integer({ min: 60, max: 100_000 }).map(String),
  Expires: fc.integer({ min: 1, max: 300 }).map((days) => new Date(Math.floor((Date.now() + days * 86_400_000) / 1000) * 1000).toUTCString()),
  SameSite: fc.constantFrom('Lax', 'strict', 'Odd'),
  HttpOnly: fc.constant(undefined),
}, { requiredKeys: [] })
const line = fc.tuple(token, token, attributes).map(([name, value, given]) =>
  [`${name}=${value}`, ...Object.entries(given).map(([attribute, text]) => (text === undefined ? attribute : `${attribute}=${text}`))].join('; '))
const target = fc.constantFrom('/', '/deep', '/deep/', '/deep/er/page', '/deep?x=/y/z')

describe('jarCookieOf', () => {
  it('says what a jar holds of a line that it takes', async () => {
    let taken = 0
    await fc.assert(fc.asyncProperty(line, target, async (raw, path) => {
      const url = new URL(path, 'http://shop.example:5000')
      const jar = createJar()
      const at = Date.now()
      if ((await jar.receive(raw, url.href)).length > 0) return
      taken += 1
      const { expires, ...cookie } = jarCookieOf(parseSetCookie(raw), url, at)
      const [{ expires: held, ...rest } = { expires: undefined }] = await jar.cookies()
      expect(cookie).toEqual(rest)
      expect(Math.abs((expires ?? 0) - (held ?? 0))).toBeLessThan(1_000)
    }), { numRuns: 400 })
    expect(taken).toBeGreaterThan(100)
  })

  it('lets Max-Age count before Expires, and neither when they cannot be read', () => {
    const url = new URL('http://localhost:5000/')
    const expiry = (raw: string) => jarCookieOf(parseSetCookie(raw), url, 1_000).expires
    expect(expiry(`s=1; Max-Age=60; Expires=${new Date(year).toUTCString()}`)).toBe(61_000)
    expect(expiry(`s=1; Max-Age=soon; Expires=${new Date(year).toUTCString()}`)).toBe(year)
    expect(expiry('s=1; Expires=soon')).toBeUndefined()
  })
})
