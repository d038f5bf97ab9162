import { expect, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'
import { endWithUs } from '../support/end-with-us.ts'
import { freePort } from '../support/free-port.ts'
import { launchChromium } from './support/chromium.ts'
import { launchDesktop } from './support/desktop.ts'
import { startProgram, stopProgram, temporaryFolder, test } from './support/headless.ts'

/** Whether something listens on a port of this machine. */
const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => {
      resolve(false)
    })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })

/** The real Flask, with an application of a beginner's. */
const startFlask = async (port: number): Promise<() => Promise<unknown>> => {
  const app = join(import.meta.dirname, 'apps/flask_notes.py')
  const child = endWithUs(spawn('python3', [app, String(port)], { stdio: 'ignore' }))
  await expect.poll(() => listens(port)).toBe(true)
  return () => stopProgram(child)
}

const expectRecorded = async (panel: Page, port: number): Promise<void> => {
  const rows = panel.getByRole('table', { name: 'Exchanges' }).getByRole('row')
  await expect(rows.filter({ hasText: 'POST /login' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'POST /login' })).toContainText('Browser A')
  const lines = panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')
  await expect(lines.filter({ hasText: 'theme=dark; Path=/; SameSite=Lax' })).toHaveCount(1)
  await expect(lines.filter({ hasText: /session=eyJ1c2VyIjoiYWRhIn0\..*; HttpOnly; Path=\// })).toHaveCount(1)
  await expect(panel.getByRole('tab', { name: 'Store' })).toHaveCount(0)
  await expect(panel.getByRole('switch', { name: 'USE_SESSION_STORE' })).toHaveCount(0)
  await expect(panel.getByRole('banner')).toContainText(`localhost:${port}`)
}

test('an application in Flask between two simulated browsers: signed in in A, a stranger in B', async () => {
  const chromium = await launchChromium()
  const page = await chromium.newPage()
  const port = await freePort()
  const folder = await temporaryFolder()
  const args = ['watch', `localhost:${port}`, '--data', folder.path, '--panel-port', '0', '--tap-port', '0']
  const watch = await startProgram(args, ['watching', 'panel'])
  await page.goto(watch.urls['panel'] ?? '')
  // It is not running yet, which is said, and it is shown as soon as it is.
  await expect(page.getByRole('status', { name: 'Messages' })).toContainText(`Nothing listens on localhost:${port}.`)
  const endFlask = await startFlask(port)
  const [a, b] = [page.getByRole('region', { name: 'Browser A' }), page.getByRole('region', { name: 'Browser B' })]
  await a.frameLocator('iframe').getByRole('button', { name: 'Sign in' }).click()
  await expect(a.frameLocator('iframe').getByRole('heading')).toHaveText('Notebook of ada')
  await b.getByRole('button', { name: 'Reload' }).click()
  await expect(b.frameLocator('iframe').getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expectRecorded(page, port)
  await chromium.close()
  expect(watch.warnings()).toBe('')
  expect(await stopProgram(watch.process)).toBe(0)
  await endFlask()
  await folder.close()
})

test('an application in Flask in the window: signed in in one view, a stranger in the other, and no name of ours in a request', async () => {
  const port = await freePort()
  const endFlask = await startFlask(port)
  const environment = { SESSIONSCOPE_SUBJECT: `http://localhost:${port}/`, SESSIONSCOPE_TAP_PORT: '0' }
  const desktop = await launchDesktop({ environment })
  const { panel, app } = desktop
  const views = () => app.windows().filter((view) => view.url().endsWith(`:${port}/login`))
  await expect.poll(() => views().length).toBe(2)
  const addressOfA = panel.getByRole('region', { name: 'Browser A' }).getByRole('textbox', { name: 'Address' })
  for (const view of views()) {
    expect(await view.evaluate(() => navigator.userAgent)).not.toContain('Sessionscope-')
    if (view.url().includes('/login') && (await addressOfA.inputValue()).includes('/login')) {
      await view.getByRole('button', { name: 'Sign in' }).click()
      break
    }
  }
  await expect.poll(() => app.windows().filter((view) => view.url() === `http://localhost:${port}/`).length).toBe(1)
  const lines = panel.getByRole('list', { name: 'Set-Cookie' }).getByRole('listitem')
  await expect(lines.filter({ hasText: 'theme=dark; Path=/; SameSite=Lax' })).toHaveCount(1)
  await expect(lines.filter({ hasText: /session=eyJ1c2VyIjoiYWRhIn0\./ })).toHaveCount(1)
  // The other one has a jar of its own.
  expect(views()).toHaveLength(1)
  await expect(panel.getByRole('tab', { name: 'Store' })).toHaveCount(0)
  await desktop.close()
  await endFlask()
})
