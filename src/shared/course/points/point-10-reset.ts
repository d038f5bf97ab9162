import type { Point } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import {
  cookieSet,
  countedPages,
  exchangeEvidence,
  isReset,
  newestFew,
  newestEpoch,
  pageEvidence,
  shortValue,
  type Answered,
  type CountedPage,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'

/** A reset that brought a session along, and the next page of the same sender. */
interface Renewal {
  readonly reset: Answered
  readonly before: string
  readonly after: CountedPage | undefined
}

const check = (record: LessonRecord): Verdict => {
  const exchanges = newestEpoch(record, 'server-side')
  const pages = countedPages(exchanges)
  const renewals = newestFew(exchanges.filter(isReset)).flatMap((reset) => renewalOf(reset, pages))
  const newest = renewals.findLast(({ after }) => after !== undefined) ?? renewals.at(-1)
  if (newest?.after === undefined) {
    return pending(
      ['Reset is pressed: the cookie is cleared', newest !== undefined],
      ['the next page comes with a new id', false],
    )
  }
  const { reset, before, after } = newest
  const evidence = [
    exchangeEvidence(reset, `POST /reset  session=; Max-Age=0  (was ${shortValue(before, 8)})`),
    pageEvidence(after),
  ]
  if (after.value === before) {
    return failedVerdict(
      'After Reset the next page came with the same id.',
      'Reset must delete the entry and clear the cookie. Is that page from a copy of the old cookie?',
      evidence,
    )
  }
  return passed('Reset cleared the cookie, and the next page began a new session under a new id.', evidence)
}

const renewalOf = (reset: Answered, pages: readonly CountedPage[]): Renewal[] => {
  const before = reset.opened?.id
  if (before === undefined || reset.opened?.outcome.state !== 'loaded' || cookieSet(reset) !== '') return []
  const after = pages.find(({ id, requested }) => id > reset.id && requested.from === reset.requested.from)
  return [{ reset, before, after }]
}

/** Reset clears the cookie, and the next visit gets a new id. */
export const resetClears: Point = {
  kind: 'point',
  id: 'point-10',
  number: 10,
  title: 'Reset clears the cookie',
  task: 'With the store on, press *Reset* in Browser A’s page.',
  look: 'The answer sets the cookie to nothing, in the past: the browser drops it. The entry is gone from the store, and the next page has a new id.',
  hints: [
    'Reset is a POST that is answered with a redirect, so it makes two rows in the Timeline.',
    'Choose the row `POST /reset` and read what its `Set-Cookie` attributes say.',
  ],
  explanation: [
    'A server cannot take a cookie out of a browser. It can only send one of the same name that is over already: `Max-Age=0`, and `Expires` long ago for old browsers.',
    'With the store, Reset also deletes the entry, so the old id is worth nothing, even to somebody who copied it. A signed cookie that was copied before stays valid.',
  ],
  steps: [
    step('Switch USE_SESSION_STORE on', { do: 'set', change: { key: 'USE_SESSION_STORE', value: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it', { do: 'reload', browser: 'browser-a' }),
    step('Press Reset on the page', { do: 'press', browser: 'browser-a', button: 'Reset' }),
  ],
  check,
}
