import { expect, type Page } from '@playwright/test'
import { test } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

/** Names of what can be pressed or typed into, in the header, among the tabs and their tools, and below the course, and is cut off or covered. */
const outOfReach = (panel: Page): Promise<string[]> =>
  panel
    .locator('header.header, .inspector-tabs, .inspector-tools, .course-foot')
    .locator('button, select, input, [role=tab]')
    .evaluateAll((controls) =>
      controls
        .filter((control) => control.checkVisibility())
        .filter((control) => {
          const { left, right, top, bottom } = control.getBoundingClientRect()
          const isOnTop = (x: number): boolean => control.contains(document.elementFromPoint(x, (top + bottom) / 2))
          return left < 0 || right > window.innerWidth || !isOnTop(left + 3) || !isOnTop(right - 3)
        })
        .map((control) => control.getAttribute('aria-label') ?? control.textContent),
    )

test.use({ carrierName: 'web panel' })

test('in the smallest window, and with the largest text, everything can be reached and is read by its name', async ({
  carrier,
}) => {
  const { panel } = carrier
  const { begin, show } = createStudent(carrier)
  await panel.setViewportSize({ width: 960, height: 640 })
  await begin()
  for (const size of ['normal', 'large', 'larger']) {
    await expect(panel.locator('html')).toHaveAttribute('data-text-size', size)
    for (const tab of ['Store', 'Timeline'] as const) {
      await show(tab)
      expect(await outOfReach(panel)).toEqual([])
    }
    await expect(panel.getByRole('heading', { name: 'Sessionscope' })).toBeAttached()
    await expect(panel.getByLabel('Implementation')).toBeVisible()
    await panel.keyboard.press('Control+=')
  }
})
