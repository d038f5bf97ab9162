import { expect, type Browser } from '@playwright/test'
import { launchChromium } from './support/chromium.ts'
import { startHeadless } from './support/headless.ts'
import { test } from './support/kept.ts'
import { needs } from './support/missing.ts'
import { followPanel } from './support/panel-stream.ts'
import { ask } from './support/raw-request.ts'
import { sessionscope } from './support/run-program.ts'

// The panel asks for the token that was printed: on this machine, which may have other users, and on a network, whose classroom
// can reach the servers.

const start = () => startHeadless({ args: ['--host', '0.0.0.0'] })
const json = { 'Content-Type': 'application/json' }

test('says that the network can reach it; only the token opens the stream and the operations', async () => {
  const servers = await start()
  expect(servers.warnings()).toMatch(
    /^sessionscope: listening on 0\.0\.0\.0: everyone on this network can reach these servers$/m,
  )
  const { origin, hash } = new URL(servers.panel)
  const [, token = ''] = /^#token=([\w-]{22})$/.exec(hash) ?? []
  expect(token).not.toBe('')
  const clear = (headers: Record<string, string>) =>
    ask(origin, '/operations/log.clear', { method: 'POST', headers: { ...json, ...headers }, body: '{}' })
  for (const headers of [{}, { Authorization: 'Bearer x' }, { Authorization: `Basic ${token}` }]) {
    expect([(await clear(headers)).status, (await ask(origin, '/observations', { headers })).status]).toEqual([
      401, 401,
    ])
  }
  expect((await clear({ Authorization: `Bearer ${token}` })).status).toBe(200)
  // The page itself holds nothing; the other two servers are what the class is to reach, under any address of the machine.
  expect((await ask(origin, '/')).text).not.toContain(token)
  for (const url of [servers.counter, servers.kv])
    expect((await ask(url, '/', { headers: { Host: '192.0.2.7:5000' } })).status).toBe(200)
  expect((await ask(servers.counter, '/', { headers: { Host: 'evil.example' } })).status).toBe(403)
  const stream = followPanel(servers.panel)
  await stream.until('exchange.requested', ({ to }) => to === 'counter')
  stream.close()
  await servers.close()
})

test('on this machine alone, too; a script settles the token beforehand, and one that can be guessed is refused', async () => {
  const token = 'a-token-0123456789-of-a-script'
  const servers = await startHeadless({ environment: { SESSIONSCOPE_TOKEN: token } })
  const { origin, hash } = new URL(servers.panel)
  expect(hash).toBe(`#token=${token}`)
  expect((await ask(origin, '/observations')).status).toBe(401)
  const cleared = await ask(origin, '/operations/log.clear', {
    method: 'POST',
    headers: { ...json, Authorization: `Bearer ${token}` },
    body: '{}',
  })
  expect(cleared.json()).toEqual({ ok: true })
  expect(servers.warnings()).toBe('')
  await servers.close()
  const refused = await sessionscope(['serve'], { environment: { SESSIONSCOPE_TOKEN: 'hunter2' } })
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'sessionscope: SESSIONSCOPE_TOKEN is too short: it needs 16 characters at least. Make one with: openssl rand -hex 16\n',
  })
})

test.describe('in a real Chromium', () => {
  needs('chromium')
  let chromium: Browser
  test.beforeAll(async () => {
    chromium = await launchChromium()
  })
  test.afterAll(() => chromium.close())

  test('the printed address opens the panel', async () => {
    const servers = await start()
    const page = await chromium.newPage()
    await page.goto(servers.panel)
    await expect(page.getByRole('region', { name: 'Browser A' })).toBeVisible()
    // Whoever looks over a shoulder, or at a projector, does not read it.
    expect(page.url()).toBe(`${new URL(servers.panel).origin}/`)
    await page.reload()
    await expect(page.getByRole('region', { name: 'Browser A' })).toBeVisible()
    expect(await page.context().cookies()).toEqual([])
    await page.close()
    await servers.close()
  })

  test('without the token the panel asks for it, says when it is wrong, and opens with the right one', async () => {
    const servers = await start()
    const page = await chromium.newPage()
    await page.goto(new URL(servers.panel).origin)
    const form = page.getByRole('form', { name: 'Token of the lab' })
    await expect(form.getByRole('alert')).toContainText('asks for the token')
    await expect(form.getByRole('textbox')).toBeFocused()
    await form.getByRole('textbox').fill('guess')
    await form.getByRole('textbox').press('Enter')
    await expect(form.getByRole('alert')).toContainText('not the token')
    await form.getByRole('textbox').fill(servers.panel)
    await form.getByRole('button', { name: 'Open the panel' }).click()
    await expect(page.getByRole('region', { name: 'Browser B' })).toBeVisible()
    await expect(form).toHaveCount(0)
    await page.close()
    await servers.close()
  })
})
