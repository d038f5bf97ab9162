// @ts-check
import './lib/require-node.mjs'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies } from './lib/dependencies.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { nodeModules, root } from './lib/paths.mjs'
import { createProgress } from './lib/progress.mjs'
import { runInForeground } from './lib/run.mjs'

// `npm run fuzz`: odd input for the servers, the operations, the settings file and what Copy as writes, another one each time; `npm test` tries a little of it.
// `--minutes N` for how long in all, `--seed N` for what it was made from the last time, `-- http` for one part.
const progress = createProgress(process.stdout)

/** Properties of test/fuzz that are tried for so long; each file has its own, and two cores have one file each. */
const properties = 8

await runMain(async () => {
  const { minutes, seed, parts } = readOptions()
  await ensureDependencies(progress)
  progress.note(`The seed is ${seed}. Again with the same: npm run fuzz -- --seed ${seed}`)
  const vitest = join(nodeModules, 'vitest', 'vitest.mjs')
  const env = {
    ...process.env,
    SESSIONSCOPE_FUZZ_SEED: String(seed),
    SESSIONSCOPE_FUZZ_SECONDS: String((minutes * 60) / properties),
  }
  const files = parts.length === 0 ? ['test/fuzz'] : parts.map((part) => `test/fuzz/${part}.test.ts`)
  return runInForeground(process.execPath, [vitest, 'run', '--no-file-parallelism', ...files], { cwd: root, env })
})

/** @returns {{ minutes: number, seed: number, parts: string[] }} */
function readOptions() {
  const { values, positionals } = parse()
  const minutes = Number(values.minutes ?? 3)
  const seed = Number(values.seed ?? randomInt(2 ** 31))
  if (!(minutes > 0 && minutes <= 600))
    throw new Failure(`--minutes ${values.minutes}: expected a number of minutes, such as 3`)
  if (!Number.isSafeInteger(seed))
    throw new Failure(`--seed ${values.seed}: expected a whole number, as an earlier run printed it`)
  return { minutes, seed, parts: positionals }
}

function parse() {
  try {
    return parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error))
  }
}
