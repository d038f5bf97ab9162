import { expect } from '@playwright/test'
import { launchDesktop } from './support/desktop.ts'
import { test } from './support/kept.ts'

test('theme, text size and tab outlive the application', async () => {
  const first = await launchDesktop()
  await expect(first.panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')).toHaveCount(2)
  await first.panel.keyboard.press('Control+=')
  await first.panel.getByRole('button', { name: 'Theme: like the system' }).click()
  await first.panel.getByRole('button', { name: 'Theme: light' }).click()
  await first.panel.getByRole('tab', { name: 'Store' }).click()
  await first.app.close()

  const second = await launchDesktop({
    environment: { SESSIONSCOPE_DATA: first.data, SESSIONSCOPE_CONFIG: first.settingsFile },
  })
  const root = second.panel.locator('html')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await expect(root).toHaveAttribute('data-text-size', 'large')
  await expect(second.panel.getByRole('tab', { name: 'Store' })).toHaveAttribute('aria-selected', 'true')
  await second.close()
  await first.close()
})
