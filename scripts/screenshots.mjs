// @ts-check
import './lib/require-node.mjs'
import { join } from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { prepareDesktop } from './lib/desktop.mjs'
import { electronEnvironment } from './lib/electron-runtime.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { desktopEnvironment } from './lib/host.mjs'
import { nodeModules, root } from './lib/paths.mjs'
import { createProgress } from './lib/progress.mjs'
import { runInForeground } from './lib/run.mjs'
import { withVirtualDisplay } from './lib/virtual-display.mjs'

// `npm run screenshots`: pictures of the real window in its states, sizes and themes, on a virtual display of their own.
// Those that the documents show are kept in docs/images; all of them are in test-results/screenshots.
const progress = createProgress(process.stdout)

await runMain(async () => {
  await ensureDependencies(progress)
  const desktop = await prepareDesktop(progress)
  if (desktop.kind === 'impossible') throw new Failure(`There is no window to take pictures of: ${desktop.reason}`)
  await ensureBuild(progress)
  const playwright = join(nodeModules, '@playwright', 'test', 'cli.js')
  const args = [playwright, 'test', '--config', 'test/screenshots/playwright.config.ts', ...process.argv.slice(2)]
  const env = { ...desktopEnvironment(), ...electronEnvironment(desktop.executable) }
  return withVirtualDisplay(
    (display) => runInForeground(process.execPath, args, { cwd: root, env: { ...env, DISPLAY: display } }),
    '1920x1080',
  )
})
