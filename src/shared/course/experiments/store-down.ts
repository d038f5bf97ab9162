import type { Experiment } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import {
  countedPages,
  countOn,
  exchangeEvidence,
  isAnswered,
  pageEvidence,
  type Answered,
  type CountedPage,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { cookieSent, setsCookie } from './requests-with-cookie.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges).filter(({ settings }) => settings.USE_SESSION_STORE)
  const down = exchanges.filter(isUnavailable)
  const outages = down.flatMap((failed) => outageOf(failed, exchanges, pages))
  const healed = outages.find(({ before, failed, after }) => countOn(after) === before.count + 1 && !setsCookie(failed))
  if (healed !== undefined) {
    return passed(
      'While the store was down the counter said so and left the cookie alone. When it was back the count went on: nothing was lost.',
      evidenceOf(healed),
    )
  }
  const lost = outages.at(-1)
  if (lost !== undefined) {
    return failedVerdict(
      'When the store was back the count did not go on where it had stopped.',
      "A store that is stopped cleanly, or even killed, keeps what it acknowledged. `KV_STORE = 'memory'` keeps nothing.",
      evidenceOf(lost),
    )
  }
  return pending(
    ['a session in the store', pages.length > 0],
    ['with the store down: 503, and the cookie is kept', down.length > 0],
    ['with the store back: the count goes on', false],
  )
}

interface Outage {
  readonly before: CountedPage
  readonly failed: Answered
  readonly after: Answered
}

const isUnavailable = (seen: JoinedExchange): seen is Answered =>
  isAnswered(seen) && seen.requested.to === 'counter' && seen.end.status === 503

// The first page of the same sender for which the store was there again, and the last one before.
const outageOf = (failed: Answered, exchanges: readonly JoinedExchange[], pages: readonly CountedPage[]): Outage[] => {
  const cookie = cookieSent(failed, failed.settings.SESSION_COOKIE_NAME)
  const before = pages.findLast(({ id, value }) => id < failed.id && value === cookie)
  const after = exchanges.find(
    (seen): seen is Answered =>
      isAnswered(seen) &&
      seen.id > failed.id &&
      seen.end.status === 200 &&
      seen.requested.from === failed.requested.from &&
      countOn(seen) !== undefined,
  )
  return before === undefined || after === undefined ? [] : [{ before, failed, after }]
}

const evidenceOf = ({ before, failed, after }: Outage) => [
  pageEvidence(before),
  exchangeEvidence(failed, 'GET /  503: the store is down'),
  exchangeEvidence(after, `the store is back: Count: ${countOn(after) ?? '?'}`),
]

/** The store goes down, and comes back. */
export const storeDown: Experiment = {
  kind: 'experiment',
  id: 'store-down',
  title: 'Store down, store back',
  misconception: 'When the session store fails, everybody is logged out.',
  prediction: {
    question:
      'Browser A is at 2, the key-value service is stopped, Browser A reloads, and the service is started again. What does Browser A show then?',
    choices: ['Count: 1: the session was lost', 'Count: 3: nothing was lost', 'Count: 4: the failed page counted, too'],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store on', { do: 'prepare', settings: { USE_SESSION_STORE: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it: Count: 2', { do: 'reload', browser: 'browser-a' }),
    step('Stop the key-value service', { do: 'stop-store' }),
    step('Reload Browser A: 503, and no Set-Cookie', { do: 'reload', browser: 'browser-a' }),
    step('Start the key-value service again', { do: 'start-store' }),
    step('Reload Browser A: Count: 3', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'An outage is not a missing session. The counter answers 503 (“try again later”) and sends no Set-Cookie, so the browser keeps its id; the store keeps its entries on the disk. A counter that answered with a fresh session instead would log everybody out at the first hiccup.',
    'It is the price of server-side sessions: one more thing that has to be there. With signed cookies the counter would not even have noticed.',
  ],
  source: 'RFC 9110 §15.6.4 (503 Service Unavailable)',
}
