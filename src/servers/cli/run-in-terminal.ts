import { unhandledIn } from './last-resort.ts'
import { terminal } from './output.ts'
import { runCommandLine, type CommandLineContext } from './program.ts'
import { waitForSignal } from './wait-for-signal.ts'

interface TerminalOptions extends Pick<CommandLineContext, 'panelFolder' | 'startProgram'> {
  readonly args: readonly string[]
}

/** Carries out a command line for whoever sits at this process's terminal; returns the exit code. */
export const runInTerminal = ({ args, ...context }: TerminalOptions): Promise<number> => {
  // A reader that has enough (`dump | head`) closes the pipe: that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return runCommandLine(args, { ...context, environment: process.env, output: terminal, untilStopped: () => waitForSignal(process), onUnhandled: unhandledIn(process) })
}
