import { utilityProcess } from 'electron'
import { nodeArguments, programEnvironment, type StartProgram } from '../servers/exercise/program.ts'

/** Milliseconds after its end in which the last of a program's output is waited for. */
const lastOutputAtMost = 100

/** Starts the program at a path in a process of Electron's: a packed application is no Node that could be started (fuse `RunAsNode`). */
export const startUtilityProgram =
  (path: string): StartProgram =>
  (listener) => {
    const child = utilityProcess.fork(path, [], {
      serviceName: 'Sessionscope exercise',
      execArgv: [...nodeArguments],
      env: programEnvironment(),
      stdio: 'pipe',
    })
    const keep = (text: string): void => {
      listener.onOutput(text)
    }
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', keep)
    child.on('message', (message: unknown) => {
      listener.onMessage(message)
    })
    child.once('exit', () => setTimeout(() => { listener.onEnd() }, lastOutputAtMost))
    return {
      send: (message) => {
        child.postMessage(message)
      },
      kill: () => {
        kill(child)
      },
    }
  }

// `kill()` asks politely (SIGTERM); code that never comes to an end does not hear it.
const kill = (child: Electron.UtilityProcess): void => {
  try {
    if (child.pid === undefined) child.kill()
    else process.kill(child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself a moment ago.
    return
  }
}
