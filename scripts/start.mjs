// @ts-check
import './lib/require-node.mjs'
import { ensureBuild } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { prepareDesktop, runDesktop } from './lib/desktop.mjs'
import { endWithNpm } from './lib/end-with-npm.mjs'
import { runMain } from './lib/failure.mjs'
import { becomeSessionscope } from './lib/headless.mjs'
import { hasDisplay } from './lib/host.mjs'
import { createProgress } from './lib/progress.mjs'

// `npm start`: from a fresh clone to the running desktop, or to the servers where no window can be shown.
const progress = createProgress(process.stdout)
const args = process.argv.slice(2)

endWithNpm()
await runMain(async () => {
  await ensureDependencies(progress)
  if (!hasDisplay()) return serve('There is no display')
  const desktop = await prepareDesktop(progress)
  if (desktop.kind === 'impossible') return serve(desktop.reason)
  await ensureBuild(progress)
  const run = await runDesktop(desktop.executable, args, progress)
  return run.kind === 'ended' ? run.code : serve(run.reason)
})

/** @param {string} reason why there is no window */
async function serve(reason) {
  await ensureBuild(progress)
  progress.note(`${reason}. Starting the servers and the web panel instead.`)
  await becomeSessionscope(['serve', ...args])
}
