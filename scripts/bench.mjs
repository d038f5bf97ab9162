// @ts-check
import './lib/require-node.mjs'
import { readdir } from 'node:fs/promises'
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
import { ensureTestTools } from './lib/test-tools.mjs'
import { withVirtualDisplay } from './lib/virtual-display.mjs'

// `npm run bench`: measures the built product beside its peers, prints the figures and writes them to docs/benchmarks.md.
// `npm run bench -- counter kv` measures what is named. On a virtual display of its own, so that every window is drawn alike.
const progress = createProgress(process.stdout)
const folder = join(root, 'test', 'bench')
const ending = '.bench.ts'

await runMain(async () => {
  const files = await chooseFiles(process.argv.slice(2))
  await ensureDependencies(progress)
  const missing = await ensureTestTools(progress)
  const desktop = await prepareDesktop(progress)
  if (desktop.kind === 'impossible') throw new Failure(`There is no window to measure: ${desktop.reason}`)
  await ensureBuild(progress)
  const playwright = join(nodeModules, '@playwright', 'test', 'cli.js')
  const args = [playwright, 'test', '--config', join(folder, 'playwright.config.ts'), ...files]
  const env = { ...desktopEnvironment(), ...electronEnvironment(desktop.executable), NODE_ENV: 'production', SESSIONSCOPE_MISSING: missing.join(',') }
  return withVirtualDisplay((display) => runInForeground(process.execPath, args, { cwd: root, env: { ...env, DISPLAY: display } }))
})

/**
 * @param {readonly string[]} names none means all
 * @returns {Promise<string[]>} patterns of the files that measure them
 */
async function chooseFiles(names) {
  const known = (await readdir(folder)).filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length))
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Failure(`There is no benchmark called ${unknown.join(' or ')}. The benchmarks: ${known.join(' ')}`)
  return names.map((name) => `/${name}\\.bench\\.ts$`)
}
