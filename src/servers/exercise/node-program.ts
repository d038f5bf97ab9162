import { fork } from 'node:child_process'
import { nodeArguments, programEnvironment, type StartProgram } from './program.ts'

/** Milliseconds after its end in which the last of a program's output is waited for: a child of its own may hold the pipe. */
const lastOutputAtMost = 300

/** Starts the program at a path by Node itself. */
export const startNodeProgram =
  (path: string): StartProgram =>
  (listener) => {
    const child = fork(path, { execArgv: [...nodeArguments], env: programEnvironment(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    let hasEnded = false
    const end = (): void => {
      if (hasEnded) return
      hasEnded = true
      listener.onEnd()
    }
    child.on('message', (message) => {
      listener.onMessage(message)
    })
    const keep = (text: string): void => {
      listener.onOutput(text)
    }
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', keep)
    child.once('close', end)
    child.once('exit', () => setTimeout(end, lastOutputAtMost))
    child.once('error', end)
    return {
      // One that has just ended is not told; that it ended is told by `onEnd`.
      send: (message) => {
        if (child.connected) child.send(message, () => undefined)
      },
      kill: () => {
        child.kill('SIGKILL')
      },
    }
  }
