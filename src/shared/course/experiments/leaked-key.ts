import type { Experiment } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import { countedPages, countOn, exchangeEvidence, pageEvidence, type CountedPage } from '../exchange-queries.ts'
import { readCookie } from '../../cookie/readers/cookie-readers.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import {
  requestsWithCookie,
  countOpened,
  isLoaded,
  issuedIn,
  refusalReason,
  signatureOf,
  type RequestWithCookie,
} from './requests-with-cookie.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges)
  const issued = issuedIn(exchanges)
  const attempts = requestsWithCookie(exchanges).flatMap((brought) => {
    const before = pages.find(
      (page) => page.requested.from === brought.requested.from && page.end.sequence < brought.requested.sequence,
    )
    return before !== undefined && isMadeElsewhere(brought, before, issued) ? [{ brought, before }] : []
  })
  const accepted = attempts.find(
    ({ brought }) => isLoaded(brought) && countOn(brought) === (countOpened(brought) ?? 0) + 1,
  )
  if (accepted !== undefined) {
    return passed(
      'The counter accepted a session that it had never issued: the signature was made with its own key.',
      evidenceOf(accepted.before, accepted.brought),
    )
  }
  const refused = attempts.findLast(({ brought }) => refusalReason(brought) !== undefined)
  if (refused !== undefined) {
    return failedVerdict(
      'The counter refused the forged cookie.',
      'Sign it with the key that is in `counter.cfg`, or let the lab do it: *Run*.',
      evidenceOf(refused.before, refused.brought),
    )
  }
  return pending(
    ['a cookie that the counter signed', pages.length > 0],
    ['another one that it did not sign, but that its key did', false],
  )
}

// Signed after the counter's own first answer, with a signature that it never sent.
const isMadeElsewhere = (
  { cookie }: RequestWithCookie,
  before: CountedPage,
  issued: ReadonlyMap<string, JoinedExchange>,
): boolean => {
  const { signedAt } = readCookie(cookie)
  const signature = signatureOf(cookie)
  if (signedAt === undefined || signature === undefined || issued.has(cookie)) return false
  const isCopied = [...issued.keys()].some((value) => signatureOf(value) === signature)
  return !isCopied && signedAt >= Math.floor(before.requested.at / 1000) * 1000
}

const evidenceOf = (before: CountedPage, brought: RequestWithCookie) => [
  pageEvidence(before),
  exchangeEvidence(
    brought,
    `a cookie from elsewhere says ${countOpened(brought) ?? 'something else'}, the page says ${countOn(brought) ?? 'nothing'}`,
  ),
]

/** A key that leaked forges sessions. */
export const leakedKey: Experiment = {
  kind: 'experiment',
  id: 'leaked-key',
  title: 'A leaked key forges sessions',
  misconception: 'The session cookie is signed, so whatever it says was decided by the server.',
  prediction: {
    question:
      '`SECRET_KEY` has leaked, and somebody signs {"count":1000000} with it. What does the counter make of that cookie?',
    choices: [
      'It refuses it: it never issued that session',
      'It believes every word: Count: 1000001',
      'It asks for a login',
    ],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Sign {"count":1000000} with the counter’s key, and put it into Browser A’s jar', {
      do: 'forge-cookie',
      browser: 'browser-a',
      data: { count: 1_000_000 },
    }),
    step('Reload Browser A with the forged cookie', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'The signature is all that the server has to go by: it keeps nothing, so it cannot tell a session that it issued from one that somebody else signed. With the key anybody is any user.',
    'Keys leak through repositories, logs and error pages. Keep `SECRET_KEY` out of the code, make it long and random, and change it when in doubt; the experiment on key rotation shows how.',
  ],
  source:
    'Flask documentation, “Configuration Handling”: SECRET_KEY; OWASP Session Management Cheat Sheet, “Session ID Content (or Value)”',
}
