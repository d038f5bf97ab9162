import { isExerciseSolved, type BehaviourResult } from '../stream/exercise.ts'
import type { Block, Section } from './blocks.ts'
import type { ReportExercise } from './report.ts'
import { reportTexts as texts } from './report-texts.ts'

/** The student's code, and what came of each behaviour that was looked for. */
export const exerciseSection = (exercise: ReportExercise): Section => ({
  id: 'exercise',
  title: texts.exercise,
  ...(isChecked(exercise) ? { mark: isExerciseSolved(exercise.report) ? 'passed' : 'failed' } : {}),
  blocks: [
    { kind: 'code', title: texts.code, language: 'typescript', text: exercise.source.trimEnd() },
    ...resultBlocks(exercise),
  ],
  sections: [],
})

type Checked = ReportExercise & { readonly report: NonNullable<ReportExercise['report']> }

// Of this very text: what was found of an earlier one says nothing about it.
const isChecked = (exercise: ReportExercise): exercise is Checked => exercise.report?.digest === exercise.digest

const resultBlocks = (exercise: ReportExercise): Block[] => {
  if (!isChecked(exercise))
    return [{ kind: 'prose', text: exercise.report === null ? texts.unchecked : texts.changedSince, isQuiet: true }]
  return [
    { kind: 'prose', text: texts.checked },
    {
      kind: 'list',
      items: exercise.report.results.map(({ name, outcome }) => ({
        mark: marks[outcome.state],
        text: resultText(name, outcome),
      })),
    },
  ]
}

const marks = { passed: 'passed', failed: 'failed', skipped: 'pending' } as const

const resultText = (name: string, outcome: BehaviourResult['outcome']): string => {
  if (outcome.state === 'passed') return name
  const line = outcome.state === 'failed' && outcome.line !== undefined ? ` (${texts.line(outcome.line)})` : ''
  return `${name}: ${outcome.explanation}${line}`
}
