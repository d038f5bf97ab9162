import type { Experiment } from '../lesson.ts'
import type { ObservationOf } from '../../stream/observation.ts'
import { isBrowserId } from '../../stream/participant.ts'
import { byteLength } from '../../request/byte-length.ts'
import { parseSetCookie } from '../../cookie/set-cookie.ts'
import type { LessonRecord } from '../record.ts'
import { countedPages, pageEvidence, type CountedPage } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'

const reason = 'NameValuePairExceedsMaxSize'
const most = 4096

type Blocked = ObservationOf<'cookie.blocked'>

const check = (record: LessonRecord): Verdict => {
  const pages = countedPages(record.exchanges)
  const tooLarge = pages.filter(({ saved }) => sizeOf(saved?.setCookie ?? '') > most)
  const found = tooLarge.flatMap((page) => {
    const next = pages.find(({ id, requested }) => id > page.id && requested.from === page.requested.from)
    return next === undefined ? [] : [{ page, next, blocked: refusalOf(page, record) }]
  })
  const stuck = found.find(
    ({ page, next, blocked }) =>
      blocked !== undefined && next.opened?.cookie !== page.value && next.count === page.count,
  )
  if (stuck?.blocked !== undefined) {
    return passed(
      'The browser did not keep the cookie that had grown too large, and went on sending the old one: the count is stuck.',
      [
        pageEvidence(stuck.page),
        {
          sequence: stuck.blocked.sequence,
          note: `${sizeOf(stuck.blocked.text)} bytes of name and value: refused (${reason})`,
        },
        pageEvidence(stuck.next),
      ],
    )
  }
  const kept = found.findLast(({ page, next }) => next.opened?.cookie === page.value)
  if (kept !== undefined) {
    return failedVerdict(
      'The browser kept a cookie of more than 4096 bytes.',
      'No browser of today should. Programs that are none may: use one of the lab’s browsers.',
      [pageEvidence(kept.page), pageEvidence(kept.next)],
    )
  }
  return pending(
    [`a session cookie of more than ${most} bytes of name and value`, tooLarge.length > 0],
    ['the browser refuses it', tooLarge.some((page) => refusalOf(page, record) !== undefined)],
    ['the next page comes with the old cookie, and shows the same count', false],
  )
}

const sizeOf = (line: string): number => {
  const { name, value } = parseSetCookie(line)
  return byteLength(name + value)
}

const refusalOf = ({ value, requested, end }: CountedPage, { moments }: LessonRecord): Blocked | undefined =>
  isBrowserId(requested.from)
    ? moments.find(
        (moment): moment is Blocked =>
          moment.kind === 'cookie.blocked' &&
          moment.browser === requested.from &&
          moment.reasons.includes(reason) &&
          moment.sequence > requested.sequence &&
          isSame(moment.text, value) &&
          end.status === 200,
      )
    : undefined

const isSame = (line: string, value: string): boolean => parseSetCookie(line).value === value

/** A session that is too large for a cookie. */
export const tooLargeForACookie: Experiment = {
  kind: 'experiment',
  id: 'too-large',
  title: 'Too large for a cookie',
  misconception: 'A session can hold whatever I put into it. If it grows too large I will get an error.',
  prediction: {
    question:
      'A client-side session has grown until its cookie is just over 4096 bytes. What happens at the next page?',
    choices: [
      'The server answers with an error',
      'The browser drops the new cookie silently and sends the old one again',
      'The browser cuts the cookie to 4096 bytes',
    ],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Give Browser A a session that fills its cookie to the last byte, at Count: 9', {
      do: 'forge-cookie',
      browser: 'browser-a',
      data: { count: 9 },
      fill: { key: 'note', overflow: { count: 10 } },
    }),
    step('Open the counter in Browser A: Count: 10, one digit too much', {
      do: 'open',
      browser: 'browser-a',
      address: '/',
    }),
    step('Wait for the browser’s verdict on the new cookie', {
      do: 'wait-for',
      seen: { kind: 'cookie.blocked', reason },
    }),
    step('Reload Browser A: Count: 10 again', { do: 'reload', browser: 'browser-a' }),
  ],
  check,
  explanation: [
    'Browsers keep 4096 bytes of name and value a cookie. What is longer they ignore as a whole, without a word to page or server: the server believes that it has saved the session, and the browser goes on with the one before.',
    'A shopping basket that forgets its newest item is how that looks to a customer. A client-side session has to stay small; with the store there is no such limit, since the cookie is an id.',
  ],
  source: 'RFC 6265bis §5.6 (a pair of more than 4096 octets is ignored) and §6.1 (Limits)',
}
