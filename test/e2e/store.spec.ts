import { expect } from '@playwright/test'
import { carrierNames, test } from './support/carriers.ts'
import { violationsOf } from './support/axe.ts'
import { cookieValue, createStudent } from './support/student.ts'

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('an entry is added, edited, deleted and brought back, by requests that are seen', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, show, entries, exchanges } = createStudent(carrier)
      const dialog = panel.getByRole('dialog')
      const save = () => dialog.getByRole('button', { name: 'Save' }).click()
      const row = entries.getByRole('row').filter({ hasText: 'foo' })
      await begin()
      await show('Store')
      await panel.getByRole('button', { name: 'Add an entry' }).click()
      await dialog.getByRole('textbox', { name: 'key' }).fill('foo')
      await dialog.getByRole('textbox', { name: 'value' }).fill('not json')
      await save()
      await expect(dialog.getByRole('alert')).toContainText('not JSON')
      await dialog.getByRole('textbox', { name: 'value' }).fill('{"count": 41}')
      await save()
      await expect(row).toContainText('{"count":41}')
      await row.getByRole('button', { name: 'Edit foo' }).click()
      await dialog.getByRole('textbox', { name: 'value' }).fill('{"count": 42}')
      await save()
      await expect(row).toContainText('{"count":42}')
      await row.getByRole('button', { name: 'Delete foo' }).click()
      await expect(row).toHaveCount(0)
      await panel.getByRole('button', { name: 'Undo' }).click()
      await expect(row).toContainText('{"count":42}')
      await show('Timeline')
      const asked = exchanges.getByRole('row').filter({ hasText: 'panel' })
      await expect(asked).toHaveCount(4)
      await expect(asked.nth(2)).toContainText('DELETE /foo')
    })

    test('a change made meanwhile is not overwritten', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, show, entries } = createStudent(carrier)
      const url = await carrier.serverUrl('key-value')
      const set = (value: number) =>
        fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ foo: value }),
        })
      const row = entries.getByRole('row').filter({ hasText: 'foo' })
      const dialog = panel.getByRole('dialog')
      await begin()
      await set(1)
      await show('Store')
      await row.getByRole('button', { name: 'Edit foo' }).click()
      await dialog.getByRole('textbox', { name: 'value' }).fill('3')
      await set(2)
      await expect(dialog.getByRole('status')).toContainText('now holds 2')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(dialog.getByRole('alert')).toContainText('nothing was overwritten')
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expect(row.getByRole('cell').nth(1)).toHaveText('2')
    })

    test('a session that is edited in the store is what its browser shows next', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, show, entries, useStore, refresh, region, count } = createStudent(carrier)
      await begin()
      await useStore()
      await refresh('Browser A')
      await show('Store')
      const row = entries.getByRole('row').filter({ hasText: 'Browser A' })
      await row.getByRole('button', { name: /^Edit/ }).click()
      await panel.getByRole('dialog').getByRole('textbox', { name: 'value' }).fill('{"count": 99}')
      await panel.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await expect(row).toContainText('{"count":99}')
      await region('Browser A').getByRole('button', { name: 'Reload' }).click()
      await expect(await count('Browser A')).toHaveText('Count: 100')
    })

    test('every holder of a session is told: the jars that hold it now, clients that brought it, or nobody', async ({
      carrier,
    }) => {
      const { panel } = carrier
      const { begin, show, entries, useStore, refresh, newestLine, clearCookies, region, count } =
        createStudent(carrier)
      await begin()
      await useStore()
      await refresh('Browser A')
      const id = await cookieValue(newestLine('Browser A'))
      await show('Store')
      const row = entries.getByRole('row').filter({ hasText: id })
      const held = row.getByRole('cell').nth(2)
      await expect(held).toContainText('Browser A')
      await expect(row.getByRole('cell').nth(3)).toContainText(/in 3\d days/)

      await test.step('copied to Browser B: both, whoever writes', async () => {
        await show('Cookies')
        const jar = panel
          .getByRole('tabpanel', { name: 'Cookies' })
          .getByRole('group', { name: 'Browser A', exact: true })
        await jar.getByRole('button', { name: 'Copy session to Browser B' }).click()
        await expect(panel.getByRole('table', { name: 'Cookies of Browser B' })).toContainText('it was copied')
        await show('Store')
        for (const browser of ['Browser A', 'Browser B'] as const) {
          await region(browser).getByRole('button', { name: 'Reload' }).click()
          await expect(held).toContainText('Browser A')
          await expect(held).toContainText('Browser B')
        }
        await expect(await count('Browser B')).toHaveText('Count: 3')
      })

      await test.step('followed: in the store and in both jars', async () => {
        await row.getByRole('button', { name: 'Follow this session' }).click()
        await expect(row).toHaveAttribute('data-is-followed', 'true')
        await expect(panel.locator('.jar-cookie[data-is-followed=true]')).toHaveCount(2)
        expect(await violationsOf(panel, '.inspector')).toEqual([])
      })

      await test.step('in no jar any more: nobody', async () => {
        await clearCookies('Browser A')
        await expect(held).not.toContainText('Browser A')
        await expect(held).toContainText('Browser B')
        await clearCookies('Browser B')
        await expect(held).toContainText('nobody holds it')
      })

      await test.step('brought by a client, whose jar cannot be seen', async () => {
        const url = await carrier.serverUrl('counter')
        await fetch(url, { headers: { Cookie: `session=${id}`, 'User-Agent': 'curl/8.5.0' } })
        await expect(held).toContainText(/brought by\s*curl 8\.5\.0\s*last in\s*#\d+/)
        await expect(held).not.toContainText('nobody')
        await held.getByRole('button', { name: /^Show exchange/ }).click()
        await expect(panel.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true')
      })
    })

    test('an entry says when it ends, or that it never does, and what is no session is another key', async ({
      carrier,
    }) => {
      const { begin, show, entries } = createStudent(carrier)
      const url = await carrier.serverUrl('key-value')
      const set = (body: object, headers = {}) =>
        fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: JSON.stringify(body),
        })
      await begin()
      await set({ stays: 1 })
      await set({ ends: 'x'.repeat(4102) }, { TTL: '3600' })
      await show('Store')
      const cells = (key: string) => entries.getByRole('row').filter({ hasText: key }).getByRole('cell')
      await expect(cells('stays').nth(3)).toHaveText('never')
      await expect(cells('stays').nth(2)).toContainText('other key')
      await expect(cells('ends').nth(3)).toContainText(/in (59 min|1 h)/)
      await expect(cells('ends').getByRole('button', { name: '4,104 characters: show all' })).toBeVisible()
    })
  })
}
