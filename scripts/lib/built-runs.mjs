// @ts-check
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { prepareDesktop } from './desktop.mjs'
import { electronEnvironment } from './electron-runtime.mjs'
import { Failure } from './failure.mjs'
import { desktopEnvironment } from './host.mjs'
import { nodeModules, root } from './paths.mjs'
import { runInForeground } from './run.mjs'
import { ensureTestTools } from './test-tools.mjs'
import { withVirtualDisplay } from './virtual-display.mjs'

/**
 * Runs the files of a folder, which Playwright drives the built product from; on a virtual display of its own, so that every
 * window is drawn alike. Each file is known by its name without its ending.
 * @param {object} runs
 * @param {string} runs.folder
 * @param {string} runs.ending such as `.bench.ts`
 * @param {string} runs.what one of them is called
 * @param {readonly string[]} runs.names those to run; none means all
 * @param {Record<string, string>} runs.env
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<number>} the exit code
 */
export async function runOnBuilt({ folder, names, ending, what, env }, progress) {
  requireKnown(names, await namesIn(folder, ending), what)
  await ensureDependencies(progress)
  const missing = await ensureTestTools(progress)
  const desktop = await prepareDesktop(progress)
  if (desktop.kind === 'impossible') throw new Failure(`There can be no window: ${desktop.reason}`)
  await ensureBuild(progress)
  const playwright = join(nodeModules, '@playwright', 'test', 'cli.js')
  const patterns = names.map((name) => `/${name}${ending.replaceAll('.', '\\.')}$`)
  const args = [playwright, 'test', '--config', join(folder, 'playwright.config.ts'), ...patterns]
  const all = {
    ...desktopEnvironment(),
    ...electronEnvironment(desktop.executable),
    ...env,
    SESSIONSCOPE_MISSING: missing.join(','),
  }
  return withVirtualDisplay((display) =>
    runInForeground(process.execPath, args, { cwd: root, env: { ...all, DISPLAY: display } }),
  )
}

/**
 * @param {string} folder
 * @param {string} ending
 * @returns {Promise<string[]>}
 */
export async function namesIn(folder, ending) {
  return (await readdir(folder)).filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length))
}

/**
 * @param {readonly string[]} names
 * @param {readonly string[]} known
 * @param {string} what
 */
function requireKnown(names, known, what) {
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Failure(`There is no ${what} called ${unknown.join(' or ')}. There are: ${known.join(' ')}`)
}
