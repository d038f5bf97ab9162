import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createExerciseRunner } from '../../../src/servers/exercise/exercise-runner.ts'
import { openExercise } from '../../../src/servers/exercise/student-exercise.ts'
import { systemClock } from '../../../src/shared/base/clock.ts'
import { exerciseProgram } from '../../support/exercise-program.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// What a program of the student's does to the process that started it: nothing.

const startProgram = exerciseProgram()
const patience = 60_000

/** A runner of a class whose `getKey` does what is given. */
const runnerOf = async (getKey: string) => {
  const source = `export class KeyValueSessionStore {\n  async setKey() {}\n  async deleteKey() {}\n  async getKey(): Promise<unknown> { ${getKey} }\n}`
  const runner = createExerciseRunner(startProgram, source)
  onTestFinished(() => {
    runner.close()
  })
  await runner.prepare()
  const call = (method: 'getKey' | 'setKey', milliseconds: number) =>
    runner.call({
      instance: 'one',
      url: 'http://localhost:9',
      method,
      args: ['"key"'],
      signal: AbortSignal.timeout(milliseconds),
    })
  return { runner, call }
}

const fs = `const fs = process.getBuiltinModule('node:fs')`
const pause = (milliseconds: number): string => `await new Promise((done) => setTimeout(done, ${String(milliseconds)}))`

/** Writes without end, waiting only where the pipe is full. */
const flood = (fd: number, text: string): string =>
  `${fs}; for (;;) try { fs.writeSync(${String(fd)}, ${text}) } catch (error) { if ((error as any).code !== 'EAGAIN') throw error; ${pause(1)} }`

describe("a student's program", () => {
  it.each([3, 4])(
    'says what it likes on descriptor %i, and is heard no less',
    async (fd) => {
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
      )
      expect(await call('getKey', patience)).toMatchObject({ state: 'returned', json: '"well"' })
      expect(await call('getKey', patience)).toMatchObject({ state: 'returned', json: '"well"' })
    },
    patience,
  )

  it(
    'has no channel of Node to the process that started it',
    async () => {
      const { call } = await runnerOf(
        `const p = process as any; return [typeof p.send, typeof p._send, typeof p.channel, typeof p.connected, Object.keys(process.env).length]`,
      )
      expect(await call('getKey', patience)).toMatchObject({
        json: '["undefined","undefined","undefined","undefined",0]',
      })
    },
    patience,
  )

  it.each([
    [1, 'without a line end', `'x'.repeat(1e6)`],
    [2, 'without a line end', `'x'.repeat(1e6)`],
    [3, 'without a line end', `'x'.repeat(1e6)`],
    [4, 'without a line end', `'x'.repeat(1e6)`],
    [4, 'in short lines', `'x\\n'.repeat(1e5)`],
    [4, 'in answers that nobody asked for', `'{"kind":"pong"}\\n'.repeat(1e4)`],
  ])(
    'fills no memory and takes no turn by a flood on descriptor %i %s',
    async (fd, _how, text) => {
      const { call } = await runnerOf(flood(fd, text))
      const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external
      const before = held()
      let turns = 0
      const turning = setInterval(() => (turns += 1), 10)
      const { state } = await call('getKey', 2_000)
      clearInterval(turning)
      expect(['stopped', 'unfinished']).toContain(state)
      expect(held() - before).toBeLessThan(100_000_000)
      expect(turns).toBeGreaterThan(0)
      expect(await call('setKey', patience)).toMatchObject({
        state: expect.stringMatching(/returned|stopped/) as unknown,
      })
    },
    patience,
  )

  it.skipIf(process.platform === 'win32')(
    'takes what it has started with it, also what holds its pipes',
    async () => {
      const temporary = await temporaryFolder()
      onTestFinished(() => temporary.remove())
      const file = join(temporary.path, 'pid')
      const { runner, call } = await runnerOf(
        `${fs}; const { pid } = process.getBuiltinModule('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' }); fs.writeFileSync(${JSON.stringify(file)}, String(pid)); return pid`,
      )
      await call('getKey', patience)
      const pid = Number(await readFile(file, 'utf8'))
      expect(pid).toBeGreaterThan(1)
      runner.close()
      await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
    },
    patience,
  )

  it(
    'does not hold up the end while it is checked, however much it writes',
    async () => {
      const temporary = await temporaryFolder()
      const exercise = valueOf(await openExercise({ folder: temporary.path, clock: systemClock, startProgram }))
      const source = `setInterval(() => { console.log('x'.repeat(1e6)) }, 1)\nexport class KeyValueSessionStore {\n  async setKey() { ${pause(60_000)} }\n  async deleteKey() {}\n  async getKey() {}\n}`
      valueOf(await exercise.write(source, exercise.current().digest))
      const checked = exercise.check()
      const began = performance.now()
      await exercise.close()
      await checked
      expect(performance.now() - began).toBeLessThan(4_000)
      await temporary.remove()
    },
    patience,
  )
})

// A zombie has ended; whoever has to reap it may be late.
const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
