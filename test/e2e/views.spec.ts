import { expect } from '@playwright/test'
import { test, type Desktop } from './support/desktop.ts'

// What the native views and the panel do when something breaks.

const regionOf = ({ panel }: Desktop) => panel.getByRole('region', { name: 'Browser A' })

const open = async (desktop: Desktop, address: string): Promise<void> => {
  const field = regionOf(desktop).getByRole('textbox', { name: 'Address' })
  await field.fill(address)
  await field.press('Enter')
}

const shown = async (desktop: Desktop): Promise<void> => {
  await expect((await desktop.view('Browser A')).getByRole('heading')).toHaveText(/Count: \d+/)
}

test('a page that does not answer is told of in words, and Reload asks again', async ({ freshDesktop: desktop }) => {
  await shown(desktop)
  await open(desktop, 'localhost:1/')
  const region = regionOf(desktop)
  await expect(region.getByText('The page could not be loaded.')).toBeVisible()
  await expect(region.getByText(/localhost:1\/ did not answer/)).toBeVisible()
  // Chromium has drawn its own page for that by now; the panel's words stay.
  await expect
    .poll(() =>
      desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents().every((one) => !one.isLoading())),
    )
    .toBe(true)
  await region.getByRole('button', { name: 'Reload' }).click()
  await expect(region.getByText(/localhost:1\/ did not answer/)).toBeVisible()
  await expect(region.getByText('The page could not be loaded.')).toBeVisible()
})

test('after a page that failed, the next one is shown', async ({ freshDesktop: desktop }) => {
  await shown(desktop)
  const counter = await desktop.panel
    .getByText(/localhost:\d+/)
    .first()
    .textContent()
  await open(desktop, 'localhost:1/')
  await expect(regionOf(desktop).getByText('The page could not be loaded.')).toBeVisible()
  await open(desktop, counter ?? '')
  await expect(regionOf(desktop).getByText('The page could not be loaded.')).toHaveCount(0)
  await expect(regionOf(desktop).locator('.native-page')).toBeVisible()
})

test('a view that crashes comes back by itself, and the panel says so', async ({ freshDesktop: desktop }) => {
  await shown(desktop)
  const crash = () =>
    desktop.app.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((one) => one.getUserAgent().includes('Sessionscope-browser-a'))
        ?.forcefullyCrashRenderer()
    })
  const lines = desktop.panel
    .getByRole('list', { name: 'Set-Cookie' })
    .getByRole('listitem')
    .filter({ hasText: 'Browser A' })
  await expect(lines).toHaveCount(1)
  await crash()
  const notice = desktop.panel
    .getByRole('status', { name: 'Messages' })
    .getByText(/The page of Browser A crashed .* loaded anew/)
  await expect(notice).toBeVisible()
  await expect(lines).toHaveCount(2)
  await expect(regionOf(desktop).getByText(/page crashed/)).toHaveCount(0)
  await expect(regionOf(desktop).locator('.native-page')).toBeVisible()
  await desktop.panel.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toHaveCount(0)
  await crash()
  await expect(notice).toBeVisible()
  await expect(lines).toHaveCount(3)
})

test('a panel that is loaded anew shows what it showed', async ({ freshDesktop: desktop }) => {
  await shown(desktop)
  const lines = desktop.panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')
  await expect(lines).toHaveCount(2)
  await desktop.panel.reload()
  await expect(lines).toHaveCount(2)
  await regionOf(desktop).getByRole('button', { name: 'Reload' }).click()
  await expect(lines).toHaveCount(3)
})

test('a panel that crashes comes back by itself and says so', async ({ freshDesktop: desktop }) => {
  await shown(desktop)
  const heading = () =>
    desktop.app.evaluate(async ({ BrowserWindow }) => {
      const panel = BrowserWindow.getAllWindows()[0]?.webContents
      return panel === undefined || panel.isCrashed()
        ? undefined
        : (panel.executeJavaScript(
            `document.querySelectorAll('[aria-label="Set-Cookie"] li').length`,
          ) as Promise<unknown>)
    })
  await expect.poll(heading).toBe(2)
  await desktop.app.evaluate(({ BrowserWindow }) => {
    const panel = BrowserWindow.getAllWindows()[0]?.webContents
    const gone = new Promise<void>((resolve) =>
      panel?.once('render-process-gone', () => {
        resolve()
      }),
    )
    panel?.forcefullyCrashRenderer()
    return gone
  })
  await expect.poll(heading).toBe(2)
  const says = () =>
    desktop.app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `document.querySelector('[aria-label="Messages"]')?.textContent`,
        ) as Promise<unknown>,
    )
  await expect.poll(says).toMatch(/The panel crashed .* It was loaded anew\. Nothing is lost/)
})
