// @ts-check
import './lib/require-node.mjs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { namesIn, runOnBuilt } from './lib/built-runs.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { root } from './lib/paths.mjs'
import { createProgress } from './lib/progress.mjs'

// `npm run soak`: the built product under load while things break; what was found is printed and written to docs/faults.md.
// `--minutes N` of load in all, shared out to the faults; `--only NAME`, or the names alone, for some of them.
const folder = join(root, 'test', 'soak')
const ending = '.soak.ts'

await runMain(async () => {
  const { minutes, names } = readOptions()
  const count = names.length || (await namesIn(folder, ending)).length
  const env = { SOAK_SECONDS: String((minutes * 60) / count) }
  return runOnBuilt({ folder, ending, what: 'fault', names, env }, createProgress(process.stdout))
})

/** @returns {{ minutes: number, names: string[] }} */
function readOptions() {
  const { values, positionals } = parse()
  const minutes = Number(values.minutes ?? 5)
  if (!(minutes > 0 && minutes <= 600))
    throw new Failure(`--minutes ${values.minutes}: expected a number of minutes, such as 5`)
  return { minutes, names: [...(values.only ?? []), ...positionals] }
}

function parse() {
  try {
    return parseArgs({
      options: { minutes: { type: 'string' }, only: { type: 'string', multiple: true } },
      allowPositionals: true,
    })
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error))
  }
}
