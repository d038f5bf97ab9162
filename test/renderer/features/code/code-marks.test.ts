import { describe, expect, it } from 'vitest'
import { lineToShow, codeMarksOf } from '../../../../src/renderer/features/code/code-marks.ts'
import { exerciseTemplate, workedSolution } from '../../../../src/servers/exercise/exercise-texts.ts'
import { lineOfMethod } from '../../../../src/shared/stream/exercise-source.ts'
import type { Exercise, ExerciseReport } from '../../../../src/shared/stream/exercise.ts'

const exercise = (change: Partial<Exercise> = {}): Exercise => ({
  file: '/f.ts',
  source: workedSolution,
  digest: 'now',
  isTemplate: false,
  problems: [],
  ...change,
})
const reportOf = (digest: string, line?: number): ExerciseReport => ({
  digest,
  printed: '',
  results: [
    { behaviour: 'falsy', name: 'falsy', outcome: { state: 'passed' } },
    {
      behaviour: 'odd',
      name: 'odd',
      outcome: { state: 'failed', explanation: 'Encode the key.', ...(line !== undefined && { line }) },
    },
  ],
})
const textAt = (source: string, line: number): string => source.split('\n')[line - 1] ?? ''

describe('what is underlined in the code', () => {
  it('is the line in a method that asks the service, where a behaviour is not there', () => {
    const line = lineOfMethod(workedSolution, 'getKey') ?? 0
    const [mark] = codeMarksOf(exercise(), reportOf('now', line))
    expect(mark).toMatchObject({ message: 'Encode the key.', severity: 'warning' })
    expect(textAt(workedSolution, mark?.line ?? 0)).toContain('axios.get(')
  })

  it('is the method itself where it asks nothing', () => {
    const line = lineOfMethod(exerciseTemplate, 'setKey') ?? 0
    expect(lineToShow(exerciseTemplate, line)).toBe(line)
  })

  it('is the very line where that is known', () => {
    expect(codeMarksOf(exercise(), reportOf('now', 10))).toMatchObject([{ line: 10 }])
  })

  it('is nothing where no line is to blame, or when the check was of another version', () => {
    expect(codeMarksOf(exercise(), reportOf('now'))).toEqual([])
    expect(codeMarksOf(exercise(), reportOf('before', 10))).toEqual([])
    expect(codeMarksOf(exercise(), null)).toEqual([])
  })

  it('is first what keeps the file from running', () => {
    const problems = [{ message: 'Syntax error', line: 3, column: 5 }, { message: 'no class' }]
    expect(codeMarksOf(exercise({ problems }), reportOf('now', 10))).toEqual([
      { message: 'Syntax error', line: 3, column: 5, severity: 'error' },
    ])
  })
})
