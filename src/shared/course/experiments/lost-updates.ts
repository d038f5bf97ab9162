import type { Experiment } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { countedPages, pageEvidence, shortValue, type CountedPage } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Evidence, type Verdict } from '../../stream/verdict.ts'
import { isAtOnce } from './requests-with-cookie.ts'

const times = 10
// Fewer than are sent: how many are under way at once is the network's business.
const enough = 5

const check = ({ exchanges }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges).filter(({ settings }) => settings.USE_SESSION_STORE)
  const lost = sameCount(pages.filter(({ settings }) => !settings.LOCK_SESSIONS))
  const locked = pages.filter(({ settings }) => settings.LOCK_SESSIONS)
  const lostAllTheSame = sameCount(locked)
  if (lostAllTheSame !== undefined) {
    return failedVerdict(
      'Two requests at once got the same count, though `LOCK_SESSIONS` is on.',
      'Each request should count once. Is a second counter with other settings using this store?',
      lostAllTheSame.map(pageEvidence),
    )
  }
  // Until all are answered one of them could still be lost.
  const isOver = exchanges.every(({ end }) => end !== undefined)
  const exact = isOver ? countedOnce(locked) : []
  if (lost !== undefined && exact.length > 0) {
    return passed(
      'Without the lock two requests at once got the same count: one of them is lost. With it each request counted once.',
      [...lost.map(pageEvidence), ...exact.map(burstEvidence)],
    )
  }
  return pending(
    ['`LOCK_SESSIONS = False`: two requests at once get the same count', lost !== undefined],
    [`\`LOCK_SESSIONS = True\`: ${enough} or more at once, each with a count of its own`, exact.length > 0],
  )
}

/** Two pages of one session that were asked at once and show the same count. */
const sameCount = (pages: readonly CountedPage[]): [CountedPage, CountedPage] | undefined => {
  for (const page of pages) {
    const twin = pages.find(
      (other) =>
        other.id > page.id && other.value === page.value && other.count === page.count && isAtOnce(page, other),
    )
    if (twin !== undefined) return [page, twin]
  }
  return undefined
}

/** Pages of one session that were under way together with one of them, and whose counts are all different and without a gap. */
const countedOnce = (pages: readonly CountedPage[]): readonly CountedPage[] => {
  for (const page of pages) {
    const burst = pages
      .filter((other) => other.value === page.value && (other === page || isAtOnce(page, other)))
      .sort((one, other) => one.count - other.count)
    const isWhole = burst.every(({ count }, index) => count === (burst[0]?.count ?? 0) + index)
    if (burst.length >= enough && isWhole) return burst
  }
  return []
}

const burstEvidence = ({ id, value, count }: CountedPage): Evidence => ({
  exchange: id,
  note: `locked: session=${shortValue(value, 8)}  Count: ${count}`,
})

/** Lost updates under parallel requests. */
export const lostUpdates: Experiment = {
  kind: 'experiment',
  id: 'lost-updates',
  title: 'Lost updates under parallel requests',
  misconception: 'Ten requests add ten to the count, however fast they come.',
  prediction: {
    question: `Browser A’s session is asked for ${times} times at the same moment, with \`LOCK_SESSIONS = False\`. By how much does the count go up?`,
    choices: [`By ${times}`, `By less than ${times}`, 'Not at all: the requests fail'],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store on, LOCK_SESSIONS off', {
      do: 'prepare',
      settings: { USE_SESSION_STORE: true, LOCK_SESSIONS: false },
    }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step(`Send ${times} requests at once with its cookie`, { do: 'send-at-once', cookieOf: 'browser-a', times }),
    step('Reload Browser A: some are missing', { do: 'reload', browser: 'browser-a' }),
    step('Switch LOCK_SESSIONS on', { do: 'set', change: { key: 'LOCK_SESSIONS', value: true } }),
    step(`Send ${times} requests at once again`, { do: 'send-at-once', cookieOf: 'browser-a', times }),
    step('Reload Browser A: none is missing', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'Each request reads the session, adds one, and writes it back. Two that read the same value write the same value: the later one overwrites the earlier, and an update is lost. Watch it in the Sequence: the reads come before the writes.',
    'With `LOCK_SESSIONS` the requests of one session take turns, and between processes the store refuses a write over a value that has changed meanwhile (`If-Match`); the counter then works it out again. A page that loads ten things at once makes such requests all the time.',
  ],
  source: 'RFC 9110 §13.1.1 (If-Match): the “lost update” problem',
}
