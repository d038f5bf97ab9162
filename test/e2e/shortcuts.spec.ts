import { expect } from '@playwright/test'
import { test, type Desktop } from './support/desktop.ts'

// The window's menu and its shortcuts.

const linesOf = ({ panel }: Desktop, name: string) =>
  panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem').filter({ hasText: name })

/** Clicks an item of the window's menu. */
const choose = ({ app }: Desktop, id: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted)
    if (item === null || item === undefined) throw new Error(`There is no menu item ${wanted}.`)
    const click: unknown = item.click
    if (typeof click === 'function') Reflect.apply(click, item, [])
  }, id)

const menuLabels = ({ app }: Desktop) =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))

test('the menu holds what the panel can do, and does it', async ({ desktop }) => {
  await expect(linesOf(desktop, 'Browser A')).toHaveCount(1)
  await expect
    .poll(() => menuLabels(desktop))
    .toEqual(['File', 'Edit', 'View', 'Browser A', 'Browser B', 'Lab', 'Course', 'Experiments', 'Help'])
  await choose(desktop, 'reload browser-a')
  await expect(linesOf(desktop, 'Browser A')).toHaveCount(2)
  await choose(desktop, 'mode')
  await expect(desktop.panel.getByRole('switch', { name: 'USE_SESSION_STORE' })).toBeChecked()
  await choose(desktop, 'show store')
  await expect(desktop.panel.getByRole('tab', { name: 'Store' })).toHaveAttribute('aria-selected', 'true')
  const chooser = desktop.panel.waitForEvent('filechooser')
  // The question above goes to the page, the click below to the main process, and might be there first.
  await desktop.panel.evaluate('undefined')
  await choose(desktop, 'import har')
  await chooser
  await choose(desktop, 'palette')
  await expect(desktop.panel.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
})

test('shortcuts work while the keyboard is in a browser', async ({ desktop }) => {
  await expect(linesOf(desktop, 'Browser B')).toHaveCount(1)
  await expect.poll(() => menuLabels(desktop)).toContain('Browser B')
  // Pressed in the view itself: what the DevTools protocol sends would pass the window by.
  const press = (keyCode: string, ...modifiers: ('control' | 'shift')[]) =>
    desktop.app.evaluate(
      ({ webContents }, input) => {
        webContents
          .getAllWebContents()
          .find((one) => one.getUserAgent().includes('Sessionscope-browser-a'))
          ?.sendInputEvent({ type: 'keyDown', ...input })
      },
      { keyCode, modifiers },
    )
  await press('B', 'control', 'shift')
  await expect(linesOf(desktop, 'Browser B')).toHaveCount(2)
  await press('K', 'control')
  await expect(desktop.panel.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
})

test('shortcuts work in the panel, and the palette tells them', async ({ desktop }) => {
  const { panel } = desktop
  await expect(linesOf(desktop, 'Browser A')).toHaveCount(1)
  await panel.keyboard.press('Control+Shift+A')
  await expect(linesOf(desktop, 'Browser A')).toHaveCount(2)
  await panel.keyboard.press('Control+=')
  await expect(panel.locator('html')).toHaveAttribute('data-text-size', 'large')
  await panel.keyboard.press('Control+0')
  await expect(panel.locator('html')).toHaveAttribute('data-text-size', 'normal')
  // Out of the way: what opens under the pointer is pointed at.
  await panel.mouse.move(1, 1)
  await panel.keyboard.press('Control+k')
  await expect(panel.getByRole('menuitem', { name: 'Reload Browser A' })).toContainText('Ctrl Shift A')
  // The list is longer than its room; what the arrows reach is scrolled into view.
  const last = panel.getByRole('menuitem').last()
  await expect(async () => {
    await panel.keyboard.press('ArrowDown')
    expect(await last.getAttribute('data-focused')).toBe('true')
  }).toPass({ intervals: [50], timeout: 20_000 })
  await expect(last).toBeInViewport()
})

test('the palette opens an experiment wherever the panel is, and the keyboard goes on there', async ({ desktop }) => {
  const { panel } = desktop
  await expect(linesOf(desktop, 'Browser A')).toHaveCount(1)
  await panel.mouse.move(1, 1)
  await panel.keyboard.press('Control+b')
  await expect(panel.getByRole('region', { name: 'Experiments' })).toBeHidden()
  for (const title of ['Signed is not encrypted', 'A tampered payload']) {
    await panel.keyboard.press('Control+k')
    await panel.keyboard.type(title)
    await expect(panel.getByRole('dialog', { name: 'Command palette' }).getByRole('menuitem')).toHaveCount(1)
    await panel.keyboard.press('Enter')
    const experiment = panel.getByRole('listitem', { name: `Experiment: ${title}` })
    const line = experiment.getByRole('button', { name: title })
    await expect(line).toHaveAttribute('aria-expanded', 'true')
    await expect(line).toBeFocused()
    await expect(line).toBeInViewport({ ratio: 1 })
    await panel.keyboard.press('Tab')
    await panel.keyboard.press('Space')
    await expect(experiment.getByRole('radio').first()).toBeChecked()
    await expect(experiment.getByRole('button', { name: 'Run experiment' })).toBeEnabled()
  }
})
