import type { Experiment } from '../lesson.ts'
import type { LessonRecord } from '../record.ts'
import { countedPages, exchangeEvidence, isAnswered, isByHand, pageEvidence, shortValue } from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { cookieSent } from './requests-with-cookie.ts'

const check = ({ exchanges, settings }: LessonRecord): Verdict => {
  const pages = countedPages(exchanges)
  const visits = exchanges.flatMap((visit) => {
    if (!isAnswered(visit) || visit.requested.to !== 'kv' || !isByHand(visit)) return []
    const page = pages.findLast((one) => one.id < visit.id && one.requested.from === visit.requested.from)
    return page === undefined ? [] : [{ page, visit, sent: cookieSent(visit, settings.SESSION_COOKIE_NAME) }]
  })
  const along = visits.find(({ page, sent }) => sent === page.value)
  if (along !== undefined) {
    const { page, visit, sent = '' } = along
    return passed(
      'The key-value service got the cookie that the counter had set, though it is another server on another port.',
      [
        pageEvidence(page),
        exchangeEvidence(visit, `GET ${visit.requested.target} on the other port brings session=${shortValue(sent)}`),
      ],
    )
  }
  const without = visits.findLast(({ sent }) => sent === undefined)
  if (without !== undefined) {
    return failedVerdict(
      'The key-value service got no cookie.',
      'Ask for both servers by the same name: `localhost` and `127.0.0.1` are two hosts.',
      [pageEvidence(without.page), exchangeEvidence(without.visit)],
    )
  }
  return pending(
    ['a cookie that the counter set', pages.length > 0],
    ['the same browser opens the key-value service', false],
  )
}

/** Cookies ignore ports. */
export const cookiesIgnorePorts: Experiment = {
  kind: 'experiment',
  id: 'cookies-ignore-ports',
  title: 'Cookies ignore ports',
  misconception: 'Another port is another server, so it gets none of my cookies: the same-origin policy sees to that.',
  prediction: {
    question:
      'Browser A has a cookie of the counter and opens the key-value service, which listens on another port of the same host. Which cookies does that get?',
    choices: [
      'None: another port is another origin',
      'The counter’s session cookie',
      'Only cookies that it set itself',
    ],
    right: 1,
  },
  steps: [
    step('Begin with empty jars, the store off', { do: 'prepare', settings: {} }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Open the key-value service in the same browser', {
      do: 'open',
      browser: 'browser-a',
      address: { from: 'address', server: 'kv' },
    }),
  ],
  check,
  explanation: [
    'Cookies are older than origins. They belong to a host name (and a path), not to a scheme, a name and a port; only scripts and pages are kept apart by port.',
    'So whoever runs anything on another port of your host can read your visitors’ cookies, and set new ones. On a machine that several people share, or in development on `localhost`, give each service a name of its own.',
  ],
  source: 'RFC 6265bis §8.5 (Weak Confidentiality): “Cookies do not provide isolation by port”',
}
