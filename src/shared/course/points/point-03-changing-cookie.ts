import type { Point } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
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

const wanted = 3

const check = (record: LessonRecord): Verdict => {
  const ofEach = byVisitor(countedPages(newestEpoch(record, 'client-side')))
  const runs = ofEach.map((pages) => countingUp(pages, wanted)).filter((run) => run.length > 0)
  const changing = runs.find((run) => new Set(run.map(({ value }) => value)).size === run.length)
  if (changing !== undefined)
    return passed('Three pages in a row, three different values: the count is inside.', changing.map(pageEvidence))
  const longest = Math.max(0, ...ofEach.map((pages) => pages.length))
  const same = newestMode(record) === 'server-side' ? sameAgain(record) : []
  if (same.length > 0) {
    return failedVerdict(
      'Set-Cookie stayed the same while the count went up.',
      'That is the way of the store. Switch `USE_SESSION_STORE` off, then reload one browser three times.',
      same.map(pageEvidence),
    )
  }
  return pending(
    ...Array.from(
      { length: wanted },
      (_, index) => [`Set-Cookie number ${index + 1} of the same browser`, longest > index] as const,
    ),
  )
}

const sameAgain = (record: LessonRecord): readonly CountedPage[] =>
  byVisitor(countedPages(newestEpoch(record, 'server-side')))
    .map((pages) => countingUp(pages, 2))
    .find((run) => run.length > 0) ?? []

/** `Set-Cookie` changes at each refresh. */
export const changingCookie: Point = {
  kind: 'point',
  id: 'point-3',
  number: 3,
  title: 'Set-Cookie changes at each refresh',
  task: 'Reload Browser A three times and watch its `Set-Cookie` lines.',
  look: 'The value is another one each time. Choose a line to see which of its three parts changed, and what the first one says.',
  hints: [
    'The first part is not secret: it is the session as JSON, in Base64.',
    'Choose the newest row of Browser A. On the right, payload, time and signature are compared with those of the previous line.',
  ],
  explanation: [
    'The cookie is payload, time and signature. The payload holds the count, so it changes with every page; the time is that of signing; the signature covers both.',
    'Anyone who has the cookie can read it. Nobody without `SECRET_KEY` can make another one that the server accepts.',
  ],
  steps: [
    step('Switch USE_SESSION_STORE off', { do: 'set', change: { key: 'USE_SESSION_STORE', value: false } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload: another Set-Cookie', { do: 'reload', browser: 'browser-a' }),
    step('Reload: and another', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
}
