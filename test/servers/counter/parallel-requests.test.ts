import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { createMemoryEntries } from '../../../src/servers/kv/entries/memory-entries.ts'
import { plainSessionStore } from '../../support/plain-session-store.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { mapMethods } from '../../support/map-methods.ts'
import { newLog } from '../../support/serve.ts'
import { serveRaw } from '../../support/unruly-store.ts'
import { cookieOf, visitorOf, type Answer } from '../../support/visitor.ts'

const serverSide = settingsOf({ USE_SESSION_STORE: true })

const expectEachOnce = (answers: readonly Answer[], from: number): void => {
  expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
  const counts = answers.map(({ count }) => count ?? 0).sort((a, b) => a - b)
  expect(counts).toEqual(Array.from(answers, (_answer, place) => from + place))
}

describe('parallel requests of one server-side session', () => {
  it.each([50, 200])('%i of them count exactly', async (many) => {
    const log = newLog()
    const kv = await serveKeyValue({ log })
    const visit = visitorOf((await serveCounter({ settings: serverSide, storeUrl: kv.url, log })).url)
    const cookie = cookieOf(await visit('/'))
    const answers = await Promise.all(Array.from({ length: many }, () => visit('/', { cookie })))
    expectEachOnce(answers, 2)
    expect((await visit('/', { cookie })).count).toBe(many + 2)
  })

  it('count exactly over two counters and one store', async () => {
    const kv = await serveKeyValue()
    const counters = await Promise.all([1, 2].map(() => serveCounter({ settings: serverSide, storeUrl: kv.url })))
    const [one, other] = counters.map(({ url }) => visitorOf(url))
    if (!one || !other) throw new Error('two counters')
    const cookie = cookieOf(await one('/'))
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, turn) => (turn % 2 === 0 ? one : other)('/', { cookie })),
    )
    expectEachOnce(answers, 2)
    expect((await other('/', { cookie })).count).toBe(402)
  })

  it('count exactly on a plain store, inside one counter', async () => {
    const exercise = plainSessionStore(mapMethods())
    const visit = visitorOf((await serveCounter({ settings: { ...serverSide, USE_EXERCISE: true }, exercise })).url)
    const cookie = cookieOf(await visit('/'))
    expectEachOnce(await Promise.all(Array.from({ length: 50 }, () => visit('/', { cookie }))), 2)
  })

  it('do not hold up other sessions, which count for themselves', async () => {
    const kv = await serveKeyValue()
    const visit = visitorOf((await serveCounter({ settings: serverSide, storeUrl: kv.url })).url)
    const cookies = (await Promise.all(Array.from({ length: 10 }, () => visit('/')))).map(cookieOf)
    const answers = await Promise.all(
      cookies.map((cookie) => Promise.all(Array.from({ length: 20 }, () => visit('/', { cookie })))),
    )
    for (const ofOne of answers) expectEachOnce(ofOne, 2)
  })

  it('lose updates when locking is off, as in the original', async () => {
    const entries = createMemoryEntries({ clock: systemClock })
    const kv = await serveKeyValue({ entries })
    // Every read waits for the others: the most unlucky, and so a repeatable, order of events.
    const barrier = await serveBarrier(kv.url, 5)
    const visit = visitorOf(
      (await serveCounter({ settings: { ...serverSide, LOCK_SESSIONS: false }, storeUrl: barrier })).url,
    )
    const cookie = cookieOf(await visit('/'))
    const answers = await Promise.all(Array.from({ length: 5 }, () => visit('/', { cookie })))
    expect(answers.map(({ count }) => count)).toEqual([2, 2, 2, 2, 2])
  })

  it('end in one state or the other when one of them resets', async () => {
    const kv = await serveKeyValue()
    const visit = visitorOf((await serveCounter({ settings: serverSide, storeUrl: kv.url })).url)
    const cookie = cookieOf(await visit('/'))
    const visits = Array.from({ length: 20 }, (_, turn) =>
      turn === 10 ? visit('/reset', { method: 'POST', cookie }) : visit('/', { cookie }),
    )
    const answers = await Promise.all(visits)
    const counted = answers.filter(({ status }) => status === 200)
    const kept = counted.filter((answer) => cookieOf(answer) === cookie)
    const renewed = counted.filter((answer) => cookieOf(answer) !== cookie)
    expectEachOnce(kept, 2)
    expect(renewed.map(({ count }) => count)).toEqual(renewed.map(() => 1))
    expect(kept.length + renewed.length).toBe(19)
  })
})

/** Stands before a store and holds back every read until `many` have come. */
const serveBarrier = async (storeUrl: string, many: number): Promise<string> => {
  const store = visitorOf(storeUrl)
  const waiting: (() => void)[] = []
  return serveRaw((request, response) => {
    const chunks: Buffer[] = []
    const forward = async () => {
      if (request.method === 'POST') {
        const answer = await fetch(storeUrl, {
          method: 'POST',
          body: Buffer.concat(chunks),
          headers: { 'Content-Type': 'application/json' },
        })
        response.end(await answer.text())
        return
      }
      const answer = await store(request.url ?? '/')
      waiting.push(() => response.end(answer.body))
      if (waiting.length === many) for (const release of waiting) release()
    }
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => void forward())
  })
}
