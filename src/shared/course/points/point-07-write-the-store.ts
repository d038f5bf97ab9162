import { isExerciseSolved } from '../../stream/exercise.ts'
import type { ObservationOf } from '../../stream/observation.ts'
import type { Point } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import {
  byVisitor,
  countedPages,
  countingUp,
  newestEpoch,
  pageEvidence,
  type CountedPage,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Evidence, type Verdict } from '../../stream/verdict.ts'

type Checked = ObservationOf<'exercise.checked'>

const check = (record: LessonRecord): Verdict => {
  const checked = record.moments.findLast((moment): moment is Checked => moment.kind === 'exercise.checked')
  const run = countsWithIt(record)
  if (checked !== undefined && isExerciseSolved(checked) && run.length > 0) {
    return passed('Your class has every behaviour that was looked for, and the counter counts with it.', [
      checkEvidence(checked),
      ...run.map(pageEvidence),
    ])
  }
  if (checked !== undefined && !isExerciseSolved(checked)) return incomplete(checked)
  return pending(
    ['*Check my work* finds every behaviour', checked !== undefined],
    ['the counter counts on with your class', run.length > 0],
  )
}

const countsWithIt = (record: LessonRecord): readonly CountedPage[] => {
  const pages = countedPages(newestEpoch(record, 'server-side')).filter(({ settings }) => settings.USE_EXERCISE)
  return (
    byVisitor(pages)
      .map((ofOne) => countingUp(ofOne, 2))
      .find((run) => run.length > 0) ?? []
  )
}

const checkEvidence = ({ sequence, results, digest }: Checked): Evidence => {
  const good = results.filter(({ outcome }) => outcome.state === 'passed').length
  return { sequence, note: `${good} of ${results.length} behaviours  (${digest.slice(0, 8)})` }
}

const incomplete = (checked: Checked): Verdict => {
  const [first] = checked.results.flatMap(({ name, outcome }) =>
    outcome.state === 'failed' ? [`${name}: ${outcome.explanation}`] : [],
  )
  return failedVerdict(
    first ?? 'Some behaviours could not be tried.',
    'Mend it in the Code tab, save, and check again.',
    [checkEvidence(checked)],
  )
}

/** Write `setKey`, `getKey`, `deleteKey`. */
export const writeTheStore: Point = {
  kind: 'point',
  id: 'point-7',
  number: 7,
  title: 'Write setKey, getKey, deleteKey',
  task: 'Write the three methods in the Code tab, or in an editor of your own, and press *Check my work*. Then reload Browser A twice.',
  look: 'Each behaviour that is looked for, with what went wrong where one is missing. Then the counter counts again: with your code.',
  hints: [
    'What you did by hand in point 4 is all there is to it: POST to set, GET to read, DELETE to remove. axios is at hand.',
    'GET answers with an object that holds the key: give back what is under it, not the object. Every call takes time, so `await` it.',
    'A key may hold characters that mean something in an address: put it through `encodeURIComponent`.',
  ],
  explanation: [
    'The session interface knows nothing of HTTP, and the key-value service nothing of sessions. Your class is all that joins them, which is why either can be replaced.',
    'It runs in a process of its own with a time limit: an endless loop or a crash there costs one answer of the counter, nothing more.',
  ],
  steps: [
    step('Choose your own implementation', { do: 'set', change: { key: 'USE_EXERCISE', value: true } }),
    step('Switch USE_SESSION_STORE on', { do: 'set', change: { key: 'USE_SESSION_STORE', value: true } }),
    step('Where nothing is written yet, put a worked solution there', { do: 'demonstrate-exercise' }),
    step('Check the work', { do: 'check-exercise' }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it: it counts', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
}
