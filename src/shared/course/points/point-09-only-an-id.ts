import { isUuid } from '../../base/uuid.ts'
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
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'

const wanted = 3

const check = (record: LessonRecord): Verdict => {
  const pages = countedPages(newestEpoch(record, 'server-side'))
  const ofEach = byVisitor(pages)
  const same = ofEach.map((ofOne) => countingUp(ofOne, wanted)).find(isSameId)
  if (same !== undefined)
    return passed(
      'The same id each time, while the count went up: only the entry in the store changed.',
      same.map(pageEvidence),
    )
  const forgotten = neverFound(pages)
  if (forgotten.length > 0) {
    return failedVerdict(
      'A new id each time, and the count stays at 1: what was stored is not found again.',
      'Let `setKey` store the value under the key, and `getKey` give it back.',
      forgotten.map(pageEvidence),
    )
  }
  const longest = Math.max(0, ...ofEach.map((ofOne) => ofOne.length))
  return pending(
    ...Array.from(
      { length: wanted },
      (_, index) => [`Set-Cookie number ${index + 1} with the same id`, longest > index] as const,
    ),
  )
}

const isSameId = (run: readonly CountedPage[]): boolean =>
  run.length > 0 && isUuid(run[0]?.value ?? '') && run.every(({ value }) => value === run[0]?.value)

// One sender brings the id that it was given, and is given another one all the same.
const neverFound = (pages: readonly CountedPage[]): readonly CountedPage[] => {
  const brought = pages.filter(
    ({ opened, count }) => opened?.outcome.state === 'refused' && opened.outcome.reason === 'unknown-id' && count === 1,
  )
  return brought.length < 2 ? [] : brought.slice(-2)
}

/** `Set-Cookie` holds only an id, which does not change while the count does. */
export const onlyAnId: Point = {
  kind: 'point',
  id: 'point-9',
  number: 9,
  title: 'Set-Cookie holds only an id',
  task: 'With the store on, reload Browser A three times. Watch its `Set-Cookie` line and its count.',
  look: 'The id stays the same while the count goes up. The count is in the Store tab, under that id.',
  hints: [
    'Compare with point 3: what changed at each refresh there, and what changes now?',
    'Choose the newest row of Browser A: the thread of the click shows what the counter asked the store for, and what it saved.',
  ],
  explanation: [
    'A random id says nothing about the visitor and does not change when the data does. Nobody can read or alter the data through the cookie; but whoever has the id has the session.',
    'It costs two calls of the store a page, one to read and one to write. For that the server can look at, change and end every session.',
  ],
  steps: [
    step('Switch USE_SESSION_STORE on', { do: 'set', change: { key: 'USE_SESSION_STORE', value: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload: the same id', { do: 'reload', browser: 'browser-a' }),
    step('Reload: and again', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
}
