// @ts-check
import './lib/require-node.mjs'
import { electronVite, forgetBuild } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { electronSwitches, prepareDesktop } from './lib/desktop.mjs'
import { electronEnvironment } from './lib/electron-runtime.mjs'
import { endWithNpm } from './lib/end-with-npm.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { desktopEnvironment, hasDisplay } from './lib/host.mjs'
import { root } from './lib/paths.mjs'
import { createProgress } from './lib/progress.mjs'
import { runInForeground } from './lib/run.mjs'

// `npm run dev`: the desktop with hot reload.
endWithNpm()
await runMain(async () => {
  const progress = createProgress(process.stdout)
  await ensureDependencies(progress)
  if (!hasDisplay()) throw new Failure('There is no display. Try: xvfb-run -a npm run dev')
  const desktop = await prepareDesktop(progress)
  if (desktop.kind === 'impossible') throw new Failure(desktop.reason)
  await forgetBuild()
  const switches = electronSwitches(progress).includes('--no-sandbox') ? ['--noSandbox'] : []
  return runInForeground(process.execPath, [electronVite, 'dev', ...switches, ...process.argv.slice(2)], {
    cwd: root,
    env: { ...desktopEnvironment(), ...electronEnvironment(desktop.executable) },
  })
})
