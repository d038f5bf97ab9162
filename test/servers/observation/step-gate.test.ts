import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { baselineFold } from '../../../src/shared/folds/baseline.ts'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import type { FactKind, Observation, ObservationOf } from '../../../src/shared/stream/observation.ts'
import type { HeldHop } from '../../../src/shared/stream/steps.ts'
import { createStepGate, type StepGate } from '../../../src/servers/observation/step-gate.ts'
import type { ObservationLog } from '../../../src/servers/observation/observation-log.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { newLog } from '../../support/serve.ts'
import { observed } from '../../support/wait-for.ts'

const startLab = async ({ capacity }: { capacity?: number } = {}) => {
  const log = newLog()
  const gate = createStepGate({ log, clock: systemClock, ...(capacity === undefined ? {} : { capacity }) })
  onTestFinished(() => {
    gate.close()
  })
  const kv = await serveKeyValue({ log, gate })
  const counter = await serveCounter({ settings: settingsOf({ USE_SESSION_STORE: true }), storeUrl: kv.url, log, gate })
  return { log, gate, kv, counter }
}

const all = (log: ObservationLog): readonly Observation[] => log.read(0, Number.MAX_SAFE_INTEGER)
const kindsOf = (log: ObservationLog): FactKind[] => all(log).map(({ kind }) => kind)
const heldNow = (log: ObservationLog): readonly HeldHop[] => foldAll(baselineFold, all(log)).steps.held
const countOf = (log: ObservationLog, kind: FactKind): number => kindsOf(log).filter((one) => one === kind).length

// The nth hop to be held.
const holding = (log: ObservationLog, nth: number): Promise<ObservationOf<'hop.held'>> =>
  observed(
    log,
    (o): o is ObservationOf<'hop.held'> =>
      o.kind === 'hop.held' &&
      all(log).filter(({ kind, sequence }) => kind === 'hop.held' && sequence <= o.sequence).length === nth,
  )
const released = (log: ObservationLog, nth: number): Promise<ObservationOf<'hop.released'>> =>
  observed(
    log,
    (o): o is ObservationOf<'hop.released'> =>
      o.kind === 'hop.released' &&
      all(log).filter(({ kind, sequence }) => kind === 'hop.released' && sequence <= o.sequence).length === nth,
  )

// Walks through the hops that are held, one after the other.
const walk = async (log: ObservationLog, gate: StepGate, hops: number): Promise<string[]> => {
  const seen: string[] = []
  for (let nth = 1; nth <= hops; nth += 1) {
    const { exchange, phase, from, to } = await holding(log, nth)
    seen.push(`${phase} ${from} ${to}`)
    gate.next(exchange)
  }
  return seen
}

describe('step mode', () => {
  it('holds each hop of a click, in the order in which they travel, and nothing of it is recorded before it is sent', async () => {
    const { log, gate, counter } = await startLab()
    gate.turn(true)
    const answer = fetch(counter.url, { headers: { 'User-Agent': 'curl/8' } })
    expect(await walk(log, gate, 4)).toEqual([
      'request client:curl 8 counter',
      'request counter kv',
      'answer counter kv',
      'answer client:curl 8 counter',
    ])
    expect(await (await answer).text()).toContain('Count: 1')
    expect(kindsOf(log).filter((kind) => kind !== 'log.began')).toEqual([
      'steps.changed',
      'exchange.requested',
      'hop.held',
      'hop.released',
      'session.opened',
      'exchange.requested',
      'hop.held',
      'hop.released',
      'entry.written',
      'hop.held',
      'hop.released',
      'exchange.answered',
      'session.saved',
      'hop.held',
      'hop.released',
      'exchange.answered',
    ])
  })

  it('a request that is held is not handled, and an answer that is held has not been sent', async () => {
    const { log, gate, kv } = await startLab()
    gate.turn(true)
    const written = fetch(kv.url, {
      method: 'POST',
      body: '{"foo":"bar"}',
      headers: { 'Content-Type': 'application/json' },
    })
    await holding(log, 1)
    expect(countOf(log, 'entry.written')).toBe(0)
    gate.next()
    await holding(log, 2)
    expect(countOf(log, 'entry.written')).toBe(1)
    expect(countOf(log, 'exchange.answered')).toBe(0)
    expect(heldNow(log)).toMatchObject([{ phase: 'answer', to: 'kv' }])
    gate.next()
    expect((await written).status).toBe(200)
    expect(heldNow(log)).toEqual([])
  })

  it('the time in which a store call is held does not count against the patience of the counter', async () => {
    const { log, gate, counter } = await startLab()
    // Longer than the 1.5 seconds that the counter waits for the store; each store call is held for its whole limit.
    gate.turn(true, 900)
    const answer = await fetch(counter.url)
    expect(answer.status).toBe(200)
    expect(all(log).flatMap((o) => (o.kind === 'hop.released' ? [o.cause] : []))).toEqual([
      'time',
      'time',
      'time',
      'time',
    ])
  })

  it('releases all to run to their end, and holds what is asked afterwards', async () => {
    const { log, gate, counter } = await startLab()
    gate.turn(true)
    const first = fetch(counter.url)
    await holding(log, 1)
    gate.releaseAll()
    expect((await first).status).toBe(200)
    expect(countOf(log, 'hop.held')).toBe(1)
    const second = fetch(counter.url)
    await holding(log, 2)
    gate.turn(false)
    expect((await second).status).toBe(200)
    expect(countOf(log, 'hop.held')).toBe(2)
  })

  it('lets the hop go on that is named, or else the one that is held longest', async () => {
    const { log, gate, kv } = await startLab()
    gate.turn(true)
    const ask = (key: string) => fetch(`${kv.url}${key}`).then(() => key)
    const one = ask('one')
    const first = await holding(log, 1)
    const two = ask('two')
    const second = await holding(log, 2)
    gate.next(second.exchange)
    expect(await released(log, 1)).toMatchObject({ exchange: second.exchange, phase: 'request', cause: 'next' })
    await holding(log, 3)
    gate.next()
    expect(await released(log, 2)).toMatchObject({ exchange: first.exchange })
    gate.releaseAll()
    expect(await Promise.all([one, two])).toEqual(['one', 'two'])
  })

  it('forgets a hop whose sender goes away, and does not handle it', async () => {
    const { log, gate, kv } = await startLab()
    gate.turn(true)
    const socket = connect(kv.port, '127.0.0.1', () => socket.write('DELETE /foo HTTP/1.1\r\nHost: localhost\r\n\r\n'))
    await holding(log, 1)
    socket.destroy()
    expect(await released(log, 1)).toMatchObject({ cause: 'gone' })
    expect(
      await observed(log, (o): o is ObservationOf<'exchange.failed'> => o.kind === 'exchange.failed'),
    ).toMatchObject({ exchange: 1 })
    expect(heldNow(log)).toEqual([])
  })

  it('holds so many hops and no more', async () => {
    const { log, gate, kv } = await startLab({ capacity: 1 })
    gate.turn(true)
    const first = fetch(`${kv.url}one`)
    await holding(log, 1)
    expect((await fetch(`${kv.url}two`)).status).toBe(200)
    gate.turn(false)
    expect((await first).status).toBe(200)
  })

  it('a long answer in pieces is held as a whole and arrives as a whole', async () => {
    const { log, gate, kv } = await startLab()
    const keys = Array.from({ length: 5_000 }, (_, index) => `key-${String(index).padStart(6, '0')}`)
    await fetch(kv.url, {
      method: 'POST',
      body: JSON.stringify(Object.fromEntries(keys.map((key) => [key, 1]))),
      headers: { 'Content-Type': 'application/json' },
    })
    gate.turn(true)
    const listed = fetch(kv.url)
    await holding(log, 1)
    gate.next()
    await holding(log, 2)
    gate.next()
    expect(await (await listed).json()).toEqual({ keys })
  })

  it('is what a panel that comes late, or after a clear, sees', async () => {
    const { log, gate, kv } = await startLab()
    gate.turn(true)
    const asked = fetch(`${kv.url}one`)
    await holding(log, 1)
    log.clear()
    const [began] = all(log)
    expect(began).toMatchObject({
      kind: 'log.began',
      baseline: { steps: { isOn: true, held: [{ exchange: 1, phase: 'request', to: 'kv' }] } },
    })
    gate.close()
    expect((await asked).status).toBe(200)
    expect(heldNow(log)).toEqual([])
  })

  it('ends with its owner: nothing is held any more', async () => {
    const { log, gate, kv } = await startLab()
    gate.turn(true)
    gate.close()
    gate.turn(true)
    expect((await fetch(`${kv.url}one`)).status).toBe(200)
    expect(countOf(log, 'hop.held')).toBe(0)
  })

  it('is off at first and then leaves no trace', async () => {
    const { log, counter } = await startLab()
    await fetch(counter.url)
    expect(kindsOf(log).filter((kind) => kind.startsWith('hop.') || kind.startsWith('steps.'))).toEqual([])
  })

  it('stands still only while something is held', async () => {
    const { log, gate, kv } = await startLab()
    expect(gate.heldMilliseconds()).toBe(0)
    gate.turn(true, 100)
    await fetch(`${kv.url}one`)
    expect(countOf(log, 'hop.held')).toBe(2)
    const stood = gate.heldMilliseconds()
    expect(stood).toBeGreaterThan(150)
    gate.turn(false)
    await fetch(`${kv.url}one`)
    expect(gate.heldMilliseconds()).toBe(stood)
  })
})
