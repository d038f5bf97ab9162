// @ts-check
import './lib/require-node.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { endWithNpm } from './lib/end-with-npm.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { createPreparation } from './lib/preparation.mjs'
import { createProgress, seconds } from './lib/progress.mjs'
import { stages, testStages } from './lib/stages.mjs'
import { stageTable } from './lib/stage-table.mjs'
import { noTests, sumCounts, summaryLine } from './lib/test-counts.mjs'

/** @typedef {import('./lib/stage-table.mjs').StageRow & { outcome: import('./lib/stages.mjs').Outcome }} Ran */

// `npm test`: from a fresh clone through every check. `npm test -- unit e2e` runs the stages that are named.
const progress = createProgress(process.stdout)
const preparation = createPreparation(progress)

endWithNpm()
await runMain(async () => {
  const chosen = chooseStages(process.argv.slice(2))
  const hasTests = chosen.some((name) => testStages.includes(name))
  if (hasTests) void preparation.tools()
  try {
    await ensureDependencies(progress)
    if (chosen.includes('e2e')) void preparation.desktop()
    const ran = await runUntilFailure(chosen)
    await preparation.settled()
    return report(chosen, ran)
  } finally {
    // Packages that are being installed are not left half installed.
    await preparation.settled()
  }
})

/**
 * @param {readonly string[]} names none means all
 * @returns {string[]}
 */
function chooseStages(names) {
  const unknown = names.filter((name) => !stages.has(name))
  if (unknown.length > 0) {
    throw new Failure(`There is no stage called ${unknown.join(' or ')}. The stages: ${[...stages.keys()].join(' ')}`)
  }
  return [...stages.keys()].filter((name) => names.length === 0 || names.includes(name))
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<Ran[]>}
 */
async function runUntilFailure(names) {
  const ran = []
  for (const name of names) {
    const row = await runStage(name)
    ran.push(row)
    if (row.outcome.kind === 'failed') break
  }
  return ran
}

/**
 * @param {string} name
 * @returns {Promise<Ran>}
 */
async function runStage(name) {
  progress.note(`\n== ${name}`)
  const began = performance.now()
  const outcome = await outcomeOf(name)
  const milliseconds = performance.now() - began
  const result = outcome.kind === 'skipped' ? `skipped: ${outcome.reason}` : outcome.kind
  progress.note(`== ${name}: ${result} (${seconds(milliseconds)})`)
  return { name, milliseconds, result, outcome }
}

/**
 * @param {string} name
 * @returns {Promise<import('./lib/stages.mjs').Outcome>}
 */
async function outcomeOf(name) {
  try {
    return (await stages.get(name)?.(progress, preparation)) ?? { kind: 'skipped', reason: 'it does not exist' }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    progress.note(`${error.details}\nError: ${error.message}`)
    return { kind: 'failed', counts: noTests }
  }
}

/**
 * @param {readonly string[]} chosen
 * @param {readonly Ran[]} ran
 * @returns {number} the exit code
 */
function report(chosen, ran) {
  const left = chosen.slice(ran.length).map((name) => ({ name, milliseconds: 0, result: 'not run' }))
  progress.note(`\n${stageTable([...ran, ...left])}\nIn all ${seconds(performance.now())}`)
  const counts = sumCounts(ran.map(({ outcome }) => (outcome.kind === 'skipped' ? noTests : outcome.counts)))
  const failed = ran.find(({ outcome }) => outcome.kind === 'failed')
  if (failed) progress.note(`To run only what failed: npm test -- ${failed.name}`)
  const isEmpty = chosen.some((name) => testStages.includes(name)) && counts.passed + counts.failed === 0
  if (isEmpty && !failed) progress.note('No test ran.')
  progress.note(summaryLine(counts))
  return failed || isEmpty ? 1 : 0
}
