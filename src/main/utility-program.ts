import { utilityProcess } from 'electron'
import { nodeArguments, programEnvironment, type StartProgram } from '../servers/exercise/program.ts'
import { readInMeasure } from '../servers/exercise/read-in-measure.ts'
import { descendantsOf } from './descendants.ts'

/** Milliseconds after its end in which the last of a program's output is waited for. */
const lastOutputAtMost = 100

/**
 * Starts the program at a path in a process of Electron's: a packed application is no Node that could be started (fuse
 * `RunAsNode`).
 */
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
    for (const stream of [child.stdout, child.stderr]) readInMeasure(stream, keep)
    child.on('message', (message: unknown) => {
      listener.onMessage(message)
    })
    child.once('exit', () =>
      setTimeout(() => {
        listener.onEnd()
      }, lastOutputAtMost),
    )
    return {
      send: (message) => {
        child.postMessage(message)
      },
      kill: () => {
        kill(child)
      },
    }
  }

// `kill()` asks politely (SIGTERM); code that never comes to an end does not hear it. What it has started would
// outlive it: it has no process group of its own here.
const kill = (child: Electron.UtilityProcess): void => {
  const { pid } = child
  if (pid === undefined) child.kill()
  else for (const one of [pid, ...descendantsOf(pid)]) killOne(one)
}

const killOne = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself a moment ago.
    return
  }
}
