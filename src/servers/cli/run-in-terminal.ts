import { failure, success, type Result } from '../../shared/base/result.ts'
import { ignoredAtStart, startEvidence } from './ignored-signals.ts'
import { unhandledIn } from './last-resort.ts'
import { terminal } from './output.ts'
import { runCommandLine, type CommandLineContext } from './program.ts'
import { waitForSignal } from './wait-for-signal.ts'

interface TerminalOptions extends Pick<CommandLineContext, 'panelFolder' | 'startProgram'> {
  readonly args: readonly string[]
}

/** Milliseconds in which everything has ended after it was told to; what hangs then is left to the system. */
const endingAtMost = 20_000

/** Bytes that are read of the input at most: it is a secret. */
const inputAtMost = 65_536

const readBounded = async (input: AsyncIterable<Buffer | string>): Promise<Result<Buffer>> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > inputAtMost) return failure('bad-input', `the input is longer than ${inputAtMost} bytes`)
    chunks.push(bytes)
  }
  return success(Buffer.concat(chunks))
}

/** Carries out a command line for whoever sits at this process's terminal; returns the exit code. */
export const runInTerminal = async ({ args, ...context }: TerminalOptions): Promise<number> => {
  const lost: string[] = []
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A reader that has enough (`dump | head`) closes the pipe: that is no error of ours, and servers go on without it.
    if (code === 'EPIPE' || lost.push(message) > 1) return
    terminal.warn(`sessionscope: the output cannot be written (${message})`)
  })
  // Who reads the warnings may go, too, and the disk that they go to may be full: that is no reason to end.
  process.stderr.on('error', () => undefined)
  const untilStopped = async (): Promise<void> => {
    await waitForSignal(process, ignoredAtStart(startEvidence(process.env)))
    setTimeout(() => {
      terminal.warn('sessionscope: something did not end in time and was left')
      process.exit(1)
    }, endingAtMost).unref()
  }
  const onUnhandled = unhandledIn(process)
  const code = await runCommandLine(args, {
    ...context,
    variables: process.env,
    output: terminal,
    readInput: () => readBounded(process.stdin),
    untilStopped,
    onUnhandled,
  })
  return lost.length > 0 && code === 0 ? 1 : code
}
