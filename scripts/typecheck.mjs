// @ts-check
import './lib/require-node.mjs'
import { join } from 'node:path'
import { ensureDependencies } from './lib/dependencies.mjs'
import { runMain } from './lib/failure.mjs'
import { nodeModules, root } from './lib/paths.mjs'
import { createProgress, seconds } from './lib/progress.mjs'
import { capture } from './lib/run.mjs'

const AT_ONCE = 2
const tsc = join(nodeModules, 'typescript', 'bin', 'tsc')
const projects = ['src/shared', 'src/servers', 'src/preload', 'src/main', 'src/renderer', 'scripts', 'test']

// `npm run typecheck`: every folder by its own tsconfig, which says what that layer may see.
await runMain(async () => {
  await ensureDependencies(createProgress(process.stderr))
  const waiting = [...projects]
  const worker = async () => {
    const failed = []
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      if (!(await check(project))) failed.push(project)
    }
    return failed
  }
  const failed = (await Promise.all(Array.from({ length: AT_ONCE }, worker))).flat()
  return failed.length > 0 ? 1 : 0
})

/**
 * @param {string} project
 * @returns {Promise<boolean>} whether it has no errors
 */
async function check(project) {
  const began = performance.now()
  const { code, stdout, stderr } = await capture(process.execPath, [tsc, '--noEmit', '-p', project], { cwd: root })
  const took = seconds(performance.now() - began)
  process.stdout.write(code === 0 ? `✓ ${project} (${took})\n` : `✗ ${project} (${took})\n${stdout}${stderr}`)
  return code === 0
}
