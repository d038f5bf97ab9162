#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { startNodeProgram } from '../exercise/node-program.ts'
import { keepCompiledCode } from './compiled-code.ts'

keepCompiledCode()
const { runInTerminal } = await import('./run-in-terminal.ts')

process.exitCode = await runInTerminal({
  args: process.argv.slice(2),
  panelFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
  startProgram: startNodeProgram(fileURLToPath(new URL('./exercise-child.js', import.meta.url))),
})
