import type { Experiment } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { countedPages, countOn, exchangeEvidence, mayBeTwoBrowsers, pageEvidence } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { requestsWithCookie, isLoaded } from './requests-with-cookie.ts'

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges).filter(({ settings }) => settings.USE_SESSION_STORE)
  const copies = requestsWithCookie(exchanges).flatMap((brought) => {
    const owner = pages.findLast((page) => page.id < brought.id && page.value === brought.cookie)
    return owner !== undefined && owner.requested.from !== brought.requested.from && mayBeTwoBrowsers(owner, brought)
      ? [{ owner, brought }]
      : []
  })
  const taken = copies.find(({ owner, brought }) => isLoaded(brought) && countOn(brought) === owner.count + 1)
  if (taken !== undefined) {
    return passed(
      'Two browsers, one session: the second one brought the id of the first and went on where that had stopped.',
      [
        pageEvidence(taken.owner),
        exchangeEvidence(taken.brought, `the same id from somebody else: Count: ${countOn(taken.brought) ?? '?'}`),
      ],
    )
  }
  const refused = copies.findLast(({ brought }) => !isLoaded(brought))
  if (refused !== undefined) {
    return failedVerdict('The counter refused the copied id.', 'Copy the id of a session that is still in the store.', [
      pageEvidence(refused.owner),
      exchangeEvidence(refused.brought),
    ])
  }
  return pending(['a session in the store', pages.length > 0], ['another browser brings the same id', false])
}

/** A copied id hijacks the session. */
export const copiedId: Experiment = {
  kind: 'experiment',
  id: 'copied-id',
  title: 'A copied id hijacks the session',
  misconception: 'With the data on the server, a copied cookie is useless: it holds nothing.',
  prediction: {
    question:
      'Browser A is at 2. Its session id is copied into Browser B, which opens the counter. What does Browser B show?',
    choices: [
      'Count: 1: another browser, another session',
      'Count: 3: to the server it is the same visitor',
      'An error: the id belongs to somebody else',
    ],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store on', { do: 'prepare', settings: { USE_SESSION_STORE: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it: Count: 2', { do: 'reload', browser: 'browser-a' }),
    step('Copy the cookie to Browser B (Cookies tab: Copy)', {
      do: 'write-cookie',
      browser: 'browser-b',
      value: { from: 'jar', browser: 'browser-a' },
    }),
    step('Open the counter in Browser B', { do: 'open', browser: 'browser-b', address: '/' }),
    step('Reload Browser A: it feels that somebody else was there', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'The id is all that a visitor shows. HTTP knows no faces: whoever brings the id *is* the session, from any browser and any machine. So an id is as good as a password, and must be guarded like one.',
    'Hence ids are long and random, cookies are `HttpOnly` (out of reach of scripts) and `Secure` (never over plain HTTP), and a fresh id is issued at each login.',
  ],
  source: 'RFC 6265bis §8.4 (Session Identifiers); OWASP Session Management Cheat Sheet, “Session ID Properties”',
}
