import type { Experiment } from '../lesson.ts'
import { modeWhenAsked, type LessonRecord, type JoinedExchange } from '../record.ts'
import {
  countedPages,
  countingUp,
  countOn,
  exchangeEvidence,
  pageEvidence,
  type CountedPage,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { requestsWithCookie, isLoaded, issuedIn, type RequestWithCookie } from './requests-with-cookie.ts'

const storedPages = 4

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges)
  const replays = replaysIn(exchanges, pages)
  const back = replays.find(
    ({ source, latest, brought }) =>
      isLoaded(brought) && countOn(brought) === source.count + 1 && (countOn(brought) ?? 0) <= latest.count,
  )
  const stored = storedRun(pages)
  if (back !== undefined && stored.length > 0) {
    const { source, latest, brought } = back
    return passed(
      'The old signed cookie took the count back. With the store the first cookie is the last one, too: there is nothing to take back.',
      [
        pageEvidence(source),
        pageEvidence(latest),
        exchangeEvidence(brought, `the cookie of #${source.id} again: Count: ${countOn(brought) ?? '?'}`),
        ...stored.map(pageEvidence),
      ],
    )
  }
  const refused = replays.findLast(({ brought }) => !isLoaded(brought))
  if (back === undefined && refused !== undefined) {
    return failedVerdict(
      'The counter refused the old cookie.',
      'Bring it back before it expires, and without changing the key or the mode meanwhile.',
      [pageEvidence(refused.source), exchangeEvidence(refused.brought)],
    )
  }
  return pending(
    ['with the store off: an old cookie takes the count back', back !== undefined],
    [
      `with the store on: ${storedPages} pages under one id, where the first cookie gives the newest count`,
      stored.length > 0,
    ],
  )
}

interface Replay {
  readonly source: CountedPage
  readonly latest: CountedPage
  readonly brought: RequestWithCookie
}

// A signed cookie that was brought though its sender had received a newer one.
const replaysIn = (exchanges: readonly JoinedExchange[], pages: readonly CountedPage[]): Replay[] => {
  const issued = issuedIn(exchanges)
  return requestsWithCookie(exchanges).flatMap((brought) => {
    const sourceId = issued.get(brought.cookie)?.id
    const source = pages.find(({ id }) => id === sourceId)
    const latest = pages.findLast((page) => page.requested.from === brought.requested.from && page.id < brought.id)
    if (brought.opened.mode !== 'client-side' || source === undefined || latest === undefined) return []
    return latest.id > source.id && latest.value !== brought.cookie && latest.count > source.count
      ? [{ source, latest, brought }]
      : []
  })
}

const storedRun = (pages: readonly CountedPage[]): readonly CountedPage[] => {
  const stored = pages.filter((page) => modeWhenAsked(page) === 'server-side')
  const ids = new Set(stored.map(({ value }) => value))
  return (
    [...ids]
      .map((id) =>
        countingUp(
          stored.filter(({ value }) => value === id),
          storedPages,
        ),
      )
      .find((run) => run.length > 0) ?? []
  )
}

/** The replay of an old cookie. */
export const replayedCookie: Experiment = {
  kind: 'experiment',
  id: 'replayed-cookie',
  title: 'The replay of an old cookie',
  misconception: 'An old cookie is worthless: the server has counted on since.',
  prediction: {
    question: 'Browser A is at 3 and puts back the signed cookie that it had at 1. What does the next page show?',
    choices: [
      'Count: 4: the server knows better',
      'Count: 2: the server believes the old cookie',
      'Count: 1: the old cookie is refused',
    ],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open the counter in Browser A: note this cookie', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it', { do: 'reload', browser: 'browser-a' }),
    step('And once more: Count: 3', { do: 'reload', browser: 'browser-a' }),
    step('Put the first cookie back into Browser A’s jar', {
      do: 'write-cookie',
      browser: 'browser-a',
      value: { from: 'received', browser: 'browser-a', index: 0 },
    }),
    step('Reload Browser A with the old cookie', { do: 'reload', browser: 'browser-a' }),
    step('The same again with the store: switch it on, and clear the cookies', {
      do: 'set',
      change: { key: 'USE_SESSION_STORE', value: true },
    }),
    step('Clear Browser A’s cookies', { do: 'clear-cookies', browser: 'browser-a' }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Reload it', { do: 'reload', browser: 'browser-a' }),
    step('And once more: Count: 3', { do: 'reload', browser: 'browser-a' }),
    step('Put the first id back: it is the one that the jar holds anyway', {
      do: 'write-cookie',
      browser: 'browser-a',
      value: { from: 'received', browser: 'browser-a', index: 4 },
    }),
    step('Reload Browser A: Count: 4', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'A signature says that the server wrote this once, not that it is the newest. As long as the cookie has not expired, whoever keeps a copy can go back to it: a voucher that was spent is whole again.',
    'With the store the cookie is only a name, and what it names is kept by the server: there is one state, and it goes forward. What must not be rolled back belongs there.',
  ],
  source:
    'OWASP Session Management Cheat Sheet, “Session ID Content (or Value)”; RFC 6265bis §8.6 (Weak Integrity): replay',
}
