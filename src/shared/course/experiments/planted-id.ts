import type { Experiment } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import { cookieSet, countOn, exchangeEvidence, shortValue } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { requestsWithCookie, isLoaded, issuedIn, type RequestWithCookie } from './requests-with-cookie.ts'

const firstId = '11111111-1111-4111-8111-111111111111'
const secondId = '22222222-2222-4222-8222-222222222222'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const issued = issuedIn(exchanges)
  const planted = requestsWithCookie(exchanges).filter((brought) => isPlanted(brought, issued))
  const naive = planted.filter(({ settings }) => !settings.STRICT_SESSION_IDS).find(isAdopted)
  const shared =
    naive &&
    requestsWithCookie(exchanges).find(
      (brought) =>
        isLoaded(brought) &&
        brought.id > naive.id &&
        brought.cookie === naive.cookie &&
        brought.requested.from !== naive.requested.from,
    )
  const strict = planted.find((brought) => brought.settings.STRICT_SESSION_IDS && !isAdopted(brought))
  if (naive !== undefined && shared !== undefined && strict !== undefined) {
    return passed(
      'Without the strict rule the counter adopted an id that somebody else had chosen, and shared the session with them; with it, the victim got a fresh id.',
      [
        exchangeEvidence(naive, `brings ${shortValue(naive.cookie, 8)}, which nobody issued; Set-Cookie says the same`),
        exchangeEvidence(shared, `the one who planted it is in: Count: ${countOn(shared) ?? '?'}`),
        exchangeEvidence(
          strict,
          `strict: brings ${shortValue(strict.cookie, 8)}, gets ${shortValue(cookieSet(strict) ?? 'nothing', 8)}`,
        ),
      ],
    )
  }
  const wrong = planted.find((brought) => brought.settings.STRICT_SESSION_IDS && isAdopted(brought))
  if (wrong !== undefined) {
    return failedVerdict(
      'The counter adopted an id that it had not issued, though `STRICT_SESSION_IDS` is on.',
      'Plant an id under which nothing is stored yet.',
      [exchangeEvidence(wrong)],
    )
  }
  return pending(
    ['`STRICT_SESSION_IDS = False`: a planted id is adopted', naive !== undefined],
    ['the one who planted it brings it, too, and shares the session', shared !== undefined],
    ['`STRICT_SESSION_IDS = True`: a planted id is not adopted', strict !== undefined],
  )
}

// RequestWithCookie before the counter ever set it, and with nothing stored under it.
const isPlanted = ({ id, cookie, opened }: RequestWithCookie, issued: ReadonlyMap<string, JoinedExchange>): boolean => {
  const source = issued.get(cookie)
  if (opened.mode !== 'server-side' || (source !== undefined && source.id < id)) return false
  return (
    opened.outcome.state === 'refused' ||
    (opened.outcome.state === 'loaded' && Object.keys(opened.outcome.data).length === 0)
  )
}

const isAdopted = (brought: RequestWithCookie): boolean => cookieSet(brought) === brought.cookie

/** A planted id: session fixation. */
export const plantedId: Experiment = {
  kind: 'experiment',
  id: 'planted-id',
  title: 'A planted id (session fixation)',
  misconception: 'Only a stolen id is dangerous. One that I was given before I came here is no harm.',
  prediction: {
    question:
      'Somebody plants an id of their own choosing in Browser B, and the counter runs with `STRICT_SESSION_IDS = False`. What does the counter do with it?',
    choices: [
      'It adopts it, so both share a session',
      'It issues a new id: it never issued that one',
      'It answers with an error',
    ],
    right: 0,
  },
  steps: [
    step('Begin with empty jars, the store on, STRICT_SESSION_IDS off', {
      do: 'prepare',
      settings: { USE_SESSION_STORE: true, STRICT_SESSION_IDS: false },
    }),
    step('Plant an id that nobody issued in Browser B (Cookies tab: Add)', {
      do: 'write-cookie',
      browser: 'browser-b',
      value: firstId,
    }),
    step('The victim opens the counter in Browser B', { do: 'open', browser: 'browser-b', address: '/' }),
    step('The attacker uses the same id in Browser A', { do: 'write-cookie', browser: 'browser-a', value: firstId }),
    step('And is in the victim’s session', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Now with the strict rule: switch STRICT_SESSION_IDS on', {
      do: 'set',
      change: { key: 'STRICT_SESSION_IDS', value: true },
    }),
    step('Plant another id in Browser B', { do: 'write-cookie', browser: 'browser-b', value: secondId }),
    step('Reload Browser B: it gets an id of its own', { do: 'reload', browser: 'browser-b' }),
  ],
  check,
  explanation: [
    'The attack needs no theft: the attacker chooses the id first, plants it (by a link, a subdomain, a shared computer), and waits until the victim has made something of the session.',
    'The cure is to accept only ids that this server issued, and to issue a fresh one at each login. The original of this counter adopted any id; `STRICT_SESSION_IDS` is the cure, and on unless you switch it off.',
  ],
  source:
    'RFC 6265bis §8.4 (Session Identifiers): session fixation; OWASP Session Management Cheat Sheet, “Permissive and Strict Session Management”',
}
