import type { Point } from '../lesson.ts'
import {
  byVisitor,
  countedPages,
  countingUp,
  newestMode,
  newestEpoch,
  pageEvidence,
  type CountedPage,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import type { LessonRecord } from '../record.ts'

const check = (record: LessonRecord): Verdict => {
  const pages = countedPages(newestEpoch(record, 'client-side'))
  const pair = byVisitor(pages)
    .map((ofOne) => countingUp(ofOne, 2))
    .find(isWithoutStore)
  if (pair !== undefined) {
    return passed(
      `The cookie came back and the count went on, and the key-value service was not asked once.`,
      pair.map(pageEvidence),
    )
  }
  const stored = countedPages(newestEpoch(record, 'server-side')).at(-1)
  if (newestMode(record) === 'server-side' && stored !== undefined) {
    return failedVerdict(
      'The cookie held only an id; the count came from the key-value service.',
      'Switch `USE_SESSION_STORE` off, then reload a browser twice.',
      [pageEvidence(stored)],
    )
  }
  return pending(
    ['a page that comes with a signed session cookie', pages.length > 0],
    ['a page for which that cookie came back, and which counts on', false],
  )
}

const isWithoutStore = (pages: readonly CountedPage[]): boolean =>
  pages.length > 0 && pages.every(({ children }) => children.length === 0)

/** Cookie sessions are the default. */
export const cookieSessions: Point = {
  kind: 'point',
  id: 'point-1',
  number: 1,
  title: 'Cookie sessions are the default',
  task: 'Leave `USE_SESSION_STORE` off and reload Browser A.',
  look: 'The count goes up, though the server keeps nothing: the Timeline shows no call of the key-value service. The cookie in the jar is long, in three parts.',
  hints: [
    'Each row of the Timeline is one request. What stands below a row, indented, was asked in its course. Is anything there?',
    'Press ⟳ in Browser A once more, then choose its newest row and read the thread of the click on the right.',
  ],
  explanation: [
    'A client-side session travels whole: the server signs it, sends it as a cookie, and forgets it. With the next request the browser brings it back, and the signature proves that nobody changed it meanwhile.',
    'That is what Flask does unless it is told otherwise. The server needs no storage, and any number of servers can share the work as long as they share `SECRET_KEY`.',
  ],
  steps: [
    step('Switch USE_SESSION_STORE off', { do: 'set', change: { key: 'USE_SESSION_STORE', value: false } }),
    step('Reload Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it again: the cookie comes back', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
}
