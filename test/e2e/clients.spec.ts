import { expect, type Browser } from '@playwright/test'
import puppeteer from 'puppeteer-core'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from './support/chromium.ts'
import { test, type Headless } from './support/headless.ts'
import { needs } from './support/missing.ts'
import { followPanel } from './support/panel-stream.ts'
import { run } from './support/run-program.ts'

// What students have on their machines, against `sessionscope serve`: each is served, and named in the panel's stream.

const named = async ({ panel }: Headless, name: RegExp) => {
  const stream = followPanel(panel)
  await stream.until('exchange.requested', ({ from }) => name.test(from))
  stream.close()
}

/** An address as the hand-out writes it: without a scheme and the slash at its end. */
const short = (url: string): string => url.replace(/^http:\/\//, '').replace(/\/$/, '')

test.describe('HTTPie', () => {
  needs('httpie')
  const http = async (...args: string[]) => {
    const { code, stdout } = await run('http', ['--ignore-stdin', '--body', ...args])
    expect(code).toBe(0)
    return stdout.trim()
  }

  test('the commands of the hand-out', async ({ servers }) => {
    const kv = short(servers.kv)
    expect(JSON.parse(await http(kv, 'foo=bar'))).toEqual({ foo: 'bar' })
    expect(JSON.parse(await http(`${kv}/foo`))).toEqual({ foo: 'bar' })
    expect(JSON.parse(await http(`${kv}?prefix=f`))).toEqual({ keys: ['foo'] })
    expect(JSON.parse(await http('DELETE', `${kv}/foo`))).toEqual({ foo: 'bar' })
    expect(JSON.parse(await http(`${kv}/foo`))).toEqual({ foo: null })
    expect(JSON.parse(await http('--form', kv, 'a=1'))).toEqual({ a: '1' })
    await named(servers, /^client:HTTPie \d/)
  })

  test('a named session keeps its count', async ({ servers }) => {
    const counter = short(servers.counter)
    const session = `--session=${join(servers.data, 'httpie.json')}`
    const counts = []
    for (const _ of [1, 2, 3]) counts.push(/Count: (\d+)/.exec(await http(session, counter))?.[1])
    expect(counts).toEqual(['1', '2', '3'])
    expect(await http(session, '--follow', 'POST', `${counter}/reset`)).toContain('Count: 1')
  })
})

test.describe('curl', () => {
  needs('curl')
  const curl = async (...args: string[]) => {
    const { code, stdout } = await run('curl', ['--silent', '--show-error', ...args])
    expect(code).toBe(0)
    return stdout.trim()
  }

  test('the same with curl', async ({ servers }) => {
    const { kv } = servers
    const json = ['--header', 'Content-Type: application/json']
    expect(JSON.parse(await curl(kv, ...json, '--data', '{"foo":"bar"}'))).toEqual({ foo: 'bar' })
    expect(JSON.parse(await curl(`${kv}foo`))).toEqual({ foo: 'bar' })
    expect(JSON.parse(await curl(`${kv}?prefix=f`))).toEqual({ keys: ['foo'] })
    expect(JSON.parse(await curl('--request', 'DELETE', `${kv}foo`))).toEqual({ foo: 'bar' })
    // A form, as curl sends data unless told otherwise; and one in parts.
    expect(JSON.parse(await curl(kv, '--data', 'a=1'))).toEqual({ a: '1' })
    expect(JSON.parse(await curl(kv, '--form', 'b=2'))).toEqual({ b: '2' })
    await named(servers, /^client:curl \d/)
  })

  test('a cookie jar keeps the count, Reset forgets it', async ({ servers: { counter, data } }) => {
    const jar = ['--cookie', join(data, 'jar'), '--cookie-jar', join(data, 'jar')]
    expect(await curl(...jar, counter)).toContain('Count: 1')
    expect(await curl(...jar, counter)).toContain('Count: 2')
    expect(await curl(...jar, '--location', '--data', '', `${counter}reset`)).toContain('Count: 1')
  })
})

/** Two isolated visitors of one real browser: what each sees. */
interface RealBrowser {
  readonly name: RegExp
  /** Opens two visitors, each with cookies of its own, and returns what each shows after a visit of the counter. */
  readonly twoVisitors: () => Promise<{
    visits: readonly [visit: (url: string) => Promise<string>, visit: (url: string) => Promise<string>]
    close: () => Promise<void>
  }>
}

const chromium: RealBrowser = {
  name: /^client:Chrom(e|ium) \d/,
  twoVisitors: async () => {
    const browser: Browser = await launchChromium()
    const visitor = async () => {
      const page = await (await browser.newContext()).newPage()
      return async (url: string) => {
        await page.goto(url)
        return (await page.getByRole('heading').textContent()) ?? ''
      }
    }
    return { visits: [await visitor(), await visitor()], close: () => browser.close() }
  },
}

const firefox: RealBrowser = {
  name: /^client:Firefox \d/,
  twoVisitors: async () => {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      headless: true,
      protocol: 'webDriverBiDi',
    })
    const visitor = async () => {
      const page = await (await browser.createBrowserContext()).newPage()
      return async (url: string) => {
        await page.goto(url)
        return page.$eval('h1', ({ textContent }) => textContent)
      }
    }
    return { visits: [await visitor(), await visitor()], close: () => browser.close() }
  },
}

for (const [tool, browser] of [
  ['chromium', chromium],
  ['firefox-esr', firefox],
] as const) {
  test.describe(`real ${tool}`, () => {
    needs(tool)
    test.setTimeout(120_000)

    test('two visitors, two counts, in both modes; the panel names it', async ({ servers }) => {
      const {
        visits: [one, other],
        close,
      } = await browser.twoVisitors()
      const seen = async () => [await one(servers.counter), await one(servers.counter), await other(servers.counter)]
      expect(await seen()).toEqual(['Count: 1', 'Count: 2', 'Count: 1'])
      await named(servers, browser.name)
      const stream = followPanel(servers.panel)
      await writeFile(servers.settingsFile, 'USE_SESSION_STORE = True\n')
      await stream.until('settings.changed', ({ settings }) => settings.USE_SESSION_STORE)
      // A signed cookie is no session id: both begin anew.
      expect(await seen()).toEqual(['Count: 1', 'Count: 2', 'Count: 1'])
      const ids = stream
        .of('session.saved')
        .filter(({ mode }) => mode === 'server-side')
        .map(({ id }) => id)
      expect(new Set(ids).size).toBeGreaterThanOrEqual(2)
      stream.close()
      await close()
    })
  })
}
