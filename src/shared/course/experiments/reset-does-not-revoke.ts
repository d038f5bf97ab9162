import type { Experiment } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { countOn, exchangeEvidence, isReset } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { requestsWithCookie, countOpened, isLoaded, type RequestWithCookie } from './requests-with-cookie.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const brought = requestsWithCookie(exchanges)
  const resets = brought.filter((seen) => isReset(seen) && isLoaded(seen))
  const pairs = resets.flatMap((reset) => {
    const after = brought.find(({ id, cookie }) => id > reset.id && cookie === reset.cookie)
    return after === undefined ? [] : [{ reset, after }]
  })
  const alive = pairs.find(({ reset, after }) => isLoaded(after) && countOn(after) === (countOpened(reset) ?? 0) + 1)
  if (alive !== undefined)
    return passed(
      'The cookie from before Reset was accepted after it, and counted on.',
      evidenceOf(alive.reset, alive.after),
    )
  const dead = pairs.at(-1)
  if (dead !== undefined) {
    return failedVerdict(
      'After Reset the old cookie was worth nothing.',
      'That is so with the store, where Reset deletes the entry. Switch `USE_SESSION_STORE` off.',
      evidenceOf(dead.reset, dead.after),
    )
  }
  return pending(['Reset, with a signed cookie', resets.length > 0], ['the same cookie comes back after Reset', false])
}

const evidenceOf = (reset: RequestWithCookie, after: RequestWithCookie) => [
  exchangeEvidence(reset, `POST /reset  with Count: ${countOpened(reset) ?? '?'}`),
  exchangeEvidence(after, `the same cookie after Reset: Count: ${countOn(after) ?? '?'}`),
]

/** Reset does not revoke a signed cookie. */
export const resetDoesNotRevoke: Experiment = {
  kind: 'experiment',
  id: 'reset-does-not-revoke',
  title: 'Reset does not revoke a signed cookie',
  misconception: 'After Reset (or a logout) the old session is over.',
  prediction: {
    question: 'Somebody copied Browser A’s signed cookie at 3. Then Browser A presses Reset. What is the copy worth?',
    choices: ['Nothing: Reset has ended the session', 'As much as before: it goes on at 4', 'It shows Count: 1'],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it', { do: 'reload', browser: 'browser-a' }),
    step('And once more: Count: 3. Copy this cookie', { do: 'reload', browser: 'browser-a' }),
    step('Press Reset on the page', { do: 'press', browser: 'browser-a', button: 'Reset' }),
    step('Put the copy into Browser B’s jar', {
      do: 'write-cookie',
      browser: 'browser-b',
      value: { from: 'received', browser: 'browser-a', index: 2 },
    }),
    step('Open the counter in Browser B: it goes on at 4', { do: 'open', browser: 'browser-b', address: '/' }),
  ],
  check,
  explanation: [
    'Reset only asks the browser to drop its copy. The server keeps no list of the cookies that it signed, so it cannot strike one off: a signed cookie lives until it expires, or until the key changes.',
    'A logout that really ends a session needs something that the server keeps: the session itself, or a list of those that are over. With the store on, Reset deletes the entry, and every copy of the id is dead.',
  ],
  source: 'OWASP Session Management Cheat Sheet, “Manual Session Expiration: Logout Button”',
}
