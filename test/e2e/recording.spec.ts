import { expect } from '@playwright/test'
import { violationsOf } from './support/axe.ts'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

const open = async ({ panel }: Carrier, name: string, text: string) => {
  const [chooser] = await Promise.all([
    panel.waitForEvent('filechooser'),
    panel.getByRole('button', { name: 'Open recording' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'application/jsonl', buffer: Buffer.from(text) })
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('what was seen is saved, and seen again while the lab goes on', async ({ carrier }) => {
      const { panel } = carrier
      const { begin, refresh, exchanges } = createStudent(carrier)
      await begin()
      await refresh('Browser A')
      const rows = exchanges.getByRole('row').filter({ hasText: 'Browser A' })
      const recorded = await rows.count()
      const saved = (
        await carrier.download(() => panel.getByRole('button', { name: 'Save recording' }).click())
      ).toString()
      await refresh('Browser A')
      await expect(rows).toHaveCount(recorded + 1)

      await open(carrier, 'cut.jsonl', saved.slice(0, -30))
      await expect(panel.getByText(/cut.jsonl is not whole/)).toBeVisible()
      await open(carrier, 'lesson.jsonl', saved)
      const notices = panel.getByRole('status', { name: 'Messages' })
      await expect(notices).toContainText('Recording lesson.jsonl: by what the file says')
      await expect(rows).toHaveCount(recorded)
      await panel.mouse.move(0, 0)
      await expect(panel.getByRole('tooltip')).toHaveCount(0)
      expect(await violationsOf(panel)).toEqual([])

      await panel.getByRole('region', { name: 'Browser A' }).getByRole('button', { name: 'Reload' }).click()
      await expect(notices).toContainText('This is a recording')
      for (const tab of ['Sequence', 'Cookies', 'Store', 'Console', 'Code', 'Timeline']) {
        await panel.getByRole('tab', { name: tab }).click()
        await expect(panel.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true')
      }
      await expect(rows).toHaveCount(recorded)

      await panel.getByRole('button', { name: 'Back to the lab' }).click()
      await expect(rows).toHaveCount(recorded + 1)
      await refresh('Browser A')
      await expect(rows).toHaveCount(recorded + 2)
    })
  })
}
