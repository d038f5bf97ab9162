import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { lastWords } from './last-words.ts'
import { createLineReader } from './lines.ts'
import { nodeArguments, ordersAt, programEnvironment, reportsAt, type StartProgram } from './program.ts'
import { readInMeasure } from './read-in-measure.ts'

/**
 * Milliseconds after its end in which the last of a program's output is waited for: a child of its own may hold the
 * pipe.
 */
const lastOutputAtMost = 300

/**
 * Starts the program at a path by Node itself. Messages are lines of JSON in two pipes of ours, since Node's own
 * (IPC) throws in this process at what it cannot read, heeds messages of its own, and keeps a line that never ends.
 */
export const startNodeProgram =
  (path: string): StartProgram =>
  (listener) => {
    const child = spawn(process.execPath, [...nodeArguments, path], {
      env: programEnvironment(),
      // In, out, error, and behind them the orders (3) and the reports (4).
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      // A process group of its own, which ends with it.
      detached: isPosix,
    })
    const orders = child.stdio[ordersAt] as Writable
    const reports = child.stdio[reportsAt] as Readable
    const streams = [child.stdout, child.stderr, reports]
    let hasEnded = false
    const end = (): void => {
      if (hasEnded) return
      hasEnded = true
      // Who else holds these pipes would keep this process from its end.
      for (const stream of [...streams, orders]) stream?.destroy()
      listener.onEnd()
    }
    const stop = (): void => {
      killGroup(child)
    }
    const onTooLong = (): void => {
      listener.onOutput(lastWords.flood)
      stop()
    }
    const readLines = createLineReader((line) => {
      listener.onMessage(valueIn(line))
    }, onTooLong)
    // A pipe that breaks is told of by the end of the program.
    for (const stream of [...streams, orders]) stream?.on('error', () => undefined)
    for (const stream of [child.stdout, child.stderr])
      readInMeasure(stream, (text) => {
        listener.onOutput(text)
      })
    readInMeasure(reports, readLines)
    // It has shut the way on which it could be asked anything.
    reports.once('end', stop)
    child.once('close', end)
    child.once('exit', () => {
      // What it has started goes with it.
      stop()
      setTimeout(end, lastOutputAtMost)
    })
    child.once('error', end)
    return {
      // One that has just ended is not told; that it ended is told by `onEnd`.
      send: (message) => {
        if (orders.writable) orders.write(`${JSON.stringify(message)}\n`)
      },
      kill: stop,
    }
  }

// What is no JSON is no message: whoever listens will find it to be none.
const valueIn = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const isPosix = process.platform !== 'win32'

// kill(2): a negative number is a group, and that of this one has its own number.
const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return
  try {
    process.kill(isPosix ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    // All of it has ended by itself.
    return
  }
}
