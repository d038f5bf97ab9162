// @ts-check
import './lib/require-node.mjs'
import { ensureBuild } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { endWithNpm } from './lib/end-with-npm.mjs'
import { runMain } from './lib/failure.mjs'
import { becomeSessionscope } from './lib/headless.mjs'
import { createProgress } from './lib/progress.mjs'

// `npm run sessionscope -- …`: the command line program, installed and built when that is needed. Standard
// output is the program's alone.
endWithNpm()
await runMain(async () => {
  const progress = createProgress(process.stderr)
  await ensureDependencies(progress)
  await ensureBuild(progress)
  await becomeSessionscope(process.argv.slice(2))
})
