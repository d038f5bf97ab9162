import { describe, expect, it } from 'vitest'
import { checkExercise, openCheck } from '../../../src/servers/exercise/check/check-exercise.ts'
import { workedSolution } from '../../../src/servers/exercise/exercise-texts.ts'
import type { BehaviourResult } from '../../../src/shared/stream/exercise.ts'
import { exerciseProgram } from '../../support/exercise-program.ts'
import { valueOf } from '../../support/serve.ts'
import { rightSolutions, zoo } from './zoo.ts'

const start = exerciseProgram()

/** The first behaviour that is not there; what would come after it is not waited for. */
const firstFailure = async (source: string): Promise<BehaviourResult | undefined> => {
  const check = valueOf(await openCheck(source, start))
  try {
    for await (const result of check.results) if (result.outcome.state !== 'passed') return result
    return undefined
  } finally {
    await check.close()
  }
}

const patience = 40_000

describe.concurrent('a wrong solution', () => {
  it.each(Object.entries(zoo))(
    'that %s is told why',
    async (_name, { source, fails, because, line }) => {
      const outcome = {
        state: 'failed',
        explanation: expect.stringMatching(because) as unknown,
        ...(line !== undefined && { line }),
      }
      expect(await firstFailure(source)).toMatchObject({ behaviour: fails, outcome })
    },
    patience,
  )

  it(
    'is not waited for again and again: what cannot work is not tried',
    async () => {
      const source = workedSolution.replace(
        'const response = await axios.get(',
        'for (;;);\n    const response = await axios.get(',
      )
      const { results } = valueOf(await checkExercise(source, start))
      const states = (wanted: string) =>
        results.filter(({ outcome }) => outcome.state === wanted).map(({ behaviour }) => behaviour)
      expect(states('failed')).toEqual(['round-trip'])
      expect(states('skipped')).toEqual(expect.arrayContaining(['missing', 'falsy', 'errors']))
      expect(states('passed')).toEqual(expect.arrayContaining(['loads', 'delete', 'delete-only']))
    },
    patience,
  )
})

describe.concurrent('a right solution', () => {
  it.each([...Object.entries(rightSolutions), ['that is shown', workedSolution]])(
    '%s passes',
    async (_name, source) => {
      const report = valueOf(await checkExercise(source, start))
      expect(report.results.filter(({ outcome }) => outcome.state !== 'passed')).toEqual([])
      expect(report.results.length).toBeGreaterThan(10)
      expect(report.printed.length).toBeLessThanOrEqual(4_000)
    },
    patience,
  )
})
