import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildNodeProgram } from '../../support/node-program.ts'

let program: Awaited<ReturnType<typeof buildNodeProgram>>
beforeAll(async () => {
  program = await buildNodeProgram('test/servers/cli/support/waiting-process.ts')
})
afterAll(() => program.remove())

// A process that waits for a signal, says so, and then goes on until its input ends.
const waiting = async () => {
  const child = spawn(process.execPath, [program.path], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const said = async () => String((await lines.next()).value)
  expect(await said()).toBe('waiting')
  return { child, said, exited: once(child, 'exit') as Promise<[number | null, string | null]> }
}

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends the wait, and a repetition at once is the same', async (signal) => {
  const { child, said, exited } = await waiting()
  child.kill(signal)
  expect(await said()).toBe('stopping')
  child.kill(signal)
  child.stdin.end()
  expect(await exited).toEqual([0, null])
})

it('a second signal, later, ends the process at once', async () => {
  const { child, said, exited } = await waiting()
  child.kill('SIGINT')
  expect(await said()).toBe('stopping')
  expect(await said()).toBe('a second later')
  child.kill('SIGINT')
  expect(await exited).toEqual([130, null])
})
