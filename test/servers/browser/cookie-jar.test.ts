import { describe, expect, it } from 'vitest'
import { createJar } from '../../../src/servers/browser/cookie-jar.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'

const url = new URL('http://localhost:5000/')
const get = { url, method: 'GET' }
const cookie: JarCookie = {
  name: 'a',
  value: '1',
  domain: 'localhost',
  path: '/',
  httpOnly: false,
  secure: false,
  sameSite: 'unspecified',
}

const jarAt = (moment: number) => {
  let now = moment
  return {
    jar: createJar({ now: () => now }),
    setTime: (next: number) => {
      now = next
    },
  }
}

describe('the jar of a simulated browser', () => {
  it('holds what was written into it, and sends it', () => {
    const { jar } = jarAt(1_000)
    const written: JarCookie = { ...cookie, httpOnly: true, sameSite: 'strict', expires: 4_000_000 }
    expect(jar.write(written)).toEqual({ ok: true, value: undefined })
    expect(jar.cookies()).toEqual([written])
    expect(jar.cookiesFor(get)).toEqual({ header: 'a=1', heldBack: [] })
  })

  it.each<[Partial<JarCookie>, RegExp]>([
    [{ sameSite: 'none' }, /SameSite=None/],
    [{ name: '__Host-a' }, /__Host-/],
    [{ name: '__http-a', secure: true }, /__Http-/],
    [{ name: '', value: '__Secure-a' }, /promises/],
    [{ name: '', value: '' }, /neither name nor value/],
    [{ name: '', value: 'a=b' }, /no name/],
    [{ partitioned: true }, /Partitioned/],
    [{ domain: '.example.com' }, /Domain/],
    [{ domain: 'example.com' }, /Domain/],
    [{ domain: '' }, /Domain/],
    [{ domain: 'LOCALHOST' }, /Domain.*localhost/],
    [{ domain: '127.1' }, /Domain.*127\.0\.0\.1/],
    [{ domain: '.localhost' }, /without the dot/],
    [{ domain: 'localhost:5000' }, /Domain/],
    [{ domain: 'localhost/x' }, /Domain/],
    [{ path: 'app' }, /Path "app"/],
    [{ path: '' }, /Path/],
    [{ path: '/a;b' }, /;/],
    [{ path: `/${'x'.repeat(1024)}` }, /1024/],
    [{ name: 'a=b' }, /=/],
    [{ name: ' a' }, /space/],
    [{ value: '1\t' }, /control/],
    [{ value: 'a;b' }, /character/],
    [{ value: 'a\nb' }, /control character/],
    [{ value: '\ud83d' }, /half of a character/],
    [{ value: 'x'.repeat(5000) }, /4096/],
    [{ value: 'ü'.repeat(2048) }, /4096/],
    [{ expires: 1_000 }, /over already/],
    [{ expires: -1e300 }, /over already/],
  ])('does not take %j, and says why', (part, words) => {
    const { jar } = jarAt(1_000)
    expect(jar.write({ ...cookie, ...part })).toMatchObject({
      ok: false,
      failure: { code: 'refused', message: expect.stringMatching(words) as string },
    })
    expect(jar.cookies()).toEqual([])
  })

  it.each([8_640_000_000_000_001, Number.MAX_VALUE])('keeps what is to end at %d for 400 days', (expires) => {
    const { jar } = jarAt(1_000)
    expect(jar.write({ ...cookie, expires })).toMatchObject({ ok: true })
    expect(jar.cookies()).toMatchObject([{ expires: 1_000 + 400 * 86_400_000 }])
  })

  it.each([
    'a=; Max-Age=0',
    'a=1; Max-Age=-5',
    'a=1; Max-Age=-9999999999999',
    'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ])('drops a cookie at %s', (line) => {
    const { jar } = jarAt(1_000_000)
    jar.receive('a=1; Max-Age=60', url)
    expect(jar.cookiesFor(get).header).toBe('a=1')
    expect(jar.receive(line, url)).toEqual([])
    expect(jar.cookies()).toEqual([])
    expect(jar.cookiesFor(get).header).toBe('')
  })

  it('keeps a cookie for Max-Age from when it came, however often it is used', () => {
    const { jar, setTime } = jarAt(1_000_000)
    jar.receive('a=1; Max-Age=60', url)
    setTime(1_040_000)
    expect(jar.cookiesFor(get).header).toBe('a=1')
    expect(jar.cookies()).toMatchObject([{ expires: 1_060_000 }])
    setTime(1_061_000)
    expect(jar.cookies()).toEqual([])
    expect(jar.cookiesFor(get).header).toBe('')
  })

  it('reckons Expires by the clock of a server that tells another time', () => {
    const { jar } = jarAt(Date.UTC(2026, 0, 1, 12))
    jar.receive('a=1; Expires=Thu, 01 Jan 2026 10:00:00 GMT', url, Date.UTC(2026, 0, 1, 9))
    expect(jar.cookies()).toMatchObject([{ expires: Date.UTC(2026, 0, 1, 13) }])
    jar.receive('b=1; Expires=Thu, 01 Jan 2026 13:00:00 GMT', url, Date.UTC(2026, 0, 1, 14))
    expect(jar.cookies()).toHaveLength(1)
  })

  it('deletes one cookie and not its namesake on another path, nor its partitioned one', () => {
    const { jar } = jarAt(1_000)
    jar.write(cookie)
    jar.write({ ...cookie, path: '/foo' })
    jar.receive('a=1; Secure; Partitioned; Path=/', url)
    jar.delete(cookie)
    expect(jar.cookies()).toMatchObject([{ path: '/foo' }, { path: '/', partitioned: true }])
  })

  it('lets no insecure connection lay its own over a Secure cookie', () => {
    const { jar } = jarAt(1_000)
    expect(jar.receive('a=1; Secure; Path=/dir', new URL('https://shop.example/'))).toEqual([])
    const insecure = new URL('http://shop.example/')
    expect(jar.receive('a=2; Path=/dir/x', insecure)).toEqual(['OverwriteSecure'])
    expect(jar.receive('a=2; Path=/', insecure)).toEqual([])
    expect(jar.receive('a=2; Path=/dir; Domain=shop.example', insecure)).toEqual(['OverwriteSecure'])
  })

  it.each<[string, string, number, string[]]>([
    ['GET', 'a=1; SameSite=Strict', 0, ['SchemefulSameSiteStrict']],
    ['GET', 'a=1; SameSite=Lax', 0, []],
    ['GET', 'a=1', 0, []],
    ['GET', 'a=1; SameSite=None; Secure', 0, []],
    ['POST', 'a=1; SameSite=Strict', 0, ['SchemefulSameSiteStrict']],
    ['POST', 'a=1; SameSite=Lax', 0, ['SchemefulSameSiteLax']],
    ['POST', 'a=1', 119_000, []],
    ['POST', 'a=1', 121_000, ['SchemefulSameSiteUnspecifiedTreatedAsLax']],
    ['POST', 'a=1; SameSite=None; Secure', 0, []],
  ])('a %s that another site causes, with %s after %d ms', (method, line, age, reasons) => {
    const { jar, setTime } = jarAt(1_000_000)
    jar.receive(line, url)
    setTime(1_000_000 + age)
    const { header, heldBack } = jar.cookiesFor({ url, method, initiator: new URL('http://127.0.0.1:5000/') })
    expect({ header, reasons: heldBack.flatMap((held) => held.reasons) }).toEqual({
      header: reasons.length === 0 ? 'a=1' : '',
      reasons,
    })
    expect(jar.cookiesFor({ url, method, initiator: new URL('http://localhost:7000/') }).header).toBe('a=1')
  })

  it('makes room in a site that has too many cookies, and spares those of another one', () => {
    const { jar, setTime } = jarAt(0)
    jar.receive('theirs=1', new URL('http://127.0.0.1/'))
    for (let count = 0; count < 180; count += 1) {
      setTime(count)
      jar.receive(`c${count}=1`, url)
    }
    setTime(100_000)
    jar.receive('c0=1; Path=/deep', new URL('http://localhost/deep/'))
    expect(jar.cookiesFor(get).header.split('; ')).toHaveLength(149)
    expect(jar.cookies()).toHaveLength(151)
  })

  it('has a bound in all', () => {
    const { jar } = jarAt(0)
    for (let site = 0; site < 40; site += 1)
      for (let count = 0; count < 100; count += 1) jar.receive(`c${count}=1`, new URL(`http://127.0.0.${site}/`))
    expect(jar.cookies().length).toBeLessThanOrEqual(3300)
  })
})
