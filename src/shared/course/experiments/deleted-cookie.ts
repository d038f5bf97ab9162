import type { Experiment } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import type { FromScene } from '../from-scene.ts'
import {
  answeredObject,
  countedPages,
  countOn,
  exchangeEvidence,
  isAnswered,
  isByHand,
  kvRequestOf,
  pageEvidence,
  type Answered,
  type CountedPage,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { requestsWithCookie, isLoaded } from './requests-with-cookie.ts'

/** A visitor who had a session, came back without its cookie, and got another one. */
interface Loss {
  readonly before: CountedPage
  readonly after: CountedPage
}

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges).filter(({ settings }) => settings.USE_SESSION_STORE)
  const losses = pages.flatMap((after) => lossAt(after, pages))
  for (const { before, after } of losses) {
    const read = readsOf(before.value, exchanges).find(({ id }) => id > after.id)
    const back = requestsWithCookie(exchanges).find(
      (brought) => brought.id > after.id && brought.cookie === before.value && isLoaded(brought),
    )
    if (read !== undefined && (answeredObject(read)[before.value] ?? null) === null) {
      return failedVerdict(
        'The entry of the old session is gone.',
        'Delete only the cookie, in the browser. Reset would delete the entry as well.',
        [pageEvidence(before), pageEvidence(after), exchangeEvidence(read)],
      )
    }
    if (read !== undefined && back !== undefined && countOn(back) === before.count + 1) {
      return passed(
        'The browser had forgotten the session, the server had not: the entry was still there, and the old id still opened it.',
        [
          pageEvidence(before),
          pageEvidence(after),
          exchangeEvidence(read, `the entry is still there: ${read.end.body.text.trim().slice(0, 80)}`),
          exchangeEvidence(back, `the old id again: Count: ${countOn(back) ?? '?'}`),
        ],
      )
    }
  }
  const [loss] = losses
  return pending(
    ['a session in the store', pages.length > 0],
    ['its browser comes back without the cookie', loss !== undefined],
    [
      'the old entry is read from the key-value service',
      loss !== undefined && readsOf(loss.before.value, exchanges).length > 0,
    ],
    ['the old id is put back, and counts on', false],
  )
}

const lossAt = (after: CountedPage, pages: readonly CountedPage[]): Loss[] => {
  if (after.opened?.outcome.state !== 'none') return []
  const before = pages.findLast(({ id, requested }) => id < after.id && requested.from === after.requested.from)
  return before === undefined || before.value === after.value ? [] : [{ before, after }]
}

const readsOf = (key: string, exchanges: readonly JoinedExchange[]): Answered[] =>
  exchanges.filter((seen): seen is Answered => {
    if (!isAnswered(seen) || seen.requested.to !== 'kv' || !isByHand(seen)) return false
    const request = kvRequestOf(seen)
    return request.verb === 'read' && request.key === key
  })

const firstId: FromScene<string> = { from: 'received', browser: 'browser-a', index: 0 }

/** Deleting the cookie is not deleting the data. */
export const deletedCookie: Experiment = {
  kind: 'experiment',
  id: 'deleted-cookie',
  title: 'Deleting the cookie is not deleting the data',
  misconception: 'When I clear my cookies, what the server knew of me is gone.',
  prediction: {
    question: 'With the store on, Browser A clears its cookies. What becomes of its entry in the key-value service?',
    choices: [
      'It is deleted together with the cookie',
      'It stays, and the old id still opens it',
      'It stays, but nothing can open it any more',
    ],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store on', { do: 'prepare', settings: { USE_SESSION_STORE: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it: Count: 2', { do: 'reload', browser: 'browser-a' }),
    step('Clear Browser A’s cookies', { do: 'clear-cookies', browser: 'browser-a' }),
    step('Reload it: a new visitor, Count: 1', { do: 'reload', browser: 'browser-a' }),
    step('Ask the key-value service for the old id', {
      do: 'request',
      server: 'kv',
      method: 'GET',
      target: { join: ['/', firstId] },
    }),
    step('Put the old id back into the jar', {
      do: 'write-cookie',
      browser: 'browser-a',
      value: firstId,
    }),
    step('Reload Browser A: Count: 3', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'The server is not told when a browser drops a cookie. The entry stays until somebody deletes it, or until it expires: with this counter after `PERMANENT_SESSION_LIFETIME`, which travels to the store as a TTL.',
    'So a store fills with sessions that nobody will ever open again, and expiry is not a nicety. It is also why “delete my cookies” and “delete my data” are two different requests.',
  ],
  source: 'OWASP Session Management Cheat Sheet, “Session Expiration”; RFC 8030 §5.2 (TTL)',
}
