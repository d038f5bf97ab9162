import { runInTerminal } from '../../../../src/servers/cli/run-in-terminal.ts'
import { startRefusingProgram } from '../../../../src/servers/exercise/refusing-program.ts'

// A command line in which each line of its input is thrown, and rejected, where nobody catches it.
process.stdin.setEncoding('utf8').on('data', (line: string) => {
  void Promise.reject(new Error(`rejected ${line.trim()}`))
  setTimeout(() => {
    throw new Error(`thrown ${line.trim()}`)
  })
})
process.exitCode = await runInTerminal({
  args: process.argv.slice(2),
  panelFolder: '.',
  startProgram: startRefusingProgram('no program'),
})
process.stdin.destroy()
