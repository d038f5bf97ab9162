import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createExerciseRunner } from '../../../src/servers/exercise/exercise-runner.ts'
import { createExerciseStore } from '../../../src/servers/exercise/exercise-session-store.ts'
import { exerciseTemplate, workedSolution } from '../../../src/servers/exercise/exercise-texts.ts'
import { exerciseProgram } from '../../support/exercise-program.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { newLog } from '../../support/serve.ts'
import { serveUnruly } from '../../support/unruly-store.ts'
import { cookieOf, visitorOf } from '../../support/visitor.ts'
import { sessionStoreSuite } from '../../suites/session-store.ts'

const start = exerciseProgram()
const shared = createExerciseRunner(start, workedSolution)
afterAll(() => {
  shared.close()
})

const runnerOf = (source: string) => {
  const runner = createExerciseRunner(start, source)
  onTestFinished(() => {
    runner.close()
  })
  return runner
}

// Its start is no part of any call: on a busy machine it takes longer than one may.
const startAtMost = 60_000
beforeAll(() => shared.prepare(), startAtMost)

const solved = async () => {
  const { url } = await serveKeyValue()
  return createExerciseStore({ runner: shared, url: () => url })
}

// axios itself drops members of these names from what it sends.
sessionStoreSuite('the worked solution', solved, ['__proto__', 'constructor', 'prototype'])

const settings = settingsOf({ USE_SESSION_STORE: true, USE_EXERCISE: true })

/** A counter with the student's code, on a key-value service that both write into one log. */
const startCounter = async (source: string) => {
  const log = newLog()
  const kv = await serveKeyValue({ log })
  const store = await serveUnruly(kv.url)
  const runner = runnerOf(source)
  await runner.examine()
  const exercise = createExerciseStore({ runner, url: () => store.url })
  const visit = visitorOf((await serveCounter({ settings, exercise, log })).url)
  return { log, store, visit }
}

describe('a counter with the exercise', () => {
  it('counts each visitor, and shows the calls of the code as its own', async () => {
    const { log, visit } = await startCounter(workedSolution)
    const cookie = cookieOf(await visit('/'))
    expect((await visit('/', { cookie })).count).toBe(2)
    expect((await visit('/')).count).toBe(1)
    const answers = await Promise.all(Array.from({ length: 10 }, () => visit('/')))
    expect(answers.map(({ count }) => count)).toEqual(answers.map(() => 1))
    const requests = log
      .read(0, Number.MAX_SAFE_INTEGER)
      .filter((observation) => observation.kind === 'exchange.requested')
    const [first, call] = requests
    expect([first?.to, call?.from, call?.to, call?.method, call?.parent]).toEqual([
      'counter',
      'counter',
      'kv',
      'POST',
      first?.exchange,
    ])
    const parents = requests.filter(({ to }) => to === 'kv').map(({ parent }) => parent)
    expect(new Set(parents).size).toBe(13)
    expect(parents).not.toContain(undefined)
  })

  it('names the missing method on its page', async () => {
    const { visit } = await startCounter(exerciseTemplate)
    const first = await visit('/')
    expect([first.status, first.setCookies]).toEqual([500, []])
    expect(first.body).toContain('KeyValueSessionStore.setKey is not implemented')
    const cookie = `session=3f8c5e5e-52a5-4b1c-9a55-0c1a0d3f7f10`
    expect((await visit('/', { cookie })).body).toContain('KeyValueSessionStore.getKey is not implemented')
    expect((await visit('/reset', { method: 'POST', cookie })).status).toBe(500)
  })

  it('answers 503 while the service is away, loses nothing, and goes on', async () => {
    const { store, visit } = await startCounter(workedSolution)
    const cookie = cookieOf(await visit('/'))
    for (const manner of ['hanging', 'cut off'] as const) {
      store.behave(manner)
      const answer = await visit('/', { cookie })
      expect([answer.status, answer.setCookies]).toEqual([503, []])
      expect(answer.body).toContain('KeyValueSessionStore.getKey')
    }
    store.behave('well')
    expect((await visit('/', { cookie })).count).toBe(2)
  })

  it.each<[string, string, RegExp]>([
    ['never comes to an end', 'while (true) {}', /KeyValueSessionStore\.setKey did not (finish|return)/],
    ['ends its program', 'process.exit(1)', /KeyValueSessionStore\.setKey did not finish: .*process\.exit/],
    [
      'throws',
      `throw new TypeError('what now')`,
      /KeyValueSessionStore\.setKey failed at line \d+: TypeError: what now/,
    ],
    ['never settles', 'return new Promise(() => {})', /KeyValueSessionStore\.setKey did not return in time/],
    ['is no TypeScript', 'return ((', /cannot be used\. Line \d+: Syntax error/],
  ])('goes on when the code %s', async (_name, body, told) => {
    const source = workedSolution.replace('await axios.post(this.url, { [key]: value })', body)
    const { visit } = await startCounter(source)
    const answer = await visit('/')
    expect([500, 503]).toContain(answer.status)
    expect(answer.body).toMatch(told)
    expect((await visit('/favicon.ico')).status).toBe(204)
    expect([500, 503]).toContain((await visit('/')).status)
  })

  it('knows nothing of what the lab knows', async () => {
    process.env['SESSIONSCOPE_TEST_SECRET'] = 'secret'
    const source = workedSolution.replace(
      'await axios.post(this.url, { [key]: value })',
      'throw new Error(JSON.stringify([Object.keys(process.env), typeof process.send]))',
    )
    const { visit } = await startCounter(source)
    delete process.env['SESSIONSCOPE_TEST_SECRET']
    expect((await visit('/')).body).toContain('[[],&quot;undefined&quot;]')
  })
})
