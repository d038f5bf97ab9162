import type { Experiment } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { hasAttribute, parseSetCookie } from '../../cookie/set-cookie.ts'
import { readCookie } from '../../cookie/readers/cookie-readers.ts'
import { countedPages, countOn, exchangeEvidence, pageEvidence, type CountedPage } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { requestsWithCookie, isLoaded, refusalReason, type RequestWithCookie } from './requests-with-cookie.ts'

const lifetime = 1

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges)
  const late = requestsWithCookie(exchanges).flatMap((brought) => {
    const origin = pages.find(({ value, id }) => value === brought.cookie && id < brought.id)
    return origin !== undefined && ageOf(brought) > brought.settings.PERMANENT_SESSION_LIFETIME
      ? [{ origin, brought }]
      : []
  })
  const refused = late.find(({ origin, brought }) => refusalReason(brought) === 'expired' && !endsInBrowser(origin))
  if (refused !== undefined) {
    return passed(
      'The browser sent the cookie all the same: nothing in it tells it to stop. The server looked at the time in it, and refused it.',
      [
        pageEvidence(refused.origin),
        exchangeEvidence(
          refused.brought,
          `${ageOf(refused.brought)} s old, ${refused.brought.settings.PERMANENT_SESSION_LIFETIME} s are accepted: Count: ${countOn(refused.brought) ?? '?'}`,
        ),
      ],
    )
  }
  const accepted = late.findLast(({ brought }) => isLoaded(brought))
  if (accepted !== undefined) {
    return failedVerdict(
      'The server accepted a cookie that was older than the lifetime.',
      'Leave the store off: its ids carry no time, their entries expire in the store.',
      [pageEvidence(accepted.origin), exchangeEvidence(accepted.brought)],
    )
  }
  return pending(
    ['a signed cookie', pages.length > 0],
    ['it comes back when it is older than `PERMANENT_SESSION_LIFETIME`, and is refused', false],
  )
}

// In whole seconds, as the server counts.
const ageOf = ({ cookie, requested }: RequestWithCookie): number =>
  Math.floor(requested.at / 1000) - (readCookie(cookie).signedAt ?? Infinity) / 1000

const endsInBrowser = ({ saved }: CountedPage): boolean => {
  const cookie = parseSetCookie(saved?.setCookie ?? '')
  return hasAttribute(cookie, 'expires') || hasAttribute(cookie, 'max-age')
}

/** Who checks that a session has expired. */
export const expiry: Experiment = {
  kind: 'experiment',
  id: 'expiry',
  title: 'Expiry is checked by whom?',
  misconception: 'A session expires because the browser throws the cookie away in time.',
  prediction: {
    question: `\`PERMANENT_SESSION_LIFETIME\` is ${lifetime} second. Browser A waits longer and reloads. Does it still send the cookie?`,
    choices: ['No, it has dropped it', 'Yes, and the server refuses it', 'Yes, and the server accepts it'],
    right: 1,
  },
  steps: [
    step(`Begin with empty jars, the store off, a lifetime of ${lifetime} second`, {
      do: 'prepare',
      settings: { PERMANENT_SESSION_LIFETIME: lifetime },
    }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Wait until the cookie is too old', { do: 'wait', milliseconds: (lifetime + 1) * 1000 + 100 }),
    step('Reload Browser A: the cookie comes, and is refused', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    '`Expires` and `Max-Age` ask a browser to drop a cookie; a program that is none need not listen, and a thief will not. The counter’s cookie has neither: it ends with the browser, whatever its age.',
    'So the server decides. A signed cookie carries the time at which it was signed, under the same signature; with the store the entry itself has a lifetime. Each page signs anew, so it is the time since the last visit that counts here.',
  ],
  source:
    'OWASP Session Management Cheat Sheet, “Session Expiration”: it must be enforced on the server side; RFC 6265bis §4.1.2.1 and §4.1.2.2',
}
