import { numberWord } from '../../../shared/base/number-word.ts'
import type { Verdict } from '../../../shared/stream/verdict.ts'

const verdictNames: Readonly<Record<Verdict['state'], string>> = {
  pending: 'not yet',
  passed: 'passed',
  failed: 'not as it should be',
}

/** Texts of the Lab: the course beside the browsers. What the points themselves say stands in their own files. */
export const courseTexts = {
  title: 'Lab',
  heading: 'Lab: sessions, cookie by cookie',
  resize: 'Width of the Lab',
  points: 'Points',
  point: (number: number) => `Point ${number}`,
  progress: (passed: number, all: number) => `${passed} of ${all} points`,
  verdict: (state: Verdict['state']) => verdictNames[state],
  announce: (number: number, state: Verdict['state']) => `Point ${number}: ${verdictNames[state]}`,
  look: 'What to look for',
  run: 'Run point',
  stop: 'Stop',
  running: 'The lab does it for you:',
  hint: 'Hint',
  nextHint: 'Another hint',
  why: 'Why is it so?',
  lessWhy: 'Close the explanation',
  reset: 'Reset point',
  next: (number: number) => `Next: point ${number}`,
  seen: 'Seen',
  seenSoFar: 'Seen so far',
  expected: 'What to do',
  evidence: 'Evidence',
  evidenceOf: (exchange: number) => `Show exchange #${exchange} in the Timeline`,
  moreEvidence: (count: number) => `${count} more`,
  earlier: 'from an earlier session',
  byRun: 'shown by the lab',
  done: 'seen',
  open: 'not seen yet',
  commands: {
    toggle: (isShown: boolean) => (isShown ? 'Hide the Lab' : 'Show the Lab'),
    run: (number: number, title: string) => `Run point ${number}: ${title}`,
    stop: 'Stop the run',
  },
  finished: (count: number) =>
    `All ${numberWord(count)} points are done. Experiment with what goes wrong, or hand in your report.`,
} as const
