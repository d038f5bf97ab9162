import { expect } from '@playwright/test'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { writeFile } from 'node:fs/promises'
import type { JarCookie } from '../../src/shared/stream/lab-state.ts'
import { carrierNames, test, type BrowserName, type Carrier } from './support/carriers.ts'
import { violationsOf } from './support/axe.ts'
import { test as testDesktop } from './support/desktop.ts'
import { cookieValue, createStudent } from './support/student.ts'

const refusedLines = {
  'SameSite=None without Secure': ['plain=1; SameSite=None', 'SameSiteNoneInsecure'],
  'a prefix whose promise is not kept': ['__Host-id=1; Path=/', 'InvalidPrefix'],
  'the Domain of somebody else': ['theirs=1; Domain=example.com', 'InvalidDomain'],
  'more than a cookie can hold': [`long=${'x'.repeat(5000)}`, 'NameValuePairExceedsMaxSize'],
} as const

const plainCookie: JarCookie = {
  name: 'plain',
  value: '1',
  domain: 'localhost',
  path: '/',
  httpOnly: false,
  secure: false,
  sameSite: 'lax',
}

const jarOf = ({ panel }: Carrier, name: BrowserName) =>
  panel.getByRole('tabpanel', { name: 'Cookies' }).getByRole('group', { name, exact: true })

const open = async ({ panel }: Carrier, name: BrowserName, address: string): Promise<void> => {
  const field = panel.getByRole('region', { name }).getByRole('textbox', { name: 'Address' })
  await field.fill(address)
  await field.press('Enter')
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('from its Set-Cookie line a cookie is given to the other browser, altered, and an old one put back', async ({
      carrier,
    }) => {
      const { panel } = carrier
      const { begin, refresh, count, region, lines } = createStudent(carrier)
      const detail = panel.getByRole('region', { name: /^Exchange #/ })
      const act = (name: string) => detail.getByRole('button', { name }).click()
      const reload = (name: BrowserName) => region(name).getByRole('button', { name: 'Reload' }).click()
      await begin()
      await refresh('Browser A')
      await lines.last().getByRole('button').first().click()

      await test.step('given to Browser B, which goes on where Browser A is', async () => {
        await act('Copy to Browser B')
        await reload('Browser B')
        await expect(await count('Browser B')).toHaveText('Count: 3')
      })
      await test.step('altered: the counter does not accept it', async () => {
        await act('Tamper with it…')
        const dialog = panel.getByRole('dialog')
        const value = dialog.getByRole('textbox', { name: 'value' })
        await value.fill(`x${await value.inputValue()}`)
        await dialog.getByRole('button', { name: 'Save' }).click()
        await expect(dialog).toHaveCount(0)
        await reload('Browser A')
        await expect(await count('Browser A')).toHaveText('Count: 1')
      })
      await test.step('put back: the count goes on from then', async () => {
        await act('Put back into Browser A')
        await expect(detail.getByRole('button', { name: 'Put back' })).toHaveCount(0)
        await reload('Browser A')
        await expect(await count('Browser A')).toHaveText('Count: 3')
      })
      await test.step('and its experiment is one press away', async () => {
        await act('Signed is not encrypted: try the experiment')
        await expect(
          panel
            .getByRole('listitem', { name: 'Experiment: Signed is not encrypted' })
            .getByRole('button', { expanded: true }),
        ).toBeFocused()
      })
    })

    test('a cookie is edited, copied to the other browser, and deleted', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, show, refresh, count, newestLine, region } = createStudent(carrier)
      await begin()
      await refresh('Browser A')
      const value = await cookieValue(newestLine('Browser A'))
      await show('Cookies')
      const [a, b] = [jarOf(carrier, 'Browser A'), jarOf(carrier, 'Browser B')]

      await test.step('copied: Browser B goes on where Browser A is', async () => {
        await a.getByRole('button', { name: 'Copy session to Browser B' }).click()
        await expect(b.getByRole('table')).toContainText(value)
        await region('Browser B').getByRole('button', { name: 'Reload' }).click()
        await expect(await count('Browser B')).toHaveText('Count: 3')
      })

      await test.step('edited: value and attributes are in the jar', async () => {
        await a.getByRole('button', { name: 'Edit session' }).click()
        const dialog = panel.getByRole('dialog')
        await expect(dialog.getByRole('textbox', { name: 'value' })).toHaveValue(value)
        await dialog.getByRole('textbox', { name: 'value' }).fill('forged')
        await dialog.getByRole('checkbox', { name: 'HttpOnly' }).uncheck()
        await dialog.getByRole('combobox', { name: 'SameSite' }).selectOption('strict')
        await dialog.getByRole('button', { name: 'Save' }).click()
        await expect(dialog).toHaveCount(0)
        const row = a.getByRole('table').getByRole('row').filter({ hasText: 'session' })
        await expect(row).toContainText('forged')
        await expect(row).toContainText('SameSite=strict')
        await expect(row).not.toContainText('HttpOnly')
      })

      await test.step('the counter does not accept what was forged', async () => {
        await region('Browser A').getByRole('button', { name: 'Reload' }).click()
        await expect(await count('Browser A')).toHaveText('Count: 1')
      })

      await test.step('deleted', async () => {
        await a.getByRole('button', { name: 'Delete session' }).click()
        await expect(a).toContainText('The jar of Browser A is empty')
        await expect(b.getByRole('table')).toContainText('session')
      })
    })

    test('a cookie that the browser does not take is refused in words, and one of another path stays when its namesake goes', async ({
      carrier,
    }) => {
      const { begin, show } = createStudent(carrier)
      await begin()
      await show('Cookies')
      const a = jarOf(carrier, 'Browser A')
      const dialog = carrier.panel.getByRole('dialog')
      await a.getByRole('button', { name: 'Add a cookie to Browser A' }).click()
      await dialog.getByRole('textbox', { name: 'name' }).fill('session')
      await dialog.getByRole('textbox', { name: 'value' }).fill('other')
      await dialog.getByRole('textbox', { name: 'path' }).fill('/foo')
      await dialog.getByRole('combobox', { name: 'SameSite' }).selectOption('none')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(dialog.getByRole('alert')).toContainText(/SameSite=None.*Secure/)
      await dialog.getByRole('combobox', { name: 'SameSite' }).selectOption('lax')
      await dialog.getByRole('button', { name: 'Save' }).click()
      const rows = a.getByRole('table').getByRole('row')
      await expect(rows).toHaveCount(3)
      await rows.filter({ hasText: '/foo' }).getByRole('button', { name: 'Delete session' }).click()
      await expect(rows).toHaveCount(2)
      await expect(rows.last()).not.toContainText('other')
    })

    test('what is typed into the jar is kept as it stands there, or refused in words', async ({ carrier }) => {
      const heard: string[] = []
      const server = createServer((request, response) => {
        heard.push(Buffer.from(request.headers.cookie ?? '', 'latin1').toString())
        response.setHeader('Content-Type', 'text/html').end('<title>heard</title>')
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      try {
        const { begin, show } = createStudent(carrier)
        await begin()
        await show('Cookies')
        const a = jarOf(carrier, 'Browser A')
        const dialog = carrier.panel.getByRole('dialog')
        const fill = async (fields: Readonly<Record<string, string>>) => {
          for (const [name, text] of Object.entries(fields)) await dialog.getByRole('textbox', { name }).fill(text)
          await dialog.getByRole('button', { name: 'Save' }).click()
        }
        await a.getByRole('button', { name: 'Add a cookie to Browser A' }).click()
        await fill({ name: 'a=b', value: '😀ü' })
        await expect(dialog.getByRole('alert')).toContainText('=')
        await fill({ name: 'typed', path: 'app' })
        await expect(dialog.getByRole('alert')).toContainText('begin with a slash')
        await fill({ path: '/', domain: 'example.com' })
        await expect(dialog.getByRole('alert')).toContainText('not this machine')
        await fill({ domain: 'localhost' })
        await expect(dialog).toHaveCount(0)
        await expect(a.getByRole('table')).toContainText('😀ü')
        await open(carrier, 'Browser A', `localhost:${(server.address() as AddressInfo).port}/`)
        await expect.poll(() => heard.some((header) => header.split('; ').includes('typed=😀ü'))).toBe(true)
      } finally {
        server.close()
      }
    })

    test('what a browser refuses is told with the reason and the rule', async ({ carrier }) => {
      const server = createServer((_request, response) => {
        response
          .setHeader('Set-Cookie', [...Object.values(refusedLines).map(([line]) => line), 'kept=1'])
          .setHeader('Content-Type', 'text/html')
          .end('<title>lines</title>')
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { begin, show } = createStudent(carrier)
      await begin()
      await open(carrier, 'Browser A', `localhost:${(server.address() as AddressInfo).port}/`)
      await show('Cookies')
      const a = jarOf(carrier, 'Browser A')
      await expect(a.getByRole('table')).toContainText('kept')
      for (const [line, reason] of Object.values(refusedLines)) {
        const item = a
          .getByRole('list', { name: 'Refused' })
          .getByRole('listitem')
          .filter({ hasText: line.slice(0, 60) })
        await expect(item.first()).toContainText('RFC 6265bis')
        await expect(item.first().locator(`[data-reason="${reason}"]`)).toBeVisible()
      }
      await expect(a.getByRole('table')).not.toContainText('plain')
      server.close()
    })

    test('a value of 4 kB takes two lines, all of it on demand, and cookies are sorted', async ({ carrier }) => {
      const { begin, show } = createStudent(carrier)
      await begin()
      for (const name of ['zz', 'aa'])
        await carrier.call('cookie.write', {
          browser: 'browser-a',
          cookie: { ...plainCookie, name, value: name.repeat(2000) },
        })
      await show('Cookies')
      const table = jarOf(carrier, 'Browser A').getByRole('table')
      const row = table.getByRole('row').filter({ hasText: 'zzzz' })
      const value = row.getByRole('cell').nth(1)
      await expect(value.getByRole('button', { name: '4,000 characters: show all' })).toBeVisible()
      const height = async () => (await value.boundingBox())?.height ?? 0
      expect(await height()).toBeLessThan(80)
      await value.getByRole('button', { name: /show all/ }).click()
      await expect.poll(height).toBeGreaterThan(200)
      await value.getByRole('button', { name: 'Show less' }).click()
      await expect.poll(height).toBeLessThan(80)
      await expect(value.getByRole('button', { name: 'Copy the value of zz' })).toBeVisible()
      await table.getByRole('button', { name: 'name' }).click()
      const names = () => table.locator('tbody td:first-child').allTextContents()
      await expect.poll(names).toEqual(['aa', 'session', 'zz'])
      await table.getByRole('button', { name: 'name' }).click()
      await expect.poll(names).toEqual(['zz', 'session', 'aa'])
      await expect(table.getByRole('columnheader', { name: 'name' })).toHaveAttribute('aria-sort', 'descending')
      expect(await violationsOf(carrier.panel, '.cookies')).toEqual([])
    })

    test('what a request was not given is told with the reason, and an absent SameSite with what it comes to', async ({
      carrier,
    }) => {
      const { begin, show, refresh } = createStudent(carrier)
      await begin()
      await carrier.call('cookie.write', { browser: 'browser-a', cookie: { ...plainCookie, path: '/elsewhere' } })
      await refresh('Browser A')
      await show('Cookies')
      const jar = jarOf(carrier, 'Browser A')
      const item = jar.getByRole('list', { name: 'Not sent with requests' }).getByRole('listitem')
      await expect(item.filter({ hasText: 'plain=1' })).toContainText(await carrier.serverUrl('counter'))
      await expect(item.locator('[data-reason="NotOnPath"]').first()).toBeVisible()
      const session = jar.getByRole('table').getByRole('row').filter({ hasText: 'HttpOnly' })
      await expect(session).toContainText(/Lax \(by default(, as)? in Chromium\)/)
      await expect(session).toContainText('when the browser closes')
    })

    test('two jars that were given the same bytes in one second say so', async ({ carrier }) => {
      const { begin, clearCookies, region, lines } = createStudent(carrier)
      const both = ['Browser A', 'Browser B'] as const
      const tags = carrier.panel.locator('.jar-equal')
      await begin()
      await expect(async () => {
        for (const name of both) await clearCookies(name)
        await Promise.all(both.map((name) => region(name).getByRole('button', { name: 'Reload' }).click()))
        await expect(tags).toHaveCount(2, { timeout: 1_500 })
      }).toPass({ timeout: 30_000 })
      const [a, b] = await Promise.all(
        both.map(async (name) => /#\d+/.exec((await lines.filter({ hasText: name }).last().textContent()) ?? '')?.[0]),
      )
      await expect(tags.first()).toHaveAccessibleName(
        new RegExp(`^The same bytes as in Browser B: ${a} and ${b} each set this cookie, .* in the same second`),
      )
      await tags.first().click()
      await expect(jarOf(carrier, 'Browser A').getByText(/^The same bytes as in Browser B/)).toBeVisible()
    })

    test('a band says that stand-ins are on stage, and leads back', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, newestLine, show } = createStudent(carrier)
      await begin()
      const own = await cookieValue(newestLine('Browser A'))
      await show('Cookies')
      await expect(jarOf(carrier, 'Browser A')).toContainText(own)
      await carrier.call('lesson.run', { lesson: 'copied-id', isByStep: true })
      const band = panel.getByRole('status').filter({ hasText: 'your own browsers come back when it ends' })
      await expect(band).toContainText(/^Experiment \d+ is under way/)
      await expect(jarOf(carrier, 'Browser A')).toContainText('The jar of stand-in A is empty')
      expect(await violationsOf(panel)).toEqual([])
      await band.getByRole('button', { name: 'End the experiment' }).click()
      await expect(band).toHaveCount(0)
      await expect(jarOf(carrier, 'Browser A')).toContainText(own)
      await expect(panel.locator('.stand-in-tag')).toHaveCount(0)
    })

    test("the counter's own line, set up wrong, is refused beside its exchange", async ({ carrier }) => {
      const { begin, lines, region, show } = createStudent(carrier)
      await begin()
      await carrier.writeSettings("SESSION_COOKIE_SAMESITE = 'None'\n")
      await expect(async () => {
        const before = await lines.count()
        await region('Browser A').getByRole('button', { name: 'Reload' }).click()
        await expect(lines).toHaveCount(before + 1)
        await expect(lines.last()).toContainText('SameSite=None', { timeout: 1_000 })
      }).toPass({ timeout: 30_000 })
      await expect(lines.last()).toContainText('refused by Browser A')
      const exchange = /#\d+/.exec((await lines.last().textContent()) ?? '')?.[0] ?? ''
      await show('Cookies')
      await expect(
        jarOf(carrier, 'Browser A').getByRole('list', { name: 'Refused' }).getByRole('listitem').first(),
      ).toContainText(exchange)
    })
  })
}

testDesktop(
  "when Chromium's reasons cannot be heard, that is said, and the next page brings them back",
  async ({ freshDesktop: desktop }) => {
    const { panel, app } = desktop
    const lines = panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')
    await expect(lines).toHaveCount(2)
    await panel.getByRole('tab', { name: 'Cookies' }).click()
    await app.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((one) => one.getUserAgent().includes('Sessionscope-browser-a'))
        ?.debugger.detach()
    })
    await expect(panel.getByText(/does not say why/)).toBeVisible()
    await writeFile(desktop.settingsFile, "SESSION_COOKIE_SAMESITE = 'None'\n")
    const refused = panel.getByRole('group', { name: 'Browser A', exact: true }).getByRole('list', { name: 'Refused' })
    await expect(async () => {
      await panel.keyboard.press('Control+Shift+A')
      await expect(refused.getByText(/RFC 6265bis/).first()).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
    await expect(panel.getByText(/does not say why/)).toHaveCount(0)
  },
)

testDesktop(
  "Chromium's reasons are heard with its developer tools open, or their absence is said",
  async ({ freshDesktop: desktop }) => {
    const { panel, app } = desktop
    await expect(panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')).toHaveCount(2)
    await writeFile(desktop.settingsFile, "SESSION_COOKIE_SAMESITE = 'None'\n")
    const opened = app.evaluate(({ webContents }) => {
      const view = webContents.getAllWebContents().find((one) => one.getUserAgent().includes('Sessionscope-browser-a'))
      return new Promise<void>((resolve) =>
        view?.once('devtools-opened', () => {
          resolve()
        }),
      )
    })
    await panel.getByRole('region', { name: 'Browser A' }).getByRole('button', { name: 'Open developer tools' }).click()
    await opened
    await panel.getByRole('tab', { name: 'Cookies' }).click()
    const refused = panel.getByRole('group', { name: 'Browser A', exact: true }).getByRole('list', { name: 'Refused' })
    await expect(async () => {
      await panel.keyboard.press('Control+Shift+A')
      await expect(refused.getByText(/SameSite=None/).first()).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
  },
)
