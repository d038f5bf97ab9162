// @ts-check
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeModules, root } from './paths.mjs'
import { runInForeground } from './run.mjs'
import { countPlaywright, countVitest, noTests } from './test-counts.mjs'

/** @typedef {import('./test-counts.mjs').Counts} Counts */
/** @typedef {{ code: number, counts: Counts }} RunnerResult */

/**
 * Unit and integration tests: read by people on the terminal, by us from the JSON report beside it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<RunnerResult>}
 */
export function runVitest(env) {
  return withReport(countVitest, (report) => {
    const vitest = join(nodeModules, 'vitest', 'vitest.mjs')
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    return runInForeground(process.execPath, [vitest, ...args], { cwd: root, env, stdio })
  })
}

/**
 * End-to-end tests, in the same way.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<RunnerResult>}
 */
export function runPlaywright(env) {
  return withReport(countPlaywright, (report) => {
    const playwright = join(nodeModules, '@playwright', 'test', 'cli.js')
    const withFile = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
    const args = [playwright, 'test', '--reporter=list,json']
    return runInForeground(process.execPath, args, { cwd: root, env: withFile, stdio })
  })
}

/** Tests get no standard input: nothing may wait for somebody to type.
 * @type {import('node:child_process').StdioOptions}
 */
const stdio = ['ignore', 'inherit', 'inherit']

/**
 * @template Report
 * @param {(report: Report) => Counts} count
 * @param {(path: string) => Promise<number>} run
 * @returns {Promise<RunnerResult>}
 */
async function withReport(count, run) {
  const folder = await mkdtemp(join(tmpdir(), 'sessionscope-test-'))
  try {
    const path = join(folder, 'report.json')
    const code = await run(path)
    const report = await readFile(path, 'utf8').catch(() => undefined)
    return judge(code, report === undefined ? noTests : count(JSON.parse(report)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The exit code and the counts must agree: a runner that failed without a failed test counts as one, a run
 * with failed tests or without any test is not a success.
 * @param {number} code
 * @param {Counts} counts
 * @returns {RunnerResult}
 */
export function judge(code, counts) {
  const failed = code === 0 ? counts.failed : Math.max(1, counts.failed)
  const success = failed === 0 && counts.passed > 0
  return { code: success ? 0 : code || 1, counts: { ...counts, failed } }
}
