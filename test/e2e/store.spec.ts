import { expect } from '@playwright/test'
import { carrierNames, test } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

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
  })
}
