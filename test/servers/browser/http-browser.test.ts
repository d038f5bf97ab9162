import express from 'express'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpBrowser } from '../../../src/servers/browser/http-browser.ts'
import { newLog, serve } from '../../support/serve.ts'
import type { Page } from '../../../src/shared/stream/lab-state.ts'

const open = () => {
  const log = newLog()
  const browser = createHttpBrowser({ browser: 'browser-a', log })
  onTestFinished(() => browser.close())
  const all = () => log.read(0, 1000)
  const page = (): Page | undefined =>
    all()
      .flatMap((o) => (o.kind === 'page.changed' ? [o.page] : []))
      .at(-1)
  const jar = () =>
    all()
      .flatMap((o) => (o.kind === 'jar.changed' ? [o.cookies] : []))
      .at(-1)
  return { browser, page, jar, log }
}

test('keeps cookies, sends them back, and says who it is', async () => {
  const seen: (string | undefined)[] = []
  const { url } = await serve(
    express().get('/', (request, response) => {
      seen.push(request.headers.cookie)
      response
        .append('Set-Cookie', 'id=1; HttpOnly; Path=/')
        .send(`<title>Hello</title>${request.headers['user-agent'] ?? ''}`)
    }),
  )
  const { browser, page, jar } = open()
  await browser.open(url)
  await browser.reload()
  expect(seen).toEqual([undefined, 'id=1'])
  expect(jar()).toMatchObject([{ name: 'id', value: '1', path: '/', httpOnly: true, sameSite: 'unspecified' }])
  expect(page()).toMatchObject({
    url,
    title: 'Hello',
    state: 'shown',
    html: expect.stringContaining('Sessionscope-browser-a') as string,
  })
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
  const { url } = await serve(
    express().get('/', (_request, response) => response.append('Set-Cookie', 'id=1').send('')),
  )
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
  expect(await browser.submit({ method: 'post', action: '/reset', fields: [] })).toMatchObject({
    ok: false,
    failure: { code: 'not-found' },
  })
})

const utf8 = (text: string): string => Buffer.from(text).toString('latin1')
const heardBy = (request: express.Request): string => Buffer.from(request.headers.cookie ?? '', 'latin1').toString()

test('cookies are UTF-8 both ways, whether a server or somebody by hand has set them', async () => {
  const heard: string[] = []
  const { url } = await serve(
    express().get('/', (request, response) => {
      heard.push(heardBy(request))
      response
        .append('Set-Cookie', utf8('a=ü'))
        .append('Set-Cookie', utf8(`long=${'ü'.repeat(2046)}`))
        .send('')
    }),
  )
  const { browser, jar } = open()
  await browser.open(url)
  expect(jar()?.map(({ name, value }) => [name, value.slice(0, 3)])).toEqual([
    ['a', 'ü'],
    ['long', 'üüü'],
  ])
  await browser.deleteCookie({ name: 'long', domain: new URL(url).hostname, path: '/' })
  expect(
    await browser.writeCookie({
      name: 'by hand',
      value: '😀',
      domain: new URL(url).hostname,
      path: '/',
      httpOnly: false,
      secure: false,
      sameSite: 'unspecified',
    }),
  ).toMatchObject({ ok: true })
  await browser.reload()
  expect(heard).toEqual(['', 'a=ü; by hand=😀'])
})

test('a redirect is followed where its octets lead', async () => {
  const app = express()
  app.get('/', (_request, response) => {
    response.writeHead(302, { Location: utf8('/ü') }).end()
  })
  app.get('/%C3%BC', (_request, response) => response.send('arrived'))
  const { url } = await serve(app)
  const { browser, page } = open()
  await browser.open(url)
  expect(page()?.html).toContain('arrived')
})

test.each([
  'a=1; Max-Age=9999999999999',
  'a=1; Max-Age=-9999999999999',
  'a=1; Expires=Fri, 31 Dec 99999 23:59:59 GMT',
  'a=\u0001',
  '=',
])('no line ends the program: %j', async (line) => {
  const answer = Buffer.from(`HTTP/1.1 200 OK\r\nSet-Cookie: ${line}\r\nContent-Length: 2\r\n\r\nok`, 'latin1')
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { browser, page } = open()
  expect(await browser.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toMatchObject({ ok: true })
  expect(page()).toMatchObject({ state: 'shown', html: expect.stringContaining('ok') as string })
})

test('a form that another site posts brings no cookie that stays in its site, and that is told', async () => {
  const heard: string[] = []
  const { url } = await serve(
    express()
      .get('/', (_request, response) =>
        response
          .append('Set-Cookie', 'lax=1; SameSite=Lax')
          .append('Set-Cookie', 'none=1; SameSite=None; Secure')
          .send('<form method=post action=/act><button>Go</button></form>'),
      )
      .post('/act', (request, response) => {
        heard.push(heardBy(request))
        response.send('')
      }),
  )
  const { hostname } = new URL(url)
  const elsewhere = url.replace(hostname, hostname === 'localhost' ? '127.0.0.1' : 'localhost')
  const { browser, log } = open()
  await browser.open(url)
  await browser.submit({ method: 'post', action: '/act', fields: [] })
  await browser.open(elsewhere)
  await browser.submit({ method: 'post', action: `${url}act`, fields: [] })
  expect(heard).toEqual(['lax=1; none=1', 'none=1'])
  const withheld = log
    .read(0, 1000)
    .flatMap((fact) =>
      fact.kind === 'cookie.blocked' && fact.occasion === 'request' ? [[fact.text, fact.reasons]] : [],
    )
  expect(withheld).toEqual([['lax=1', ['SchemefulSameSiteLax']]])
})

test('who looks while a page is loading sees that page, and not the one before it', async () => {
  let answer: (() => void) | undefined
  const app = express()
  app.get('/', (_request, response) => response.send('<h1>Count: 1</h1>'))
  app.get('/next', (_request, response) => {
    answer = () => response.send('<h1>Count: 2</h1>')
  })
  const { url } = await serve(app)
  const { browser } = open()
  await browser.open(url)
  const going = browser.open(`${url}next`)
  const look = browser.look()
  await expect.poll(() => answer).toBeDefined()
  answer?.()
  await expect(look).resolves.toMatchObject({ kind: 'text', text: 'Count: 2' })
  await going
})

test('an answer that does not come keeps nobody from looking', async () => {
  const app = express()
  let arrived = false
  app.get('/', (_request, response) => response.send('<h1>Count: 1</h1>'))
  app.get('/held', () => {
    arrived = true
  })
  const { url } = await serve(app)
  const { browser } = open()
  await browser.open(url)
  void browser.open(`${url}held`)
  await expect.poll(() => arrived).toBe(true)
  await expect(browser.look()).resolves.toMatchObject({ kind: 'text', text: 'Count: 1' })
})
