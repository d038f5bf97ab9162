import { expect } from '@playwright/test'
import { violationsOf } from './support/axe.ts'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { servePages } from './support/local-page.ts'
import { createStudent } from './support/student.ts'

const parts = (carrier: Carrier) => {
  const { exchanges, region } = createStudent(carrier)
  const rows = exchanges.locator('[data-exchange]')
  return {
    rows,
    newestOf: (who: string) => rows.filter({ hasText: who }).last(),
    reload: (name: 'Browser A' | 'Browser B') => region(name).getByRole('button', { name: 'Reload' }).click(),
    filter: carrier.panel.getByRole('textbox', { name: 'Filter exchanges' }),
    bands: exchanges.locator('.band'),
  }
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('a row says what the application refused, and what the browser held back or did not keep', async ({
      carrier,
    }) => {
      const { panel, call, writeSettings } = carrier
      const { begin, useStore, show } = createStudent(carrier)
      const { rows, newestOf, reload, filter } = parts(carrier)
      await begin()
      const [first, ...others] = await rows.all()
      for (const row of [first, ...others]) await expect(row ?? rows).toContainText('new visitor')

      await test.step('a signed cookie, now that ids are expected', async () => {
        await useStore()
        await reload('Browser A')
        await expect(newestOf('Browser A')).toContainText('cookie refused')
        await expect(newestOf('Browser A').locator('.badge')).toHaveAttribute('title', /it is not a session id/)
        await expect(newestOf('Browser A')).not.toContainText('new visitor')
      })

      await test.step('a line with SameSite=None and without Secure', async () => {
        await writeSettings("USE_SESSION_STORE = True\nSESSION_COOKIE_SAMESITE = 'None'\n")
        await expect(parts(carrier).bands.last()).toContainText("SESSION_COOKIE_SAMESITE is 'None' now")
        await reload('Browser B')
        await expect(newestOf('Browser B')).toContainText('not kept')
        await expect(newestOf('Browser B').locator('[data-mark="not-kept"]')).toHaveAttribute(
          'title',
          /Browser B did not keep session: SameSite=None is accepted only together with Secure/,
        )
      })

      await test.step('a cookie with SameSite=Strict, at a POST from another site', async () => {
        await writeSettings("USE_SESSION_STORE = True\nSESSION_COOKIE_SAMESITE = 'Strict'\n")
        await expect(parts(carrier).bands.last()).toContainText("'Strict' now")
        await reload('Browser A')
        await expect(newestOf('Browser A')).not.toContainText('cookie refused')
        const counter = await carrier.serverUrl('counter')
        const pages = await servePages(`<form method="post" action="${counter}reset"><button>Go</button></form>`)
        try {
          const elsewhere = pages.url.replace('localhost', '127.0.0.1')
          expect(await call('browser.open', { browser: 'browser-a', address: elsewhere })).toMatchObject({ ok: true })
          expect(await call('browser.press', { browser: 'browser-a', button: 'Go' })).toMatchObject({ ok: true })
          const held = rows.filter({ hasText: 'POST /reset' }).last()
          await expect(held).toContainText('held back')
          await expect(held.locator('[data-mark="held-back"]')).toHaveAttribute(
            'title',
            /Browser A did not send session along: .*Strict/,
          )
        } finally {
          pages.close()
        }
      })

      await test.step('each is found by its name, and the Set-Cookie list follows', async () => {
        const lines = panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')
        const before = await lines.count()
        for (const name of ['cookie refused', 'not kept', 'held back', 'new visitor']) {
          await filter.fill(name)
          await expect(rows.first()).toContainText(name)
          const [shown, named] = [await rows.count(), await rows.filter({ hasText: name }).count()]
          expect(shown).toBe(named)
          await expect(lines).toHaveCount(shown)
        }
        await filter.fill('')
        await expect(lines).toHaveCount(before)
      })

      await show('Timeline')
      expect(await violationsOf(panel)).toEqual([])
    })

    test("an experiment's rows are of its stand-ins, between a beginning and an end", async ({ carrier }) => {
      const { panel, call } = carrier
      const { begin, refresh } = createStudent(carrier)
      const { rows, bands, filter, newestOf } = parts(carrier)
      await begin()
      const own = await rows.count()
      await call('experiment.predict', { experiment: 'too-large', choice: 1 })
      await call('lesson.run', { lesson: 'too-large' })
      await expect(bands.filter({ hasText: 'Your own browsers are back' })).toBeVisible({ timeout: 30_000 })
      await expect(bands.filter({ hasText: 'Too large for a cookie · stand-in browsers, not yours' })).toHaveCount(1)
      // The browser refuses a cookie of more than 4096 bytes.
      await expect(newestOf('stand-in A').locator('[data-mark="not-kept"]')).toHaveAttribute('title', /4096 bytes/)
      await refresh('Browser A')
      await expect(newestOf('Browser A')).toHaveAttribute('data-is-stand-in', 'false')

      await filter.fill('stand-in')
      await expect(bands).toHaveCount(0)
      await expect(rows.first()).toHaveAttribute('data-is-stand-in', 'true')
      await expect(rows.filter({ hasText: 'Browser' })).toHaveCount(0)
      const standIns = await rows.count()
      await filter.fill('who:browser')
      await expect(rows).toHaveCount(own + 1)
      expect(standIns).toBeGreaterThan(1)
      await filter.fill('')
      expect(await violationsOf(panel)).toEqual([])
    })

    test('a Set-Cookie line is pressed anywhere, and gone through with the keyboard', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, refresh, lines } = createStudent(carrier)
      await begin()
      await refresh('Browser A')
      await refresh('Browser B')
      const detail = panel.getByRole('region', { name: /^Exchange #/ })
      const numberOf = async (index: number) =>
        `Exchange ${(await lines.nth(index).getByRole('button').textContent()) ?? ''}`

      await lines.nth(2).click({ position: { x: 8, y: 30 } })
      await expect(detail).toHaveAccessibleName(await numberOf(2))
      await lines.nth(2).getByRole('button').focus()
      for (const [key, index] of [
        ['ArrowDown', 3],
        ['Home', 0],
        ['ArrowDown', 1],
        ['End', 3],
        ['PageUp', 0],
      ] as const) {
        await panel.keyboard.press(key)
        await expect(detail).toHaveAccessibleName(await numberOf(index))
        await expect(lines.nth(index).getByRole('button')).toBeFocused()
        await expect(lines.nth(index)).toBeInViewport()
      }
      await panel.keyboard.press('Escape')
      await expect(detail).toHaveCount(0)

      // What is marked with the mouse can be copied: nothing is chosen by that.
      const text = await lines.nth(3).locator('code').boundingBox()
      if (text === null) throw new Error('the line is not drawn')
      await panel.mouse.move(text.x + 2, text.y + 6)
      await panel.mouse.down()
      await panel.mouse.move(text.x + 120, text.y + 6, { steps: 4 })
      await panel.mouse.up()
      expect(await panel.evaluate(() => getSelection()?.toString() ?? '')).toMatch(/^session=/)
      await expect(detail).toHaveCount(0)
    })
  })
}

test.describe('where room is short', () => {
  test.use({ carrierName: 'web panel' })

  for (const [width, height] of [
    [1280, 800],
    [1440, 900],
  ] as const)
    for (const size of ['normal', 'larger'] as const)
      test(`the result stays readable: ${String(width)}×${String(height)}, ${size} text`, async ({ carrier }) => {
        const { panel } = carrier
        const { begin, refresh, useStore, exchanges } = createStudent(carrier)
        await panel.setViewportSize({ width, height })
        await begin()
        await refresh('Browser A')
        await useStore()
        await refresh('Browser A')
        await refresh('Browser A')
        const steps = size === 'larger' ? 2 : 0
        for (let pressed = 0; pressed < steps; pressed += 1) await panel.keyboard.press('Control+=')
        await expect(panel.locator('html')).toHaveAttribute('data-text-size', size)
        const results = exchanges.locator('[data-exchange] .exchanges-summary')
        await expect(results.last()).toBeInViewport({ ratio: 1 })
        const cut = await results.evaluateAll((cells) => {
          const range = document.createRange()
          const endOf = (cell: Element): number => {
            range.selectNodeContents(cell)
            return range.getBoundingClientRect().right
          }
          return cells
            .filter((cell) => {
              const text = cell.querySelector('.exchanges-summary-text')
              const isCut = text !== null && text.scrollWidth > text.clientWidth
              const { right } = cell.getBoundingClientRect()
              return isCut || endOf(cell) > right - Number.parseFloat(getComputedStyle(cell).paddingRight) + 0.5
            })
            .map(({ textContent }) => textContent)
        })
        expect(cut).toEqual([])
        expect(await panel.locator('.exchanges-scroller').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
      })
})
