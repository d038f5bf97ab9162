import type { Experiment } from '../lesson.ts'
import { modeWhenAsked, type LessonRecord } from '../record.ts'
import { countedPages, countOn, exchangeEvidence, pageEvidence } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Evidence, type Verdict } from '../../stream/verdict.ts'
import { requestsWithCookie, isLoaded, refusalReason, type RequestWithCookie } from './requests-with-cookie.ts'

const check = (record: LessonRecord): Verdict => {
  const signed = requestsWithCookie(record.exchanges).filter((brought) => modeWhenAsked(brought) === 'client-side')
  const restart = restartIn(record, signed)
  const accepted = signed.find(
    (brought) =>
      brought.settings.fallbackKeys > 0 && isLoaded(brought) && originOf(brought, record)?.settings.fallbackKeys === 0,
  )
  const retired =
    accepted &&
    signed.find(
      (brought) =>
        brought.id > accepted.id &&
        brought.settings.fallbackKeys === 0 &&
        brought.settings.secretKey === 'configured' &&
        refusalReason(brought) === 'bad-signature',
    )
  if (restart?.isRefused === true && accepted !== undefined && retired !== undefined) {
    return passed(
      'A restart with a fresh random key ended every signed session. A new key with the old one among the fallbacks ended none, until the old one was taken out.',
      [
        ...restart.evidence,
        ...withOrigin(accepted, record, `signed with the old key, now a fallback: Count: ${countOn(accepted) ?? '?'}`),
        ...withOrigin(retired, record, 'signed with a key that is no longer named: refused, Count: 1'),
      ],
    )
  }
  if (restart?.isRefused === false) {
    return failedVerdict(
      'After the restart the old cookie was still accepted.',
      'Leave `SECRET_KEY` out of the settings: then each start has a key of its own.',
      restart.evidence,
    )
  }
  return pending(
    ['a counter without `SECRET_KEY` is restarted, and refuses the cookie of before', restart !== undefined],
    [
      'a new `SECRET_KEY` with the old one in `SECRET_KEY_FALLBACKS`: the old cookie is accepted',
      accepted !== undefined,
    ],
    ['without the fallback it is refused', retired !== undefined],
  )
}

const originOf = ({ cookie, id }: RequestWithCookie, { exchanges }: LessonRecord) =>
  countedPages(exchanges).find((page) => page.value === cookie && page.id < id)

const withOrigin = (brought: RequestWithCookie, record: LessonRecord, note: string): Evidence[] => {
  const origin = originOf(brought, record)
  return [...(origin === undefined ? [] : [pageEvidence(origin)]), exchangeEvidence(brought, note)]
}

// The first cookie with which somebody comes back after the counter began to listen again.
const restartIn = (record: LessonRecord, signed: readonly RequestWithCookie[]) => {
  for (const moment of record.moments) {
    if (moment.kind !== 'server.changed' || moment.server !== 'counter' || moment.state.state !== 'listening') continue
    const after = signed.find((brought) => brought.requested.sequence > moment.sequence)
    const origin = after && originOf(after, record)
    if (
      after === undefined ||
      origin === undefined ||
      origin.end.sequence > moment.sequence ||
      after.settings.secretKey !== 'random'
    )
      continue
    const evidence = [
      pageEvidence(origin),
      { sequence: moment.sequence, note: 'the counter listens again' },
      exchangeEvidence(after, `the cookie of before: Count: ${countOn(after) ?? '?'}`),
    ]
    return { isRefused: refusalReason(after) === 'bad-signature', evidence }
  }
  return undefined
}

const oldKey = 'the first key of the experiment, long enough'
const newKey = 'the second key of the experiment, also long enough'

/** Restart, and the rotation of keys. */
export const keyRotation: Experiment = {
  kind: 'experiment',
  id: 'key-rotation',
  title: 'Restart and key rotation',
  misconception: 'The sessions are in the cookies, so a restart of the server does them no harm.',
  prediction: {
    question:
      'No `SECRET_KEY` is configured, Browser A is at 2, and the counter is restarted. What does Browser A show next?',
    choices: ['Count: 3: the session is in the cookie', 'Count: 1: the cookie is refused', 'An error page'],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Take SECRET_KEY_FALLBACKS out of the settings', {
      do: 'set',
      change: { key: 'SECRET_KEY_FALLBACKS', value: [] },
    }),
    step('Take SECRET_KEY out of the settings: a random key from now on', {
      do: 'set',
      change: { key: 'SECRET_KEY', value: null },
    }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it: Count: 2', { do: 'reload', browser: 'browser-a' }),
    step('Restart the counter', { do: 'restart-counter' }),
    step('Reload Browser A: the key is another one', { do: 'reload', browser: 'browser-a' }),
    step('Now configure a SECRET_KEY', { do: 'set', change: { key: 'SECRET_KEY', value: oldKey } }),
    step('Reload Browser A', { do: 'reload', browser: 'browser-a' }),
    step('Reload it once more: Count: 2', { do: 'reload', browser: 'browser-a' }),
    step('Rotate: the old key becomes a fallback', {
      do: 'set',
      change: { key: 'SECRET_KEY_FALLBACKS', value: [oldKey] },
    }),
    step('And a new one signs', { do: 'set', change: { key: 'SECRET_KEY', value: newKey } }),
    step('Reload Browser A: Count: 3, and signed anew', { do: 'reload', browser: 'browser-a' }),
    step('Rotate once more, this time without a fallback', {
      do: 'set',
      change: { key: 'SECRET_KEY_FALLBACKS', value: [] },
    }),
    step('With the old key again', { do: 'set', change: { key: 'SECRET_KEY', value: oldKey } }),
    step('Reload Browser A: Count: 1', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'Without a configured key the server makes one up at each start. Every cookie that it signed before is then a stranger’s. The same happens when several servers share the work and each has a key of its own.',
    'A key should be changed now and then, and at once when it leaked. `SECRET_KEY_FALLBACKS` names keys that are still accepted but sign nothing any more: each visitor gets a cookie of the new key at the next page, and when the lifetime is over the old key can go.',
  ],
  source:
    'Flask documentation, “Configuration Handling”: SECRET_KEY, SECRET_KEY_FALLBACKS; OWASP Session Management Cheat Sheet, “Renewal Timeout”',
}
