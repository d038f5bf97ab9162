import { exerciseMethods, lineOfMethod } from '../../../shared/stream/exercise-source.ts'
import type { Exercise, ExerciseReport } from '../../../shared/stream/exercise.ts'

/** Something to underline in the code. */
export interface CodeMark {
  readonly line: number
  readonly column?: number | undefined
  readonly message: string
  readonly severity: 'error' | 'warning'
}

/** What is wrong with the code that is in the file: what keeps it from running, and behaviours that are not there. */
export const codeMarksOf = (exercise: Exercise, report: ExerciseReport | null): readonly CodeMark[] => {
  const problems = exercise.problems.flatMap(({ line, column, message }): CodeMark[] =>
    line === undefined ? [] : [{ line, column, message, severity: 'error' }],
  )
  if (problems.length > 0 || report?.digest !== exercise.digest) return problems
  return report.results.flatMap(({ outcome }): CodeMark[] => {
    if (outcome.state !== 'failed' || outcome.line === undefined) return []
    return [{ line: lineToShow(exercise.source, outcome.line), message: outcome.explanation, severity: 'warning' }]
  })
}

/** Of a method that begins on a line, the line in it that asks the service: there something is to be done. */
export const lineToShow = (source: string, line: number): number => {
  const lines = source.split('\n')
  const isMethod = exerciseMethods.some((method) => lineOfMethod(source, method) === line)
  if (!isMethod) return line
  for (let index = line - 1; index < lines.length; index += 1) {
    const text = lines[index] ?? ''
    if (/\b(axios|fetch|http)\b/.test(text)) return index + 1
    if (index >= line && exerciseMethods.some((method) => lineOfMethod(source, method) === index + 1)) break
  }
  return line
}
