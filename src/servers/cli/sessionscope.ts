#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { terminal } from './output.ts'
import { runCommandLine } from './program.ts'
import { waitForSignal } from './wait-for-signal.ts'

// A reader that has enough (`dump | head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  output: terminal,
  panelFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
  exerciseProgram: fileURLToPath(new URL('./exercise-child.js', import.meta.url)),
  untilStopped: () => waitForSignal(process),
})
