import { expect, type Browser, type CDPSession, type Page } from '@playwright/test'
import { cookieTable, dateTable, startLineServer, type CookieRow, type LineServer } from '../support/cookie-table.ts'
import { launchChromium, noChromium } from './support/chromium.ts'
import { test } from './support/kept.ts'

// The judge of test/cookies: the machine's own Chromium, over the DevTools Protocol. A new Chromium that reads cookies
// otherwise is noticed here; the same tables are held against our own reading in the unit tests.

const hosts = ['*.example', '*.co.uk', '*.github.io', '*.kawasaki.jp', '*.localhost']
  .map((host) => `MAP ${host} 127.0.0.1`)
  .join(', ')

test.describe('Chromium', () => {
  test.skip(noChromium !== undefined, noChromium)

  test('keeps, refuses and sends what the table of Set-Cookie lines says', async () => {
    test.setTimeout(180_000)
    let now = 0
    const server = await startLineServer((key) => {
      const row = cookieTable[Number(key)]
      if (row === undefined) return []
      const date =
        row.dateOffset === undefined ? [] : [['Date', new Date(now + row.dateOffset * 1000).toUTCString()] as const]
      return [...date, ...row.lines(now).map((line) => ['Set-Cookie', line] as const)]
    })
    const browser = await launchChromium([`--host-resolver-rules=${hosts}`])
    try {
      const seen = await watch(browser)
      for (const [index, row] of cookieTable.entries()) {
        now = Date.now()
        expect.soft(await seen.tryRow(row, String(index), server), row.title).toEqual(expected(row, now))
      }
    } finally {
      await browser.close()
      await server.close()
    }
  })

  test('reads the dates of the table so', async () => {
    const server = await startLineServer((key) => {
      const [from, to] = [Number(key) * 100, Number(key) * 100 + 100]
      return dateTable
        .slice(from, to)
        .map(({ text }, place) => ['Set-Cookie', `d${from + place}=1; Expires=${text}`] as const)
    })
    const browser = await launchChromium()
    try {
      const { cdp, page } = await watch(browser)
      const ends = new Map<string, number>()
      const now = Date.now()
      for (let key = 0; key * 100 < dateTable.length; key += 1) {
        await page.goto(`http://localhost:${server.port}/?key=${key}`)
        for (const { name, expires } of (await cdp.send('Network.getAllCookies')).cookies) ends.set(name, expires)
        await cdp.send('Network.clearBrowserCookies')
      }
      const latest = now + 400 * 86_400_000
      dateTable.forEach(({ text, is }, place) => {
        const end = ends.get(`d${place}`)
        if (is === null) expect.soft(end, text).toBe(-1)
        else if (Date.parse(is) <= now) expect.soft(end, text).toBeUndefined()
        else expect.soft(Math.abs((end ?? 0) * 1000 - Math.min(Date.parse(is), latest)), text).toBeLessThan(5_000)
      })
    } finally {
      await browser.close()
      await server.close()
    }
  })
})

const expected = (row: CookieRow, now: number) => ({
  sent: row.sent,
  refused: row.refused,
  heldBack: row.heldBack,
  kept: row.isVisible
    ? row.kept(now).map(({ expires, sameSite, partitioned, ...cookie }) => ({
        ...cookie,
        sameSite,
        isPartitioned: partitioned === true,
        // Within some seconds: a request takes its time, and a Date header has whole ones.
        endsAbout: expires === undefined ? undefined : Math.round((expires - now) / 10_000),
      }))
    : (expect.any(Array) as unknown),
})

interface Blocked {
  readonly blockedReasons: readonly string[]
}

/** A page, and what Chromium says of cookies there. */
const watch = async (browser: Browser) => {
  const page = await (await browser.newContext()).newPage()
  const cdp = await page.context().newCDPSession(page)
  const answers = new Inbox<readonly Blocked[]>()
  const requests = new Inbox<readonly (Blocked & { readonly cookie: { readonly name: string } })[]>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const key = /[?&]key=(\w+)/.exec(request.url)?.[1]
    if (key === undefined) return
    for (const inbox of [answers, requests]) inbox.name(requestId, key)
  })
  cdp.on('Network.responseReceivedExtraInfo', ({ requestId, blockedCookies }) => {
    answers.put(requestId, blockedCookies)
  })
  cdp.on('Network.requestWillBeSentExtraInfo', ({ requestId, associatedCookies }) => {
    requests.put(requestId, associatedCookies)
  })
  await cdp.send('Network.enable')

  const tryRow = async (row: CookieRow, key: string, server: LineServer) => {
    const addressOf = (url: URL, of: string) =>
      `http://${url.hostname}:${server.port}${url.pathname}${url.search}${url.search === '' ? '?' : '&'}key=${of}`
    const now = Date.now()
    await ask(page, addressOf(row.url, key))
    const { cookies } = await cdp.send('Network.getAllCookies')
    const refused = await answers.take(key)
    if (row.from === undefined) await ask(page, addressOf(row.then, `${key}then`))
    else await submit(page, addressOf(row.from, 'from'), addressOf(row.then, `${key}then`), row.method)
    const heldBack = await requests.take(`${key}then`)
    await cdp.send('Network.clearBrowserCookies')
    return {
      sent: server.cookieOf(`${key}then`),
      refused: refused.map(({ blockedReasons }) => blockedReasons),
      heldBack: heldBack
        .filter(({ blockedReasons }) => blockedReasons.length > 0)
        .map(({ cookie, blockedReasons }) => [cookie.name, ...blockedReasons]),
      kept: cookies.map(({ name, value, domain, path, httpOnly, secure, sameSite, expires, partitionKey }) => ({
        ...{ name, value, domain, path, httpOnly, secure },
        sameSite: sameSite?.toLowerCase() ?? 'unspecified',
        isPartitioned: partitionKey !== undefined,
        endsAbout: expires < 0 ? undefined : Math.round((expires * 1000 - now) / 10_000),
      })),
    }
  }
  return { cdp, page, tryRow } satisfies { cdp: CDPSession; page: Page; tryRow: unknown }
}

// Within one host the page itself asks, which is a hundred times as quick as going to another page.
const ask = async (page: Page, address: string): Promise<void> => {
  const { origin } = new URL(address)
  if (new URL(page.url()).origin !== origin) await page.goto(`${origin}/`)
  await page.evaluate((url) => fetch(url).then((response) => response.text()), address)
}

const submit = async (page: Page, from: string, to: string, method: string): Promise<void> => {
  await page.goto(from)
  const arrived = page.waitForURL((url) => url.pathname === new URL(to).pathname)
  await page.evaluate(
    ([action, verb]) => {
      const form = document.createElement('form')
      form.method = verb ?? ''
      form.action = action ?? ''
      for (const [name, value] of new URL(form.action).searchParams) {
        const field = document.createElement('input')
        Object.assign(field, { name, value })
        form.append(field)
      }
      document.body.append(form)
      form.submit()
    },
    [to, method],
  )
  await arrived
}

/** What the protocol tells of a request comes by its id, before or after the request itself has been told. */
class Inbox<T> {
  readonly #byId = new Map<string, T>()
  readonly #ids = new Map<string, string>()
  readonly #waiting = new Map<string, (value: T) => void>()

  put(id: string, value: T): void {
    this.#byId.set(id, value)
    for (const [key, named] of this.#ids) if (named === id) this.#hand(key)
  }

  name(id: string, key: string): void {
    this.#ids.set(key, id)
    this.#hand(key)
  }

  take(key: string): Promise<T> {
    return new Promise((resolve) => {
      this.#waiting.set(key, resolve)
      this.#hand(key)
    })
  }

  #hand(key: string): void {
    const value = this.#byId.get(this.#ids.get(key) ?? '')
    const waiting = this.#waiting.get(key)
    if (value === undefined || waiting === undefined) return
    this.#waiting.delete(key)
    this.#ids.delete(key)
    waiting(value)
  }
}
