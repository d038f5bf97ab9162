import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'vitest'
import { createExerciseRunner } from '../../../src/servers/exercise/exercise-runner.ts'
import { openExercise } from '../../../src/servers/exercise/student-exercise.ts'
import type { StartProgram } from '../../../src/servers/exercise/program.ts'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { exerciseProgram } from '../../support/exercise-program.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// What a program of the student's does to the process that started it: nothing.

const startProgram = exerciseProgram()
// Four times what the lab itself waits for a program that is silent: the machine may be busy otherwise.
const patience = 120_000

/** A runner of a class whose `getKey` does what is given, until the test is over. */
const runnerOf = async (getKey: string, onTestFinished: TestContext['onTestFinished']) => {
  const source = `export class KeyValueSessionStore {\n  async setKey() {}\n  async deleteKey() {}\n  async getKey(): Promise<unknown> { ${getKey} }\n}`
  const runner = createExerciseRunner(startProgram, source)
  onTestFinished(() => {
    runner.close()
  })
  await runner.prepare()
  const call = (method: 'getKey' | 'setKey', signal = AbortSignal.timeout(patience)) =>
    runner.call({ instance: 'one', url: 'http://localhost:9', method, args: ['"key"'], signal })
  return { runner, call }
}

const fs = `const fs = process.getBuiltinModule('node:fs')`
const pause = (milliseconds: number): string => `await new Promise((done) => setTimeout(done, ${String(milliseconds)}))`

/** Writes without end, waiting only where the pipe is full. */
const flood = (fd: number, text: string): string =>
  `${fs}; for (;;) try { fs.writeSync(${String(fd)}, ${text}) } catch (error) { if ((error as any).code !== 'EAGAIN') throw error; ${pause(1)} }`

/** Turns of this process after which it has been seen to get its own, each of ten milliseconds or more. */
const turnsSeen = 100

describe.concurrent("a student's program", () => {
  // First, since the one on descriptor 1 blocks its program, which is only found out once it has used up a second of the processor.
  it.for([
    [1, 'without a line end', `'x'.repeat(1e6)`],
    [2, 'without a line end', `'x'.repeat(1e6)`],
    [3, 'without a line end', `'x'.repeat(1e6)`],
    [4, 'without a line end', `'x'.repeat(1e6)`],
    [4, 'in short lines', `'x\\n'.repeat(1e5)`],
    [4, 'in answers that nobody asked for', `'{"kind":"pong"}\\n'.repeat(1e4)`],
  ] as const)(
    'fills no memory and takes no turn by a flood on descriptor %i %s',
    { timeout: 2 * patience },
    async ([fd, _how, text], { expect, onTestFinished }) => {
      const { call } = await runnerOf(flood(fd, text), onTestFinished)
      const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external
      const before = held()
      let turns = 0
      const enough = new AbortController()
      const turning = setInterval(() => {
        turns += 1
        if (turns === turnsSeen) enough.abort()
      }, 10)
      onTestFinished(() => {
        clearInterval(turning)
      })
      const { state } = await call('getKey', enough.signal)
      // A busy machine may end it before it is ready, which refuses the call.
      expect(['stopped', 'unfinished', 'refused']).toContain(state)
      expect(held() - before).toBeLessThan(100_000_000)
      expect(turns).toBeGreaterThan(0)
      expect(await call('setKey')).toMatchObject({
        state: expect.stringMatching(/returned|stopped|refused/) as unknown,
      })
    },
  )

  it.for([3, 4])(
    'says what it likes on descriptor %i, and is heard no less',
    async (fd, { expect, onTestFinished }) => {
      const lines = [
        'no JSON',
        '{',
        '{"cmd":"NODE_HANDLE","type":"net.Server"}',
        '{"cmd":"NODE_CLUSTER"}',
        '["x"]',
        'null',
        '{"kind":"pong"}',
        '{"kind":"settled","id":-1}',
        '\\u0000',
        '',
      ]
      const { call } = await runnerOf(
        `${fs}; fs.writeSync(${String(fd)}, ${JSON.stringify(lines.map((line) => `${line}\n`).join(''))}); return 'well'`,
        onTestFinished,
      )
      expect(await call('getKey')).toMatchObject({ state: 'returned', json: '"well"' })
      expect(await call('getKey')).toMatchObject({ state: 'returned', json: '"well"' })
    },
  )

  it('has no channel of Node to the process that started it', async ({ expect, onTestFinished }) => {
    const { call } = await runnerOf(
      `const p = process as any; return [typeof p.send, typeof p._send, typeof p.channel, typeof p.connected, Object.keys(process.env).length]`,
      onTestFinished,
    )
    expect(await call('getKey')).toMatchObject({ json: '["undefined","undefined","undefined","undefined",0]' })
  })

  it.skipIf(process.platform === 'win32')(
    'takes what it has started with it, also what holds its pipes',
    async ({ expect, onTestFinished }) => {
      const temporary = await temporaryFolder()
      onTestFinished(() => temporary.remove())
      const file = join(temporary.path, 'pid')
      const { runner, call } = await runnerOf(
        `${fs}; const { pid } = process.getBuiltinModule('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' }); fs.writeFileSync(${JSON.stringify(file)}, String(pid)); return pid`,
        onTestFinished,
      )
      await call('getKey')
      const pid = Number(await readFile(file, 'utf8'))
      expect(pid).toBeGreaterThan(1)
      runner.close()
      await expect.poll(() => isRunning(pid)).toBe(false)
    },
  )

  it('does not hold up the end while it is checked, however much it writes', async ({ expect, onTestFinished }) => {
    const temporary = await temporaryFolder()
    onTestFinished(() => temporary.remove())
    const { start, secondWrites } = listening()
    const exercise = valueOf(await openExercise({ folder: temporary.path, clock: systemClock, startProgram: start }))
    onTestFinished(() => exercise.close())
    const source = `setInterval(() => { console.log('x'.repeat(1e6)) }, 1)\nexport class KeyValueSessionStore {\n  async setKey() { ${pause(60_000)} }\n  async deleteKey() {}\n  async getKey() {}\n}`
    valueOf(await exercise.write(source, exercise.current().digest))
    const checked = exercise.check()
    // The first one only looks whether the file can be loaded.
    await secondWrites
    await exercise.close()
    // The call that would have gone on for a minute was cut off, and is not said to have waited until its time was over.
    expect(valueOf(await checked).results).toContainEqual(
      expect.objectContaining({
        behaviour: 'round-trip',
        outcome: expect.objectContaining({
          explanation: expect.stringMatching(/the code was stopped\.$/) as unknown,
        }) as unknown,
      }),
    )
  })
})

/** Starts programs, and tells when the second one has written something. */
const listening = () => {
  let tell = (): void => undefined
  const secondWrites = new Promise<void>((resolve) => (tell = resolve))
  let started = 0
  const start: StartProgram = (listener) => {
    const number = (started += 1)
    return startProgram({
      ...listener,
      onOutput: (text) => {
        if (number === 2) tell()
        listener.onOutput(text)
      },
    })
  }
  return { start, secondWrites }
}

// A zombie has ended; whoever has to reap it may be late.
const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
