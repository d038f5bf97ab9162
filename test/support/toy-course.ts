import type { Course } from '../../src/shared/course/course.ts'
import { countedPages, exchangeEvidence, isAnswered, pageEvidence } from '../../src/shared/course/exchange-queries.ts'
import type { Experiment, Point } from '../../src/shared/course/lesson.ts'
import { step } from '../../src/shared/course/step.ts'
import { failedVerdict, passed, pending } from '../../src/shared/stream/verdict.ts'

/** A point that is in no course of the product. */
export const toyPoint: Point = {
  kind: 'point',
  id: 'missing-page',
  number: 1,
  title: 'A page that is not there',
  task: 'Ask the counter for a page that it does not have.',
  look: 'The answer is 404.',
  hints: ['Type `/nowhere` as the address in Browser A.'],
  explanation: ['The counter has two pages, and this is none of them.'],
  steps: [step('Ask for a page that is not there', { do: 'open', browser: 'browser-a', address: '/nowhere' })],
  check: ({ exchanges }) => {
    const missing = exchanges.filter(isAnswered).findLast(({ end }) => end.status === 404)
    return missing === undefined
      ? pending(['the counter answers 404', false])
      : passed('The counter answered 404.', [exchangeEvidence(missing)])
  },
}

/** An experiment that is in no course of the product. */
export const toyExperiment: Experiment = {
  kind: 'experiment',
  id: 'toy-reload',
  title: 'A reload is one more visit',
  misconception: 'Reloading shows the same page again.',
  prediction: { question: 'What does a reload show?', choices: ['Count: 1', 'Count: 2'], right: 1 },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open the counter', {
      do: 'open',
      browser: 'browser-a',
      address: { join: [{ from: 'address', server: 'counter' }, '?toy'] },
    }),
    step('Reload it', { do: 'reload', browser: 'browser-a' }),
  ],
  check: ({ exchanges }) => {
    const [first, second] = countedPages(exchanges)
    if (first === undefined || second === undefined)
      return pending(['a page', first !== undefined], ['its reload', false])
    const evidence = [first, second].map(pageEvidence)
    return second.visitor === first.visitor
      ? passed('A reload goes on counting.', evidence)
      : failedVerdict('A reload began anew.', 'Leave the cookie in the jar.', evidence)
  },
  explanation: ['The browser asks again, and to the counter every request is a visit.'],
  source: 'RFC 9110 §9.2.1 (Safe Methods)',
}

/** A course that is in no list of the product. */
export const toyCourse: Course = {
  id: 'toy',
  version: 3,
  title: 'A toy course',
  lessons: [toyPoint, toyExperiment],
}
