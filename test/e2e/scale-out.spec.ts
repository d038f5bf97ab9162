import { expect } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasRedis, startRedis, type TestRedis } from '../support/redis-server.ts'
import { startProgram, stopProgram, temporaryFolder, type Started } from './support/headless.ts'
import { test } from './support/kept.ts'
import { ask } from './support/raw-request.ts'
import { sessionscope } from './support/run-program.ts'
import { visit, type Visited } from './support/visit.ts'

// Four counters, two key-value services, one Redis: what requests of one session do to each other across processes.

interface Cluster {
  readonly redis: TestRedis
  readonly counters: readonly Started[]
  readonly kvs: readonly string[]
  readonly close: () => Promise<void>
}

const startCluster = async (): Promise<Cluster> => {
  const redis = await startRedis()
  const folder = await temporaryFolder()
  const start = async (name: string, command: string, settings: string, wanted: string): Promise<Started> => {
    const config = join(folder.path, `${name}.cfg`)
    await writeFile(config, settings)
    return startProgram([command, '--port', '0', '--config', config, '--data', folder.path], [wanted])
  }
  const services = await Promise.all(
    [1, 2].map((n) => start(`kv-${n}`, 'kv', `KV_STORE = '${redis.url}'\n`, 'key-value')),
  )
  const kvs = services.map(({ urls }) => urls['key-value'] ?? '')
  const settings = (n: number) => `USE_SESSION_STORE = True\nKV_URL = '${kvs[n % kvs.length] ?? ''}'\n`
  const counters = await Promise.all([0, 1, 2, 3].map((n) => start(`counter-${n}`, 'counter', settings(n), 'counter')))
  return {
    redis,
    counters,
    kvs,
    close: async () => {
      await Promise.all([...counters, ...services].map(({ process: child }) => stopProgram(child)))
      await redis.stop()
      await folder.close()
    },
  }
}

const url = ({ urls }: Started): string => urls['counter'] ?? ''
const counts = (answers: readonly Visited[]) => answers.flatMap(({ count }) => count ?? [])
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)

test.describe('four counters, two key-value services, one Redis', () => {
  test.skip(!hasRedis, 'there is no redis-server on this machine')
  test.setTimeout(180_000)

  test('2000 parallel requests on 10 sessions lose nothing, and every answer is 200', async ({}, testInfo) => {
    const { counters, kvs, close } = await startCluster()
    const sessions = await Promise.all(upTo(10).map(async (n) => (await visit(url(counters[n % 4] as Started))).cookie))
    const began = performance.now()
    const answers = await Promise.all(
      sessions.map((cookie) => Promise.all(upTo(200).map((n) => visit(url(counters[n % 4] as Started), cookie)))),
    )
    const seconds = (performance.now() - began) / 1000
    testInfo.annotations.push({ type: 'time', description: `2000 requests in ${seconds.toFixed(1)} s` })
    console.log(`2000 requests on 10 sessions over 4 counters: ${seconds.toFixed(1)} s`)
    expect(
      answers
        .flat()
        .filter(({ status }) => status !== 200)
        .map(({ text }) => text),
    ).toEqual([])
    // Every count from 2 to 201 was shown once, in each session.
    for (const answered of answers)
      expect(counts(answered).sort((one, other) => one - other)).toEqual(upTo(201).slice(1))

    // Nothing of how it is done shows in the store.
    const ids = sessions.map((cookie) => cookie.replace('session=', '')).sort()
    for (const kv of kvs) expect((await ask(kv, '/')).json()).toEqual({ keys: ids })
    const { stdout } = await sessionscope(['dump', kvs[0] ?? ''])
    expect(stdout).toBe(ids.map((id) => `{\n  "${id}": {\n    "count": 201\n  }\n}\n`).join(''))
    await close()
  })

  test('kill -9 of one counter in the middle blocks nobody; every acknowledged count is there', async () => {
    const { counters, kvs, close } = await startCluster()
    const [victim, ...others] = counters as [Started, Started, Started, Started]
    const { cookie } = await visit(url(victim))
    const each = 100
    let answered = 0
    const asked = counters.flatMap((counter) =>
      upTo(each).map(async () => {
        const answer = await visit(url(counter), cookie).catch(() => undefined)
        answered += 1
        // In the middle: every counter has requests under way.
        if (answered === each) victim.process.kill('SIGKILL')
        return { counter, answer }
      }),
    )
    const results = await Promise.all(asked)
    const ofOthers = results.filter(({ counter }) => counter !== victim).map(({ answer }) => answer?.status)
    expect(new Set(ofOthers)).toEqual(new Set([200]))
    const acknowledged = results.filter(({ answer }) => answer?.status === 200).length
    const stored = (await ask(kvs[1] ?? '', `/${cookie.replace('session=', '')}`)).json()
    const final = Object.values(stored as Record<string, { count: number }>)[0]?.count ?? 0
    // The first visit counts too. No two acknowledged answers showed the same count.
    expect(final).toBeGreaterThanOrEqual(acknowledged + 1)
    expect(final).toBeLessThanOrEqual(4 * each + 1)
    const shown = counts(results.flatMap(({ answer }) => answer ?? []))
    expect(new Set(shown).size).toBe(acknowledged)
    console.log(`one counter killed: ${acknowledged} of ${4 * each} acknowledged, the count is ${final - 1}`)

    expect((await visit(url(others[0]), cookie)).count).toBe(final + 1)
    await close()
  })
})
