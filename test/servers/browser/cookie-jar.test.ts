import { afterEach, describe, expect, it, vi } from 'vitest'
import { createJar } from '../../../src/servers/browser/cookie-jar.ts'
import type { JarCookie } from '../../../src/shared/observation.ts'

const url = 'http://localhost:5000/'
const cookie: JarCookie = { name: 'a', value: '1', domain: 'localhost', path: '/', httpOnly: false, secure: false, sameSite: 'unspecified' }

describe('the jar of a simulated browser', () => {
  afterEach(() => { vi.useRealTimers() })

  it.each([
    ['a=1; SameSite=None', 'SameSiteNoneInsecure'],
    ['__Host-a=1; Path=/', 'InvalidPrefix'],
    ['__Host-a=1; Secure; Path=/foo', 'InvalidPrefix'],
    ['__Secure-a=1', 'InvalidPrefix'],
    ['a=1; Domain=example.com', 'InvalidDomain'],
    [`a=${'x'.repeat(4096)}`, 'NameValuePairExceedsMaxSize'],
    ['a=\u0001', 'DisallowedCharacter'],
    ['', 'NoCookieContent'],
  ])('refuses %j', async (line, reason) => {
    const jar = createJar()
    expect(await jar.receive(line, url)).toEqual([reason])
    expect(await jar.cookies()).toEqual([])
  })

  it.each(['a=1', 'a=1; Secure', 'a=1; SameSite=None; Secure', '__Host-a=1; Secure; Path=/', `a=${'x'.repeat(4095)}`])('keeps %s', async (line) => {
    const jar = createJar()
    expect(await jar.receive(line, url)).toEqual([])
    expect(await jar.cookies()).toHaveLength(1)
  })

  it('holds what was written into it, and sends it', async () => {
    const jar = createJar()
    const written: JarCookie = { ...cookie, httpOnly: true, sameSite: 'strict', expires: 4_000_000_000_000 }
    expect(await jar.write(written)).toEqual({ ok: true, value: undefined })
    expect(await jar.cookies()).toEqual([written])
    expect(await jar.headerFor(url)).toBe('a=1')
  })

  it.each<[Partial<JarCookie>, RegExp]>([
    [{ sameSite: 'none' }, /SameSite=None/],
    [{ name: '__Host-a' }, /__Host-/],
    [{ domain: '.example.com' }, /Domain/],
    [{ value: 'a;b' }, /character/],
    [{ value: 'x'.repeat(5000) }, /4096/],
  ])('does not take %j, and says why', async (part, words) => {
    const jar = createJar()
    expect(await jar.write({ ...cookie, ...part })).toMatchObject({ ok: false, failure: { code: 'refused', message: expect.stringMatching(words) as string } })
    expect(await jar.cookies()).toEqual([])
  })

  it.each(['a=; Max-Age=0', 'a=1; Max-Age=-5', 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])('drops a cookie at %s', async (line) => {
    const jar = createJar()
    await jar.receive('a=1; Max-Age=60', url)
    expect(await jar.headerFor(url)).toBe('a=1')
    await jar.receive(line, url)
    expect(await jar.cookies()).toEqual([])
    expect(await jar.headerFor(url)).toBe('')
  })

  it('keeps a cookie for Max-Age from when it came, however often it is used', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
    const jar = createJar()
    await jar.receive('a=1; Max-Age=60', url)
    vi.setSystemTime(1_040_000)
    expect(await jar.headerFor(url)).toBe('a=1')
    expect(await jar.cookies()).toMatchObject([{ expires: 1_060_000 }])
    vi.setSystemTime(1_061_000)
    expect(await jar.cookies()).toEqual([])
    expect(await jar.headerFor(url)).toBe('')
  })

  it('deletes one cookie and not its namesake on another path', async () => {
    const jar = createJar()
    await jar.write(cookie)
    await jar.write({ ...cookie, path: '/foo' })
    await jar.delete(cookie)
    expect(await jar.cookies()).toMatchObject([{ path: '/foo' }])
  })
})
