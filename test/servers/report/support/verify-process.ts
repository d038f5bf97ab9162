import { startRefusingProgram } from '../../../../src/servers/exercise/refusing-program.ts'
import { runCommandLine } from '../../../../src/servers/cli/program.ts'

// `sessionscope verify` of one file after the other, in one process: what each prints and comes to, a line of JSON each.
for (const path of process.argv.slice(2)) {
  const printed: string[] = []
  const warned: string[] = []
  const output = {
    print: (line: string) => {
      printed.push(line)
    },
    warn: (line: string) => {
      warned.push(line)
    },
  }
  const code = await runCommandLine(['verify', path], {
    variables: {},
    output,
    panelFolder: '',
    startProgram: startRefusingProgram('none'),
    untilStopped: () => Promise.resolve(),
  })
  console.log(JSON.stringify({ path, code, printed, warned }))
}
