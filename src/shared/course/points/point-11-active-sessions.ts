import type { Point } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { countedPages, exchangeEvidence, newestEpoch, pageEvidence, type CountedPage } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Evidence, type Verdict } from '../../stream/verdict.ts'
import { dumpEvidence, dumpsIn, type Dump } from './dumps.ts'

const check = (record: LessonRecord): Verdict => {
  const exchanges = newestEpoch(record, 'server-side')
  const pages = countedPages(exchanges)
  const dumps = dumpsIn(exchanges)
  const found = dumps.map((dump) => ({ dump, ids: sessionsIn(dump, pages) })).findLast(({ ids }) => ids.length > 0)
  if (found !== undefined) {
    const { dump, ids } = found
    return passed(
      ids.length === 1
        ? 'The dump shows the one active session, by its id.'
        : `The dump shows ${ids.length} active sessions, each under its id.`,
      [...issuedIn(ids, pages, dump), ...dumpEvidence(dump, ids)],
    )
  }
  const other = dumps.at(-1)
  if (other !== undefined) {
    return failedVerdict(
      'The dump held no session of a browser that was seen here.',
      'Reload both browsers with `USE_SESSION_STORE` on, then dump again.',
      [exchangeEvidence(other.list)],
    )
  }
  return pending(['a session in the store', pages.length > 0], ['a dump that shows it', false])
}

// Ids that a browser was given before the dump, and that the dump still holds.
const sessionsIn = ({ list, keys }: Dump, pages: readonly CountedPage[]): string[] => {
  const issued = new Set(pages.filter(({ id }) => id < list.id).map(({ value }) => value))
  return keys.filter((key) => issued.has(key))
}

// The newest page before the dump that came with each of the ids.
const issuedIn = (ids: readonly string[], pages: readonly CountedPage[], { list }: Dump): Evidence[] =>
  ids.flatMap((id) => pages.findLast((page) => page.value === id && page.id < list.id) ?? []).map(pageEvidence)

/** Dump the active sessions. */
export const activeSessions: Point = {
  kind: 'point',
  id: 'point-11',
  number: 11,
  title: 'Dump the active sessions',
  task: 'With the store on and a session in each browser, dump the key-value service again.',
  look: 'Each active session is one entry: the id from the cookie, and the count. The server could list, change or end any of them.',
  hints: [
    'The same dump as in point 5. Which keys are session ids?',
    'Reload both browsers, then run `sessionscope dump` with the address of the key-value service.',
  ],
  explanation: [
    'This is what client-side sessions cannot do: nobody can list them, and none can be ended before it expires, for the server does not have them.',
    'It is also why the store must be guarded well: who can read it holds every session in hand.',
  ],
  steps: [
    step('Switch USE_SESSION_STORE on', { do: 'set', change: { key: 'USE_SESSION_STORE', value: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Open the counter in Browser B', { do: 'open', browser: 'browser-b', address: '/' }),
    step('Dump everything', { do: 'dump', prefix: '' }),
  ],
  check,
}
