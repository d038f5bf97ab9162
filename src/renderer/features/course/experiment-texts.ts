import type { Verdict } from '../../../shared/stream/verdict.ts'

const verdictNames: Readonly<Record<Verdict['state'], string>> = {
  pending: 'not yet',
  passed: 'shown',
  failed: 'came out otherwise',
}

/** Texts of the experiments. What an experiment itself says stands in its own file. */
export const experimentTexts = {
  title: 'Experiments',
  intro: 'What goes wrong with sessions, for real. Say first what you expect; then run it, or do it by hand.',
  progress: (shown: number, all: number) => `${shown} of ${all} shown`,
  experiment: (title: string) => `Experiment: ${title}`,
  open: (title: string) => `Open experiment: ${title}`,
  verdict: (state: Verdict['state']) => verdictNames[state],
  announce: (title: string, state: Verdict['state']) => `Experiment ${title}: ${verdictNames[state]}`,
  misconception: 'Many think',
  needsNative: 'It needs the desktop window.',
  run: 'Run experiment',
  byStep: 'Step by step',
  predictFirst: 'First say what you expect.',
  stop: 'Stop',
  doStep: 'Do this step',
  didStep: 'I did it myself',
  finish: 'Finish',
  nextStep: (index: number, all: number) => `Step ${index} of ${all}:`,
  lastLook: 'All steps are done. Look around; then everything is put back.',
  stage:
    'Fresh browsers stand in for yours. At the end everything is as before: settings, cookies, pages, store and servers.',
  byHand: 'By hand',
  byHandNote: 'The verdict comes by itself, whoever does it. What you do by hand stays done.',
  expected: (choice: string) => `You expected: “${choice}”.`,
  wasRight: 'So it is.',
  wasWrong: (right: string) => `It is otherwise: “${right}”.`,
  notAsked: (right: string) => `What happens: “${right}”.`,
  source: 'Where it is laid down',
  reset: 'Reset experiment',
} as const
