import type { Order, ProcessReport } from './messages.ts'
import type { StartProgram } from './program.ts'

/** Stands in where no program can be started: whatever file it is given, it says why. */
export const startRefusingProgram =
  (message: string): StartProgram =>
  (listener) => {
    const report = (said: ProcessReport): void => {
      setImmediate(() => {
        listener.onMessage(said)
      })
    }
    report({ kind: 'ready' })
    return {
      send: (order) => {
        if ((order as Order).kind === 'load') report({ kind: 'refused', problems: [{ message }] })
      },
      kill: () => {
        setImmediate(() => {
          listener.onEnd()
        })
      },
    }
  }
