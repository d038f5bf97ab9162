import { onTestFinished } from 'vitest'
import { success } from '../../../../src/shared/base/result.ts'
import { runCommandLine } from '../../../../src/servers/cli/program.ts'
import { startRefusingProgram } from '../../../../src/servers/exercise/refusing-program.ts'
import type { SenderLimits } from '../../../../src/servers/http/serve-app.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

interface CommandOptions {
  readonly data?: string
  readonly limits?: SenderLimits
  readonly variables?: Readonly<Record<string, string>>
  /** What is written to the command. */
  readonly input?: string
}

/** One command line in this process: what it prints, and what ends it; on a new data folder unless told. */
export const startCommand = async (
  args: readonly string[],
  { data, limits, variables, input }: CommandOptions = {},
) => {
  const folder = await temporaryFolder()
  let stop: () => void = () => undefined
  const untilStopped = new Promise<void>((resolve) => (stop = resolve))
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
  const environment = {
    SESSIONSCOPE_DATA: data ?? folder.path,
    SESSIONSCOPE_COUNTER_PORT: '0',
    SESSIONSCOPE_KV_PORT: '0',
    SESSIONSCOPE_PANEL_PORT: '0',
    ...variables,
  }
  const code = runCommandLine(args, {
    variables: environment,
    output,
    panelFolder: folder.path,
    startProgram: startRefusingProgram('no program'),
    ...(limits && { limits }),
    ...(input === undefined ? {} : { readInput: () => Promise.resolve(success(Buffer.from(input))) }),
    untilStopped: () => untilStopped,
  })
  onTestFinished(async () => {
    stop()
    await code
    await folder.remove()
  })
  return { printed, warned, code, stop }
}
