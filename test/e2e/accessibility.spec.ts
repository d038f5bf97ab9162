import { expect, type Locator, type Page } from '@playwright/test'
import { violationsOf } from './support/axe.ts'
import { carrierNames, test } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

/** Moves the focus with Tab alone until it is there. */
const tabTo = async (page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  for (let turn = 0; turn < 80; turn += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`The keyboard does not reach ${wanted.toString()}.`)
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    for (const theme of ['light', 'dark'] as const) {
      test(`axe finds nothing to object to, ${theme}`, async ({ carrier }) => {
        test.slow()
        const { panel } = carrier
        const { begin, refresh, region, show } = createStudent(carrier)
        await panel.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await begin()
        await refresh('Browser A')
        await carrier.writeSettings("USE_SESSION_STORE = True\nSESSION_COOKIE_SAMESITE = 'None'\n")
        await expect(panel.getByRole('switch', { name: 'USE_SESSION_STORE' })).toBeChecked()
        await expect(async () => {
          await region('Browser A').getByRole('button', { name: 'Reload' }).click()
          await expect(panel.getByText('refused by Browser A').first()).toBeVisible({ timeout: 1_000 })
        }).toPass({ timeout: 30_000 })
        await refresh('Browser B')
        for (const tab of await panel.getByRole('tab').all()) {
          await tab.click()
          await expect(tab).toHaveAttribute('aria-selected', 'true')
          expect.soft(await violationsOf(panel), (await tab.textContent()) ?? '').toEqual([])
        }
        const states: readonly [string, () => Promise<void>][] = [
          [
            'an exchange that is looked at',
            async () => {
              await show('Timeline')
              await panel.getByRole('table', { name: 'Exchanges' }).getByRole('row').last().click()
            },
          ],
          ['the palette', () => panel.keyboard.press('Control+k')],
          [
            'a cookie that is edited',
            async () => {
              await show('Cookies')
              await panel.getByRole('button', { name: 'Edit session' }).first().click()
            },
          ],
          [
            'an entry that is added',
            async () => {
              await show('Store')
              await panel.getByRole('button', { name: 'Add an entry' }).click()
              await panel.getByRole('button', { name: 'Save' }).click()
              await expect(panel.getByRole('alert')).toContainText('key')
            },
          ],
        ]
        for (const [name, enter] of states) {
          await enter()
          expect.soft(await violationsOf(panel), name).toEqual([])
          await panel.keyboard.press('Escape')
          await expect(panel.getByRole('dialog')).toHaveCount(0)
        }
      })
    }

    test('everything can be done from the keyboard', async ({ carrier }) => {
      const { panel } = carrier
      const { keyboard } = panel
      const { begin, lines, linesOf, region, exchanges } = createStudent(carrier)
      await begin()

      await test.step('reload both browsers, by their buttons and by shortcut', async () => {
        for (const name of ['Browser A', 'Browser B'] as const) {
          await tabTo(panel, region(name).getByRole('button', { name: 'Reload' }))
          await keyboard.press('Enter')
          await expect(linesOf(name)).toHaveCount(2)
        }
        await keyboard.press('Control+Shift+A')
        await expect(linesOf('Browser A')).toHaveCount(3)
      })

      await test.step('toggle the switch', async () => {
        const store = panel.getByRole('switch', { name: 'USE_SESSION_STORE' })
        await tabTo(panel, store, 'Shift+Tab')
        await keyboard.press('Space')
        await expect(store).toBeChecked()
        await keyboard.press('Control+Shift+A')
        await expect(lines).toHaveCount(6)
      })

      await test.step('select an exchange', async () => {
        await tabTo(panel, exchanges.getByRole('row').and(panel.locator('[tabindex="0"]')).first())
        await keyboard.press('Home')
        await keyboard.press('ArrowDown')
        await expect(panel.getByRole('region', { name: /Exchange #\d+/ })).toBeVisible()
      })

      await test.step('go through the tabs', async () => {
        await tabTo(panel, panel.getByRole('tab', { name: 'Timeline' }), 'Shift+Tab')
        const names = await panel.getByRole('tab').count()
        for (let index = 1; index < names; index += 1) {
          await keyboard.press('ArrowRight')
          await expect(panel.getByRole('tab').nth(index)).toHaveAttribute('aria-selected', 'true')
        }
      })

      await test.step('edit a cookie', async () => {
        await tabTo(panel, panel.getByRole('tab', { selected: true }))
        await keyboard.press('Home')
        while ((await panel.getByRole('tab', { name: 'Cookies' }).getAttribute('aria-selected')) !== 'true')
          await keyboard.press('ArrowRight')
        const jar = panel.getByRole('group', { name: 'Browser A', exact: true })
        await tabTo(panel, jar.getByRole('button', { name: 'Edit session' }))
        await keyboard.press('Enter')
        await expect(panel.getByRole('dialog')).toBeVisible()
        await keyboard.press('Control+a')
        await keyboard.type('typed')
        await keyboard.press('Enter')
        await expect(panel.getByRole('dialog')).toHaveCount(0)
        await expect(jar.getByRole('table')).toContainText('typed')
        await expect(jar.getByRole('button', { name: 'Edit session' })).toBeFocused()
      })
    })
  })
}
