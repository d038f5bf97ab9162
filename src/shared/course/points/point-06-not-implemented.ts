import type { Point } from '../lesson.ts'
import { pageText } from '../../exchange/page-heading.ts'
import { modeWhenAsked, type LessonRecord, type JoinedExchange } from '../record.ts'
import { exchangeEvidence, isAnswered, newestEpoch, type Answered } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'

const missing = /KeyValueSessionStore\.(setKey|getKey|deleteKey) is not implemented/

const check = (record: LessonRecord): Verdict => {
  const failing = record.exchanges.findLast(isMissingMethod)
  if (failing !== undefined) {
    const method = missing.exec(pageText(failing.end.body.text))?.[1] ?? ''
    return passed(`The counter answered 500: \`${method}\` is not implemented.`, [
      exchangeEvidence(
        failing,
        `${failing.requested.method} ${failing.requested.target}  500  ${method} is not implemented`,
      ),
    ])
  }
  const good = newestEpoch(record, 'server-side').findLast(
    (seen) => isAnswered(seen) && seen.requested.to === 'counter' && seen.end.status === 200,
  )
  if (good?.settings.USE_EXERCISE === true) return tooGood(good)
  return pending(
    ['`USE_SESSION_STORE` is on', record.settings.USE_SESSION_STORE],
    ['the implementation is yours', record.settings.USE_EXERCISE],
    ['the counter fails and names the missing method', false],
  )
}

const isMissingMethod = (seen: JoinedExchange): seen is Answered =>
  isAnswered(seen) &&
  seen.requested.to === 'counter' &&
  seen.end.status === 500 &&
  seen.settings.USE_EXERCISE &&
  modeWhenAsked(seen) === 'server-side' &&
  missing.test(pageText(seen.end.body.text))

const tooGood = (seen: JoinedExchange): Verdict =>
  failedVerdict(
    'The counter answered 200: your class works already.',
    'To see it fail, reset it to the template in the Code tab; a copy of yours is kept.',
    [exchangeEvidence(seen)],
  )

/** Switch the store on before it is written, and see it fail. */
export const notImplemented: Point = {
  kind: 'point',
  id: 'point-6',
  number: 6,
  title: 'Switch the store on, see it fail',
  task: 'Choose *yours* as the implementation, switch `USE_SESSION_STORE` on, and reload Browser A.',
  look: 'The counter answers 500, and its page names the method that is not written yet.',
  hints: [
    'The choice of the implementation is at the top, beside the switch.',
    'The class is in the Code tab: each of its three methods throws an error.',
  ],
  explanation: [
    'The counter asks its session interface, the session interface asks a `KeyValueSessionStore`, and that is the class with three empty methods. What is missing shows at the first page.',
    '500 says that the server is at fault, not the request. A good error page says what the reader can do; a public one says no more than that.',
  ],
  steps: [
    step('Choose your own implementation', { do: 'set', change: { key: 'USE_EXERCISE', value: true } }),
    step('Switch USE_SESSION_STORE on', { do: 'set', change: { key: 'USE_SESSION_STORE', value: true } }),
    step('Reload Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
  ],
  check,
}
