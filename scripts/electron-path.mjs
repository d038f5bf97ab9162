// @ts-check
import './lib/require-node.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { ensureElectron } from './lib/electron-runtime.mjs'
import { runMain } from './lib/failure.mjs'
import { createProgress } from './lib/progress.mjs'

// Prints the absolute path of the Electron that the project uses, and nothing else, on stdout.
await runMain(async () => {
  const progress = createProgress(process.stderr)
  await ensureDependencies(progress)
  const { executable } = await ensureElectron(progress)
  process.stdout.write(`${executable}\n`)
})
