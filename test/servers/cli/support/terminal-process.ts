import { startRefusingProgram } from '../../../../src/servers/exercise/refusing-program.ts'
import { runInTerminal } from '../../../../src/servers/cli/run-in-terminal.ts'

// The command line as it is started in a terminal, without a panel and without the student's code.
process.exitCode = await runInTerminal({
  args: process.argv.slice(2),
  panelFolder: '/nowhere',
  startProgram: startRefusingProgram('no program'),
})
