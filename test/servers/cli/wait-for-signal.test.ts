import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { endWithUs } from '../../support/end-with-us.ts'
import { nodeProgram } from '../../support/node-program.ts'

let program: string
beforeAll(async () => {
  program = await nodeProgram('test/servers/cli/support/waiting-process.ts')
})

// A process that waits for a signal, says so, and then goes on until its input ends.
const waiting = async () => {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const said = async () => String((await lines.next()).value)
  expect(await said()).toBe('waiting')
  return { child, said, exited: once(child, 'exit') as Promise<[number | null, string | null]> }
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the wait, and a repetition at once is the same',
  async (signal) => {
    const { child, said, exited } = await waiting()
    child.kill(signal)
    expect(await said()).toBe('stopping')
    child.kill(signal)
    child.stdin.end()
    expect(await exited).toEqual([0, null])
  },
)

it('a second signal, later, ends the process at once', async () => {
  const { child, said, exited } = await waiting()
  child.kill('SIGINT')
  expect(await said()).toBe('stopping')
  expect(await said()).toBe('a second later')
  child.kill('SIGINT')
  expect(await exited).toEqual([130, null])
})

describe.runIf(process.platform === 'linux')('a process that was started so that it ignores signals', () => {
  // What a shell starts in a script's background says its number; the shell itself ends with its input.
  const startedBy = async (shell: string, script: string) => {
    const child = endWithUs(
      spawn(shell, ['-c', script, shell, process.execPath, program], { stdio: ['pipe', 'pipe', 'inherit'] }),
    )
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const said = async () => String((await lines.next()).value)
    const pid = Number(await said())
    onTestFinished(() => {
      child.kill('SIGKILL')
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    })
    expect(await said()).toBe('waiting')
    return { pid, said }
  }
  const background = '"$1" "$2" --like-the-command & echo $!; wait'

  it.each([
    ['SIGHUP under nohup', 'bash', `nohup ${background}`, 'SIGHUP'],
    ['SIGHUP where the script itself is deaf to it', 'bash', `trap '' HUP; ${background}`, 'SIGHUP'],
    ['SIGHUP where the script itself is deaf to it', 'sh', `trap '' HUP; ${background}`, 'SIGHUP'],
    ['SIGINT in the background of a script', 'bash', background, 'SIGINT'],
    ['SIGINT in the background of a script', 'sh', background, 'SIGINT'],
  ] as const)('goes on at %s (%s)', async (_what, shell, script, signal) => {
    const { pid, said } = await startedBy(shell, script)
    process.kill(pid, signal)
    process.kill(pid, 'SIGUSR2')
    expect(await said()).toBe('still here')
    process.kill(pid, 'SIGTERM')
    expect(await said()).toBe('stopping')
  })

  it.each([
    ['SIGHUP in the background of a script', 'sh', background, 'SIGHUP'],
    ['SIGINT in the foreground of a script', 'bash', 'echo $$; exec "$1" "$2" --like-the-command', 'SIGINT'],
    ['SIGINT under job control', 'bash', `set -m; ${background}`, 'SIGINT'],
  ] as const)('and no other one: it ends at %s (%s)', async (_what, shell, script, signal) => {
    const { pid, said } = await startedBy(shell, script)
    process.kill(pid, signal)
    expect(await said()).toBe('stopping')
  })
})
