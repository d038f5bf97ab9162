import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')
export const program = join(root, 'out/main/sessionscope.js')

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs a program to its end, without input, and keeps what it said. */
export const run = async (
  command: string,
  args: readonly string[],
  { cwd, environment }: RunOptions = {},
): Promise<Finished> => {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

/** Runs the built `sessionscope` with these arguments. */
export const sessionscope = (args: readonly string[], options?: RunOptions): Promise<Finished> =>
  run(process.execPath, [program, ...args], options)
