import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createJar } from '../../../src/servers/browser/cookie-jar.ts'
import { createHttpBrowser } from '../../../src/servers/browser/http-browser.ts'
import { isUntold } from '../../../src/shared/cookie/cookie-refusals.ts'
import { isLocalUrl } from '../../../src/shared/base/address.ts'
import type { JarCookie } from '../../../src/shared/stream/lab-state.ts'
import { cookieTable, startLineServer, type CookieRow, type LineServer } from '../../support/cookie-table.ts'
import { newLog } from '../../support/serve.ts'

// The very table that test/e2e/set-cookie-table.spec.ts holds against Chromium, here against what stands in for it.

const rows = cookieTable.map((row, index) => [row.title, row, String(index)] as const)
const [inBrowser, inJar] = [rows.filter(([, row]) => isOfBrowser(row)), rows.filter(([, row]) => !isOfBrowser(row))]

// A simulated browser goes to this machine only, and nowhere over IPv6 where there is none.
function isOfBrowser({ url, then }: CookieRow): boolean {
  return [url, then].every(({ href, hostname }) => isLocalUrl(href) && !hostname.startsWith('['))
}

// A request takes its time, and a Date header has whole seconds.
const tolerance = 3_000

const expectCookies = (found: readonly JarCookie[], expected: readonly JarCookie[]): void => {
  const withoutEnd = (cookies: readonly JarCookie[]) =>
    cookies.map(({ expires, ...cookie }) => ({ ...cookie, ends: expires !== undefined }))
  expect(withoutEnd(found)).toEqual(withoutEnd(expected))
  found.forEach(({ expires = 0 }, place) => {
    expect(Math.abs(expires - (expected[place]?.expires ?? 0))).toBeLessThan(tolerance)
  })
}

it('has rows enough of either kind', () => {
  expect(inBrowser.length).toBeGreaterThan(300)
  expect(inJar.length).toBeGreaterThan(50)
})

describe('a simulated browser keeps, refuses and sends cookies as Chromium does', () => {
  let server: LineServer
  let now = 0
  beforeAll(async () => {
    server = await startLineServer((key) => {
      const row = cookieTable[Number(key)]
      if (row === undefined) return []
      const date =
        row.dateOffset === undefined ? [] : [['Date', new Date(now + row.dateOffset * 1000).toUTCString()] as const]
      return [...date, ...row.lines(now).map((line) => ['Set-Cookie', line] as const)]
    })
  })
  afterAll(() => server.close())

  const addressOf = (url: URL, key: string): string =>
    `http://${url.hostname}:${server.port}${url.pathname}${url.search}${url.search === '' ? '?' : '&'}key=${key}`

  it.each(inBrowser)('%s', async (_title, row, key) => {
    const log = newLog()
    const browser = createHttpBrowser({ browser: 'browser-a', log })
    const verdicts = (occasion: 'answer' | 'request') =>
      log
        .read(0, 1_000)
        .flatMap((fact) =>
          fact.kind === 'cookie.blocked' && fact.occasion === occasion && fact.url.includes(`key=${key}`) ? [fact] : [],
        )
    now = Date.now()
    await browser.open(addressOf(row.url, key))
    const cookies = await browser.cookies()
    expect(verdicts('answer').map(({ reasons }) => reasons)).toEqual(row.refused)
    if (row.from === undefined) await browser.open(addressOf(row.then, `${key}then`))
    else {
      await browser.open(addressOf(row.from, 'from'))
      await browser.submit({
        method: row.method === 'POST' ? 'post' : 'get',
        action: addressOf(row.then, `${key}then`),
        fields: [['key', `${key}then`]],
      })
    }
    expect(server.cookieOf(`${key}then`)).toBe(row.sent)
    expect(verdicts('request').map(({ text, reasons }) => [text.split('=')[0], ...reasons])).toEqual(row.heldBack)
    if (row.kept(now).length > 0 || row.sent === '') expectCookies(cookies, row.kept(now))
    await browser.close()
  })
})

describe('its jar does so for other hosts', () => {
  it.each(inJar)('%s', (_title, row) => {
    const clock = Date.now()
    const jar = createJar({ now: () => clock })
    const reasons = row.lines(clock).map((line) => jar.receive(line, row.url))
    expect(reasons.map((some) => some.filter((reason) => !isUntold(reason))).filter((some) => some.length > 0)).toEqual(
      row.refused,
    )
    if (row.why !== undefined) expect(reasons).toEqual([[row.why]])
    expectCookies(jar.cookies(), row.kept(clock))
    const { header, heldBack } = jar.cookiesFor({ url: row.then, method: 'GET' })
    expect({ header, heldBack: heldBack.map(({ cookie, reasons: why }) => [cookie.name, ...why]) }).toEqual({
      header: row.sent,
      heldBack: row.heldBack,
    })
  })
})
