import express from 'express'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serveApp, type RunningServer } from '../../../src/servers/http/serve-app.ts'
import { startLab, type Lab } from '../../../src/servers/lab/lab.ts'
import { createLifetime } from '../../../src/servers/lifetime.ts'
import { readAppUrl } from '../../../src/servers/subjects/own-app.ts'
import { subjectNamed } from '../../../src/servers/subjects/subjects.ts'
import type { Observation } from '../../../src/shared/stream/observation.ts'
import { freePort } from '../../support/free-port.ts'
import { newLabOptions } from '../../support/lab-options.ts'
import { sendRaw, valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { isKind, observed } from '../../support/wait-for.ts'

/** An application with a sign-in, as anybody might write it. */
const notebook = async (port = 0): Promise<RunningServer> => {
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.get('/', (request, response) => {
    const { cookie = '' } = request.headers
    response.send(
      cookie.includes('user=ada') ? '<title>Ada</title>' : '<form method="post" action="/in"><button>In</button>',
    )
  })
  app.post('/in', (_request, response) => {
    response.append('Set-Cookie', 'user=ada; HttpOnly; Path=/').append('Set-Cookie', 'theme=dark').redirect('/')
  })
  const server = valueOf(await serveApp(app, { host: '127.0.0.1', port }))
  onTestFinished(() => server.close(0))
  return server
}

const labOn = async (address: string, ownPorts: readonly number[] = []): Promise<Lab> => {
  const life = createLifetime()
  onTestFinished(() => life.close())
  const folder = await temporaryFolder()
  life.own(() => folder.remove())
  const options = await newLabOptions(life, {
    data: folder.path,
    onDefect: (thrown) => {
      throw thrown
    },
  })
  const network = { ...options.network, ownPorts: () => new Set(ownPorts) }
  return life.own(valueOf(await startLab({ ...options, network, subject: valueOf(subjectNamed(address)) })))
}

const all = ({ log }: Lab): readonly Observation[] => log.read(0, Number.MAX_SAFE_INTEGER)

describe('an application that is not the lab’s own, as its subject', () => {
  it('is between the two browsers, each with a jar of its own, and every line is in the stream', async () => {
    const app = await notebook()
    const lab = await labOn(`localhost:${app.port}`)
    await lab.openBrowsers()
    valueOf(await lab.dispatch('browser.press', { browser: 'browser-a', button: 'In' }))
    valueOf(await lab.dispatch('browser.reload', { browser: 'browser-b' }))
    const requests = all(lab).filter(isKind('exchange.requested'))
    expect(requests.map(({ from, to, method, target }) => `${from} ${to} ${method} ${target}`).sort()).toEqual([
      'browser-a app GET /',
      'browser-a app GET /',
      'browser-a app POST /in',
      'browser-b app GET /',
      'browser-b app GET /',
    ])
    const answers = all(lab).filter(isKind('exchange.answered'))
    expect(answers.flatMap(({ headers }) => headers.filter(([name]) => name === 'Set-Cookie'))).toEqual([
      ['Set-Cookie', 'user=ada; HttpOnly; Path=/'],
      ['Set-Cookie', 'theme=dark'],
    ])
    const jars = all(lab).filter(isKind('jar.changed'))
    expect(jars.filter(({ browser, cookies }) => browser === 'browser-a' && cookies.length === 2)).toHaveLength(1)
    expect(jars.filter(({ browser, cookies }) => browser === 'browser-b' && cookies.length > 0)).toEqual([])
  })

  it('is a node by its address, beside no store, and the lab says by which port to join', async () => {
    const app = await notebook()
    const lab = await labOn(app.url)
    const [began] = all(lab).filter(isKind('log.began'))
    expect(began?.baseline.nodes).toMatchObject([{ id: 'app', label: `localhost:${app.port}`, role: 'app' }])
    expect(all(lab).find(isKind('subject.changed'))).toMatchObject({
      subject: { id: 'own-app', capabilities: { store: false, modeSwitch: false }, tapPort: lab.subject.taps?.others },
    })
    expect(all(lab).find(isKind('server.changed'))).toMatchObject({ server: 'app', state: { state: 'listening' } })
  })

  it('can be asked by the Console, and by what is no browser of the lab’s', async () => {
    const app = await notebook()
    const lab = await labOn(app.url)
    const composed = { server: 'app', method: 'GET', target: '/', headers: [], body: '' }
    expect(await lab.dispatch('request.send', composed)).toMatchObject({
      ok: true,
      value: { status: 200, exchange: 1 },
    })
    const asked = `GET ${app.url} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: HTTPie/3\r\nConnection: close\r\n\r\n`
    expect(await sendRaw(lab.subject.taps?.others ?? 0, asked)).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(
      await observed(lab.log, (one): one is Observation => isKind('exchange.requested')(one) && one.exchange === 2),
    ).toMatchObject({
      from: 'client:HTTPie 3',
      isProxied: true,
    })
  })

  it('is said not to run when nothing listens, and is shown as soon as it comes', async () => {
    const port = await freePort()
    const lab = await labOn(`http://localhost:${port}/`)
    await lab.openBrowsers()
    expect(all(lab).find(isKind('server.changed'))).toMatchObject({
      state: { state: 'stopped', problem: `Nothing listens on localhost:${port}.` },
    })
    const failed = all(lab)
      .filter(isKind('page.changed'))
      .find(({ page }) => page.state === 'failed')
    expect(failed?.page.problem).toContain(`Nothing listens on localhost:${port}.`)
    await notebook(port)
    for (const browser of ['browser-a', 'browser-b'])
      await observed(
        lab.log,
        (one): one is Observation =>
          one.kind === 'page.changed' && one.browser === browser && one.page.state === 'shown',
      )
  })

  it('leaves out what is the counter’s, in words', async () => {
    const app = await notebook()
    const lab = await labOn(app.url)
    for (const [operation, input] of [
      ['lesson.run', { lesson: '1' }],
      ['report.make', { format: 'html', zone: 0 }],
      ['entry.write', { key: 'a', value: '1', condition: { state: 'absent' } }],
    ] as const)
      expect(await lab.dispatch(operation, input)).toMatchObject({ ok: false, failure: { code: 'unsupported' } })
  })

  it('is not the lab itself', async () => {
    const app = await notebook()
    await expect(labOn(app.url, [app.port])).rejects.toThrow("is Sessionscope's own")
  })
})

describe('the address of an application', () => {
  it.each([
    ['localhost:8000', 'http://localhost:8000/'],
    [' http://127.0.0.1:5000/start?a=b ', 'http://127.0.0.1:5000/start?a=b'],
    ['http://[::1]:3000', 'http://[::1]:3000/'],
    ['http://app.localhost', 'http://app.localhost/'],
  ])('%s is taken', (typed, href) => {
    expect(valueOf(readAppUrl(typed)).href).toBe(href)
  })

  it.each([
    '',
    'http://',
    'https://localhost',
    'evil.example:80',
    '0.0.0.0:8000',
    'localhost.:80',
    'ftp://localhost',
    'http://localhost:0',
  ])('%s is refused in words', (typed) => {
    expect(readAppUrl(typed).ok).toBe(false)
  })
})
