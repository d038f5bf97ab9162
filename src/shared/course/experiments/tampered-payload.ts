import type { Experiment } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import { countedPages, countOn, exchangeEvidence, shortValue } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import {
  requestsWithCookie,
  isLoaded,
  issuedIn,
  readableCount,
  refusalReason,
  signatureOf,
  type RequestWithCookie,
} from './requests-with-cookie.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const issued = issuedIn(exchanges)
  const attempts = requestsWithCookie(exchanges).flatMap((brought) => {
    const original = originalOf(brought, issued)
    return original === undefined ? [] : [{ brought, original }]
  })
  const refused = attempts.find(({ brought }) => refusalReason(brought) === 'bad-signature' && countOn(brought) === 1)
  if (refused !== undefined) {
    return passed(
      'The counter refused the altered cookie, since its signature does not fit, and began anew at 1.',
      evidenceOf(refused.original, refused.brought),
    )
  }
  const other = attempts.at(-1)
  if (other !== undefined) {
    const seen = isLoaded(other.brought)
      ? 'The counter accepted a payload that it had not signed.'
      : 'The altered cookie was refused, but for another reason than its signature.'
    return failedVerdict(
      seen,
      'Change only the payload, between the first character and the first dot, and leave the store off.',
      evidenceOf(other.original, other.brought),
    )
  }
  return pending(
    ['a signed cookie', countedPages(exchanges).length > 0],
    ['the same cookie comes back with another payload and the old signature', false],
  )
}

// What was altered: a cookie that the counter set, with the same signature and another payload.
const originalOf = (
  { cookie, id }: RequestWithCookie,
  issued: ReadonlyMap<string, JoinedExchange>,
): JoinedExchange | undefined => {
  const signature = signatureOf(cookie)
  if (signature === undefined || issued.has(cookie)) return undefined
  const found = [...issued].find(([value, seen]) => seen.id < id && signatureOf(value) === signature)
  return found?.[1]
}

const evidenceOf = (original: JoinedExchange, brought: RequestWithCookie) => [
  exchangeEvidence(original, 'the cookie as it was signed'),
  exchangeEvidence(
    brought,
    `${shortValue(brought.cookie)} says ${readableCount(brought.cookie) ?? 'something else'}, the page says ${countOn(brought) ?? 'nothing'}`,
  ),
]

/** A payload that was tampered with. */
export const tamperedPayload: Experiment = {
  kind: 'experiment',
  id: 'tampered-payload',
  title: 'A tampered payload',
  misconception: 'The count is in my own cookie, so I can raise it as I like.',
  prediction: {
    question: 'Browser A changes the count in its signed cookie to 1000000 and reloads. What does the page show?',
    choices: ['Count: 1000001', 'Count: 1, without a word of complaint', 'An error page'],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it', { do: 'reload', browser: 'browser-a' }),
    step('Put {"count":1000000} in place of the payload, and keep time and signature (Cookies tab: Edit)', {
      do: 'write-cookie',
      browser: 'browser-a',
      value: { alter: 'payload', set: { count: 1_000_000 }, of: { from: 'jar', browser: 'browser-a' } },
    }),
    step('Reload Browser A with the altered cookie', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'The signature is an HMAC over payload and time. Whoever changes a single bit would have to compute it anew, and for that `SECRET_KEY` is needed.',
    'Flask, and this counter, treat a cookie that does not verify as none at all: no error, an empty session. The reason is in the Timeline, and in a real application belongs into its log: it is the mark of somebody who tries.',
  ],
  source:
    'RFC 6265bis §8.6 (Weak Integrity); OWASP Session Management Cheat Sheet, “Manage Session ID as Any Other User Input”',
}
