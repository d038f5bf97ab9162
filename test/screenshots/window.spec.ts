import { expect, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test, type Desktop } from '../e2e/support/desktop.ts'

const root = resolve(import.meta.dirname, '../..')
const taken = join(root, 'test-results/screenshots')
const documented = join(root, 'docs/images')
type Size = readonly [width: number, height: number]
const small: Size = [1280, 800]
const usual: Size = [1440, 900]
const large: Size = [1920, 1080]
const sizes = [small, usual, large]
const themes = ['light', 'dark'] as const

/** A picture of the whole window with its native views, which no picture of the page alone would show. */
const shoot = (file: string, [width, height]: Size): void => {
  mkdirSync(taken, { recursive: true })
  execFileSync('import', ['-window', 'root', '-crop', `${width}x${height}+0+0`, '+repage', file])
}

const resize = async ({ app, panel }: Desktop, [width, height]: Size): Promise<void> => {
  await app.evaluate(
    ({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...bounds })
    },
    { width, height },
  )
  // A window may be a pixel narrower than it was asked to be.
  await expect.poll(async () => Math.abs((await panel.evaluate(() => window.innerWidth)) - width)).toBeLessThan(2)
  await settled(panel)
}

// Fonts loaded, animations over, and two frames drawn since.
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await new Promise((resolve) => setTimeout(resolve, 300))
  })

const reload = async ({ panel }: Desktop, name: string): Promise<void> => {
  const lines = panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')
  const before = await lines.count()
  await panel.getByRole('region', { name }).getByRole('button', { name: 'Reload' }).click()
  await expect(lines).toHaveCount(before + 1)
}

/** A lesson half way: both modes seen, both browsers counted, a client of its own. */
const playLesson = async (desktop: Desktop): Promise<void> => {
  const { panel } = desktop
  await expect(panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')).toHaveCount(2)
  await reload(desktop, 'Browser A')
  await reload(desktop, 'Browser A')
  await panel.getByRole('switch', { name: 'USE_SESSION_STORE' }).click({ force: true })
  for (const name of ['Browser A', 'Browser B', 'Browser A', 'Browser A', 'Browser B', 'Browser A'])
    await reload(desktop, name)
}

for (const theme of themes) {
  test(`the window, ${theme}`, async ({ desktop }) => {
    const { panel } = desktop
    const picture = (name: string, [width, height]: Size) => {
      shoot(join(taken, `${name}-${width}x${height}-${theme}.png`), [width, height])
    }
    await panel.emulateMedia({ colorScheme: theme })
    for (const size of sizes) {
      await resize(desktop, size)
      picture('fresh', size)
    }
    await playLesson(desktop)
    await panel
      .getByRole('table', { name: 'Exchanges' })
      .getByRole('row')
      .filter({ hasText: 'Browser A' })
      .last()
      .click()
    for (const size of sizes) {
      await resize(desktop, size)
      picture('timeline', size)
    }
    await resize(desktop, usual)
    shoot(join(documented, `window-${theme}.png`), usual)
    for (const tab of ['Sequence', 'Cookies', 'Store', 'Console', 'Code']) {
      await panel.getByRole('tab', { name: tab }).click()
      for (const size of [small, large]) {
        await resize(desktop, size)
        picture(tab.toLowerCase(), size)
      }
    }
    await resize(desktop, usual)
    await panel.keyboard.press('Control+k')
    await settled(panel)
    picture('palette', usual)
  })
}
