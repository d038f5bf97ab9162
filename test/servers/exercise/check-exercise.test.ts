import { describe, expect, it } from 'vitest'
import { checkExercise } from '../../../src/servers/exercise/check/check-exercise.ts'
import { workedSolution } from '../../../src/servers/exercise/exercise-texts.ts'
import { isExerciseSolved } from '../../../src/shared/exercise.ts'
import { exerciseProgram } from '../../support/exercise-program.ts'
import { valueOf } from '../../support/serve.ts'
import { rightSolutions, zoo } from './zoo.ts'

const start = exerciseProgram()
const check = async (source: string) => valueOf(await checkExercise(source, start))

describe.concurrent('a wrong solution', () => {
  it.each(Object.entries(zoo))('that %s is told why', async (_name, { source, fails, because, line }) => {
    const report = await check(source)
    const first = report.results.find(({ outcome }) => outcome.state === 'failed')
    expect(first).toMatchObject({ behaviour: fails, outcome: { explanation: expect.stringMatching(because) as unknown, ...(line !== undefined && { line }) } })
    expect(isExerciseSolved(report)).toBe(false)
  }, 40_000)
})

describe.concurrent('a right solution', () => {
  it.each([...Object.entries(rightSolutions), ['that is shown', workedSolution]])('%s passes', async (_name, source) => {
    const report = await check(source)
    expect(report.results.filter(({ outcome }) => outcome.state !== 'passed')).toEqual([])
    expect(report.results.length).toBeGreaterThan(10)
    expect(report.printed.length).toBeLessThanOrEqual(4_000)
  }, 40_000)
})
