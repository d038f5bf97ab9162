import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpBrowser } from '../../../src/servers/browser/http-browser.ts'
import { newLog, serve } from '../../support/serve.ts'
import type { Page } from '../../../src/shared/observation.ts'

const open = () => {
  const log = newLog()
  const browser = createHttpBrowser({ browser: 'browser-a', log })
  onTestFinished(() => browser.close())
  const all = () => log.read(0, 1000)
  const page = (): Page | undefined => all().flatMap((o) => (o.kind === 'page.changed' ? [o.page] : [])).at(-1)
  const jar = () => all().flatMap((o) => (o.kind === 'jar.changed' ? [o.cookies] : [])).at(-1)
  return { browser, page, jar }
}

test('keeps cookies, sends them back, and says who it is', async () => {
  const seen: (string | undefined)[] = []
  const { url } = await serve(
    express().get('/', (request, response) => {
      seen.push(request.headers.cookie)
      response.append('Set-Cookie', 'id=1; HttpOnly; Path=/').send(`<title>Hello</title>${request.headers['user-agent'] ?? ''}`)
    }),
  )
  const { browser, page, jar } = open()
  await browser.open(url)
  await browser.reload()
  expect(seen).toEqual([undefined, 'id=1'])
  expect(jar()).toMatchObject([{ name: 'id', value: '1', path: '/', httpOnly: true, sameSite: 'unspecified' }])
  expect(page()).toMatchObject({ url, title: 'Hello', state: 'shown', html: expect.stringContaining('Sessionscope-browser-a') as string })
})

test('cookies ignore ports: what one server set goes to another one on the same host', async () => {
  const first = await serve(express().get('/', (_request, response) => response.append('Set-Cookie', 'id=1').send('')))
  const second = await serve(express().get('/', (request, response) => response.send(request.headers.cookie ?? 'none')))
  const { browser, page } = open()
  await browser.open(first.url)
  await browser.open(second.url)
  expect(page()?.html).toContain('id=1')
})

test('submits a form, takes the cookie of the redirect and follows it with GET', async () => {
  const app = express().use(express.urlencoded())
  app.post('/reset', (request, response) => {
    response.append('Set-Cookie', `was=${(request.body as { a: string }).a}`).redirect('/')
  })
  app.get('/', (request, response) => response.send(`GET with ${request.headers.cookie ?? 'nothing'}`))
  const { url } = await serve(app)
  const { browser, page } = open()
  await browser.open(url)
  await browser.submit({ method: 'post', action: '/reset', fields: [['a', 'x y']] })
  expect(page()).toMatchObject({ url, html: 'GET with was=x y' })
})

test('a GET form puts its fields into the query', async () => {
  const { url } = await serve(express().get('/', (request, response) => response.send(request.originalUrl)))
  const { browser, page } = open()
  await browser.open(url)
  await browser.submit({ method: 'get', action: '', fields: [['q', 'ü']] })
  expect(page()?.html).toBe('/?q=%C3%BC')
})

test('clearing the cookies empties the jar', async () => {
  const { url } = await serve(express().get('/', (_request, response) => response.append('Set-Cookie', 'id=1').send('')))
  const { browser, jar } = open()
  await browser.open(url)
  await browser.clearCookies()
  expect(jar()).toEqual([])
})

test('a server that is not there is a failed page and a failure', async () => {
  const server = await serve(express())
  await server.close()
  const { browser, page } = open()
  expect(await browser.open(server.url)).toMatchObject({ ok: false, failure: { code: 'unavailable' } })
  expect(page()).toMatchObject({ url: server.url, state: 'failed' })
})

test('endless redirects end', async () => {
  const { url } = await serve(express().get('/', (_request, response) => response.redirect('/')))
  const { browser, page } = open()
  await browser.open(url)
  expect(page()).toMatchObject({ state: 'failed', problem: expect.stringContaining('too many') as string })
})

test('does not leave this machine, neither asked nor redirected', async () => {
  const { url } = await serve(express().get('/', (_request, response) => response.redirect('http://example.com/')))
  const { browser, page } = open()
  expect(await browser.open('http://example.com/')).toMatchObject({ ok: false, failure: { code: 'refused' } })
  await browser.open(url)
  expect(page()).toMatchObject({ state: 'failed', problem: expect.stringContaining('not on this machine') as string })
})

test('what is not HTML is shown as text, harmless', async () => {
  const { url } = await serve(express().get('/', (_request, response) => response.json({ a: '<script>' })))
  const { browser, page } = open()
  await browser.open(url)
  expect(page()?.html).toBe('<pre>{"a":"&lt;script>"}</pre>')
})

test('without a page there is no form to submit', async () => {
  const { browser } = open()
  expect(await browser.submit({ method: 'post', action: '/reset', fields: [] })).toMatchObject({ ok: false, failure: { code: 'not-found' } })
})
