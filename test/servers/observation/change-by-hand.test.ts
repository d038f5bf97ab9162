import fc from 'fast-check'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { exchangesFold } from '../../../src/shared/folds/exchanges.ts'
import { stepsFold } from '../../../src/shared/folds/steps.ts'
import type { HopChange } from '../../../src/shared/request/hop-change.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { ObservationOf } from '../../../src/shared/stream/observation.ts'
import type { HeldHop } from '../../../src/shared/stream/steps.ts'
import { joinedHeaders } from '../../../src/servers/observation/joined-headers.ts'
import type { ObservationLog } from '../../../src/servers/observation/observation-log.ts'
import { createStepGate } from '../../../src/servers/observation/step-gate.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { newLog, observedAppOf, sendRaw, serve } from '../../support/serve.ts'
import { isKind, observed } from '../../support/wait-for.ts'

// What is looked at is what came over a real connection, and what the log says of it.

const startLab = async () => {
  const log = newLog()
  const gate = createStepGate({ log, clock: systemClock })
  onTestFinished(() => {
    gate.close()
  })
  const kv = await serveKeyValue({ log, gate })
  const counter = await serveCounter({ settings: settingsOf({ USE_SESSION_STORE: true }), storeUrl: kv.url, log, gate })
  gate.turn(true)
  return { log, gate, kv, counter }
}

const all = (log: ObservationLog) => log.read(0, Number.MAX_SAFE_INTEGER)
const heldNow = (log: ObservationLog): readonly HeldHop[] => foldAll(stepsFold, all(log)).held
const recordOf = (log: ObservationLog, exchange: number) => foldAll(exchangesFold, all(log)).byId.get(exchange)

const holding = async (log: ObservationLog, phase: HeldHop['phase'], to: string): Promise<HeldHop> => {
  const found = () => heldNow(log).find((hop) => hop.phase === phase && hop.to === to)
  await expect.poll(found).toBeDefined()
  const hop = found()
  if (hop === undefined) throw new Error('nothing is held')
  return hop
}

const answerOf = (hop: HeldHop) => {
  if (hop.answer === undefined) throw new Error('the answer is not said')
  return hop.answer
}

// What the panel offers to change: all headers but those of the connection.
const own = (headers: readonly (readonly [string, string])[]) =>
  headers.filter(([name]) => !/^(content-length|connection|transfer-encoding)$/i.test(name))

const get = (target: string, more = '') =>
  `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${more}Connection: close\r\n\r\n`
const post = (body: string) =>
  `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`

describe('an answer that is changed by hand', () => {
  it('of the store reaches the counter changed, which counts on from there and writes it', async () => {
    const { log, gate, kv, counter } = await startLab()
    gate.turn(false)
    const first = await fetch(counter.url)
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const id = cookie.replace('session=', '')
    gate.turn(true)
    const page = sendRaw(counter.port, get('/', `Cookie: ${cookie}\r\n`))
    gate.next((await holding(log, 'request', 'counter')).exchange)
    gate.next((await holding(log, 'request', 'kv')).exchange)
    const hop = await holding(log, 'answer', 'kv')
    const answer = answerOf(hop)
    expect(hop.isChangeable).toBe(true)
    expect(answer).toMatchObject({ status: 200, body: { text: `{"${id}":{"count":1}}` } })
    expect(
      gate.change(hop.exchange, 'answer', {
        kind: 'answer',
        status: 200,
        headers: own(answer.headers),
        body: `{"${id}":{"count":40}}`,
      }),
    ).toEqual({ ok: true, value: undefined })
    gate.turn(false)
    expect(await page).toContain('Count: 41')
    expect(await (await fetch(`${kv.url}${id}`)).json()).toEqual({ [id]: { count: 41 } })
    const record = recordOf(log, hop.exchange)
    expect(record).toMatchObject({
      outcome: { state: 'answered', body: { text: `{"${id}":{"count":40}}` } },
      changedByHand: [
        {
          phase: 'answer',
          was: { kind: 'answer', body: { text: `{"${id}":{"count":1}}` } },
          now: { kind: 'answer', body: { text: `{"${id}":{"count":40}}` } },
        },
      ],
    })
    const length = String(`{"${id}":{"count":40}}`.length)
    expect(record?.outcome).toHaveProperty('headers', expect.arrayContaining([['Content-Length', length]]))
    expect(record?.outcome).toHaveProperty('headers', expect.not.arrayContaining([['Content-Length', '56']]))
  })

  it('of the counter has its new status, headers and body on the wire, byte for byte as the log says', async () => {
    const { log, gate, counter } = await startLab()
    const raw = sendRaw(counter.port, get('/'))
    gate.next((await holding(log, 'request', 'counter')).exchange)
    gate.next((await holding(log, 'request', 'kv')).exchange)
    gate.next((await holding(log, 'answer', 'kv')).exchange)
    const hop = await holding(log, 'answer', 'counter')
    const before = answerOf(hop).headers
    expect(before.map(([name]) => name)).toContain('Set-Cookie')
    gate.change(hop.exchange, 'answer', {
      kind: 'answer',
      status: 418,
      headers: [
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Set-Cookie', 'one=1; Path=/'],
        ['X-Odd', 'grüße'],
        ['Set-Cookie', 'two=2'],
      ],
      body: 'Zähle selbst.',
    })
    const answered = await observed(
      log,
      (o): o is ObservationOf<'exchange.answered'> => o.kind === 'exchange.answered' && o.exchange === hop.exchange,
    )
    const [head = '', body] = (await raw).split('\r\n\r\n')
    const [statusLine, ...lines] = head.split('\r\n')
    expect(statusLine).toBe("HTTP/1.1 418 I'm a Teapot")
    expect(body).toBe('Zähle selbst.')
    expect(lines.slice(0, 5)).toEqual([
      'Content-Length: 14',
      'Content-Type: text/plain; charset=utf-8',
      'Set-Cookie: one=1; Path=/',
      'Set-Cookie: two=2',
      'X-Odd: grüße',
    ])
    expect(answered).toMatchObject({ status: 418, body: { text: 'Zähle selbst.', bytes: 14 } })
    expect(answered).toHaveProperty(
      'headers',
      lines.map((line) => line.split(/: (.*)/s).slice(0, 2)),
    )
  })

  it('with another status and the body that it had keeps that body', async () => {
    const { log, gate, kv } = await startLab()
    const raw = sendRaw(kv.port, get('/nothing'))
    gate.next((await holding(log, 'request', 'kv')).exchange)
    const hop = await holding(log, 'answer', 'kv')
    gate.change(hop.exchange, 'answer', { kind: 'answer', status: 500, headers: own(answerOf(hop).headers) })
    const answer = await raw
    expect(answer).toMatch(/^HTTP\/1\.1 500 Internal Server Error\r\n/)
    expect(answer.split('\r\n\r\n')[1]).toBe(answerOf(hop).body?.text)
  })

  it('to 204 has no body and says no length', async () => {
    const { log, gate, kv } = await startLab()
    const raw = sendRaw(kv.port, get('/nothing'))
    gate.next((await holding(log, 'request', 'kv')).exchange)
    const hop = await holding(log, 'answer', 'kv')
    gate.change(hop.exchange, 'answer', { kind: 'answer', status: 204, headers: [], body: 'ignored' })
    expect(await raw).toMatch(/^HTTP\/1\.1 204 No Content\r\n(?!.*content-length)[^]*\r\n\r\n$/i)
    expect(recordOf(log, hop.exchange)?.outcome).toMatchObject({ status: 204, body: { bytes: 0 } })
  })

  it('that comes in pieces keeps its body; its head can be changed', async () => {
    const log = newLog()
    const gate = createStepGate({ log, clock: systemClock })
    onTestFinished(() => {
      gate.close()
    })
    const app = observedAppOf({ server: 'kv', log, gate }, (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' })
      response.write('one ')
      response.end('two')
    })
    const { port } = await serve(app)
    gate.turn(true)
    const raw = sendRaw(port, get('/'))
    gate.next((await holding(log, 'request', 'kv')).exchange)
    const hop = await holding(log, 'answer', 'kv')
    expect(answerOf(hop).body).toBeUndefined()
    expect(gate.change(hop.exchange, 'answer', { kind: 'answer', status: 200, headers: [], body: 'x' })).toMatchObject({
      ok: false,
    })
    gate.change(hop.exchange, 'answer', { kind: 'answer', status: 203, headers: [['X-Mine', 'yes']] })
    expect(await raw).toMatch(/^HTTP\/1\.1 203 [^]*X-Mine: yes\r\n[^]*one [^]*two/)
  })

  it('is cut off instead, and the exchange says so', async () => {
    const { log, gate, kv } = await startLab()
    const raw = fetch(`${kv.url}nothing`)
    gate.next((await holding(log, 'request', 'kv')).exchange)
    const hop = await holding(log, 'answer', 'kv')
    gate.change(hop.exchange, 'answer', { kind: 'cut' })
    await expect(raw).rejects.toThrow('fetch failed')
    await observed(log, isKind('exchange.failed'))
    expect(recordOf(log, hop.exchange)).toMatchObject({
      outcome: { state: 'failed', problem: 'The connection was cut by hand.' },
      changedByHand: [{ phase: 'answer', now: { kind: 'cut' } }],
    })
  })

  it('goes on late, and that time counts against the patience of the counter', async () => {
    const { log, gate, counter } = await startLab()
    const page = fetch(counter.url)
    gate.next((await holding(log, 'request', 'counter')).exchange)
    gate.next((await holding(log, 'request', 'kv')).exchange)
    const hop = await holding(log, 'answer', 'kv')
    gate.change(hop.exchange, 'answer', { kind: 'late', milliseconds: 30_000 })
    gate.next((await holding(log, 'answer', 'counter')).exchange)
    expect((await page).status).toBe(503)
  })
})

describe('a request that is changed by hand', () => {
  it('to the counter is handled as what it was changed to: another cookie, another session', async () => {
    const { log, gate, counter } = await startLab()
    gate.turn(false)
    const visit = async (cookie?: string) => {
      const answer = await fetch(counter.url, cookie === undefined ? {} : { headers: { Cookie: cookie } })
      return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    }
    const mine = await visit()
    await visit(mine)
    await visit(mine)
    gate.turn(true)
    const page = sendRaw(counter.port, get('/wrong', 'Cookie: session=nonsense\r\n'))
    const hop = await holding(log, 'request', 'counter')
    gate.change(hop.exchange, 'request', {
      kind: 'request',
      method: 'GET',
      target: '/',
      headers: [
        ['Host', 'localhost'],
        ['Cookie', mine],
      ],
    })
    gate.turn(false)
    expect(await page).toContain('Count: 4')
    expect(recordOf(log, hop.exchange)).toMatchObject({
      target: '/',
      changedByHand: [
        {
          phase: 'request',
          was: {
            target: '/wrong',
            headers: [
              ['Host', 'localhost'],
              ['Cookie', 'session=nonsense'],
              ['Connection', 'close'],
            ],
          },
          now: {
            kind: 'request',
            headers: [
              ['Host', 'localhost'],
              ['Cookie', mine],
              ['Connection', 'close'],
            ],
          },
        },
      ],
    })
  })

  it('to the key-value service has its new method and body, and the length that follows', async () => {
    const { log, gate, kv } = await startLab()
    const answer = sendRaw(kv.port, post('{"foo":1}'))
    const hop = await holding(log, 'request', 'kv')
    gate.change(hop.exchange, 'request', {
      kind: 'request',
      method: 'POST',
      target: '/',
      headers: [
        ['Host', 'localhost'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"foo":"changed"}',
    })
    gate.turn(false)
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(await (await fetch(`${kv.url}foo`)).json()).toEqual({ foo: 'changed' })
    expect(recordOf(log, hop.exchange)).toMatchObject({
      body: { text: '{"foo":"changed"}' },
      headers: [
        ['Host', 'localhost'],
        ['Content-Type', 'application/json'],
        ['Connection', 'close'],
        ['Content-Length', '17'],
      ],
    })
  })

  it('is answered in its place, so that nobody handles it', async () => {
    const { log, gate, kv } = await startLab()
    const answer = sendRaw(kv.port, post('{"foo":1}'))
    const hop = await holding(log, 'request', 'kv')
    gate.change(hop.exchange, 'request', { kind: 'answer', status: 503, headers: [['Retry-After', '1']], body: 'no' })
    gate.turn(false)
    expect(await answer).toMatch(
      /^HTTP\/1\.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 2\r\n[^]*\r\n\r\nno$/,
    )
    expect(all(log).filter(isKind('entry.written'))).toEqual([])
  })

  it('is cut off instead', async () => {
    const { log, gate, kv } = await startLab()
    const raw = fetch(`${kv.url}foo`, { method: 'DELETE' })
    const hop = await holding(log, 'request', 'kv')
    gate.change(hop.exchange, 'request', { kind: 'cut' })
    await expect(raw).rejects.toThrow('fetch failed')
    expect(recordOf(log, hop.exchange)?.outcome).toMatchObject({ problem: 'The connection was cut by hand.' })
  })

  it('of HEAD to GET is handled as one, and still gets no body', async () => {
    const { log, gate, kv } = await startLab()
    const raw = sendRaw(kv.port, 'HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    const hop = await holding(log, 'request', 'kv')
    gate.change(hop.exchange, 'request', {
      kind: 'request',
      method: 'GET',
      target: '/',
      headers: [['Host', 'localhost']],
    })
    gate.turn(false)
    expect((await raw).split('\r\n\r\n')[1]).toBe('')
    await observed(log, isKind('exchange.answered'))
    expect(recordOf(log, hop.exchange)?.outcome).toMatchObject({ status: 200, body: { bytes: 0 } })
  })
})

describe('what cannot be changed is said', () => {
  const nothing: HopChange = { kind: 'request', method: 'GET', target: '/', headers: [] }

  it('when it went on meanwhile, or is the other message', async () => {
    const { log, gate, kv } = await startLab()
    const answer = fetch(`${kv.url}foo`)
    const { exchange } = await holding(log, 'request', 'kv')
    expect(gate.change(exchange, 'answer', nothing)).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    gate.next(exchange)
    await holding(log, 'answer', 'kv')
    expect(gate.change(exchange, 'request', nothing)).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    expect(gate.change(exchange, 'answer', nothing)).toMatchObject({ ok: false, failure: { code: 'bad-input' } })
    expect(heldNow(log)).toHaveLength(1)
    gate.turn(false)
    expect((await answer).status).toBe(200)
    expect(recordOf(log, exchange)).not.toHaveProperty('changedByHand')
  })

  it('and a hop can be kept for longer, in its place', async () => {
    const { log, gate, kv } = await startLab()
    gate.turn(true, 60_000)
    const answer = fetch(`${kv.url}foo`)
    const { exchange, until } = await holding(log, 'request', 'kv')
    await expect
      .poll(() => {
        gate.keep(exchange)
        return (heldNow(log)[0]?.until ?? 0) - until
      })
      .toBeGreaterThan(0)
    expect(heldNow(log)).toHaveLength(1)
    gate.turn(false)
    expect((await answer).status).toBe(200)
  })
})

it('headers are joined as Node joins them', async () => {
  let seen: unknown
  const server = createServer((request, response) => {
    seen = { raw: request.rawHeaders, headers: { ...request.headers } }
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const name = fc.constantFrom('Cookie', 'X-A', 'x-a', 'Referer', 'Set-Cookie', 'ETag', 'Accept', '__proto__', 'Host')
  const value = fc.stringMatching(/^[a-z=;é]{0,6}$/)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 8 }), async (pairs) => {
      const lines = pairs.filter(([key]) => key !== 'Host').map(([key, text]) => `${key}: ${text}\r\n`)
      await sendRaw(port, `GET / HTTP/1.1\r\nHost: a\r\n${lines.join('')}Connection: close\r\n\r\n`)
      const { raw, headers } = seen as { raw: string[]; headers: object }
      expect(joinedHeaders(raw)).toEqual(headers)
    }),
    { numRuns: 40 },
  )
})
