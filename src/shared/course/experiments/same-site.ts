import type { Experiment } from '../lesson.ts'
import { headerValue } from '../../stream/header-list.ts'
import type { LessonRecord, JoinedExchange } from '../record.ts'
import type { FromScene } from '../from-scene.ts'
import {
  answeredObject,
  countedPages,
  exchangeEvidence,
  isAnswered,
  isByHand,
  kvRequestOf,
  pageEvidence,
  type Answered,
  type CountedPage,
} from '../exchange-queries.ts'
import { step } from '../step.ts'
import { failedVerdict, passed, pending, type Verdict } from '../../stream/verdict.ts'

/** A POST that a page of another site had a visitor's browser send. */
interface Forged {
  readonly post: Answered
  /** The visitor's newest page before it. */
  readonly page: CountedPage
  readonly broughtCookie: boolean
}

const check = ({ exchanges }: LessonRecord): Verdict => {
  const forged = forgedIn(exchanges)
  const unguarded = forged.filter(({ post }) => post.settings.SESSION_COOKIE_SAMESITE === null)
  const guarded = forged.filter(
    ({ post }) => post.settings.SESSION_COOKIE_SAMESITE === 'Lax' || post.settings.SESSION_COOKIE_SAMESITE === 'Strict',
  )
  const hit = unguarded.find(({ broughtCookie }) => broughtCookie)
  const through = guarded.find(({ broughtCookie }) => broughtCookie)
  if (through !== undefined) {
    return failedVerdict(
      'The POST of the other site brought the session cookie, though it has SameSite.',
      'Reload the counter after changing the setting, so that the browser gets the cookie with its attribute.',
      evidenceOf(through, 'from another site, with the cookie'),
    )
  }
  const held = guarded.flatMap((one) => keptBy(one, exchanges))[0]
  if (hit !== undefined && held !== undefined) {
    return passed(
      'Without SameSite a page of another site reset the session: the cookie went along. With it the browser kept the cookie back, and the session is still in the store.',
      [
        ...evidenceOf(hit, `from ${originOf(hit.post) ?? 'another site'}, with the cookie, ${ageOf(hit)} s old`),
        ...evidenceOf(held.attempt, `from ${originOf(held.attempt.post) ?? 'another site'}, without the cookie`),
        exchangeEvidence(held.read, `the session is still there: ${held.read.end.body.text.trim().slice(0, 80)}`),
      ],
    )
  }
  const late = unguarded.at(-1)
  if (hit === undefined && late !== undefined) {
    return failedVerdict(
      'The POST of the other site brought no cookie.',
      'A cookie without SameSite goes along for its first two minutes only. Clear the cookies, open the counter, and be quick.',
      evidenceOf(late, `without the cookie, ${ageOf(late)} s old`),
    )
  }
  return pending(
    ['no SameSite: a POST from another site brings the cookie', hit !== undefined],
    ['SameSite=Lax or Strict: it does not', guarded.length > 0],
    ['the session is read from the store afterwards: it is still there', held !== undefined],
  )
}

const forgedIn = (exchanges: readonly JoinedExchange[]): Forged[] => {
  const pages = countedPages(exchanges)
  return exchanges.flatMap((post) => {
    if (
      !isAnswered(post) ||
      post.requested.to !== 'counter' ||
      post.requested.method !== 'POST' ||
      !isFromElsewhere(post)
    )
      return []
    const page = pages.findLast(({ id, requested }) => id < post.id && requested.from === post.requested.from)
    if (page === undefined || post.opened?.mode !== 'server-side') return []
    return [{ post, page, broughtCookie: post.opened.outcome.state === 'loaded' && post.opened.id === page.value }]
  })
}

const originOf = ({ requested }: JoinedExchange): string | undefined => headerValue(requested.headers, 'Origin')

const isFromElsewhere = (seen: JoinedExchange): boolean => {
  const origin = originOf(seen)
  if (origin === undefined) return false
  const host = headerValue(seen.requested.headers, 'Host') ?? ''
  return !URL.canParse(origin) || new URL(origin).hostname !== host.replace(/:\d+$/, '')
}

// What is proof that nothing was lost: the entry of the visitor's session, read after the attack.
const keptBy = (attempt: Forged, exchanges: readonly JoinedExchange[]) => {
  const read = exchanges.find((seen): seen is Answered => {
    if (!isAnswered(seen) || seen.id < attempt.post.id || seen.requested.to !== 'kv' || !isByHand(seen)) return false
    const request = kvRequestOf(seen)
    return (
      request.verb === 'read' &&
      request.key === attempt.page.value &&
      (answeredObject(seen)[request.key] ?? null) !== null
    )
  })
  return read === undefined ? [] : [{ attempt, read }]
}

const ageOf = ({ post, page }: Forged): number => Math.round((post.requested.at - page.requested.at) / 1000)

const evidenceOf = ({ post, page }: Forged, note: string) => [
  pageEvidence(page),
  exchangeEvidence(post, `POST /reset ${note}`),
]

// Of Browser A's cookies: the first page, the reset and its page, then the one with SameSite.
const guardedId: FromScene<string> = { from: 'received', browser: 'browser-a', index: 3 }

/** SameSite, and a POST from another site. */
export const sameSite: Experiment = {
  kind: 'experiment',
  id: 'same-site',
  title: 'SameSite and the POST from another site',
  misconception: 'A page of another site cannot do anything in my session: it does not have my cookie.',
  prediction: {
    question:
      'A page of another site holds a form that posts to the counter’s `/reset`. The session cookie has no SameSite attribute and is a few seconds old. Does it go along?',
    choices: [
      'Yes: the browser sends it, and the session is reset',
      'No: it is another site',
      'No: without SameSite it counts as Lax, always',
    ],
    right: 0,
  },
  needsNative:
    'SameSite is kept by the browser itself, which knows whose page started a request. A simulated browser has no pages that could.',
  steps: [
    step('Begin with empty jars, the store on, no SameSite', { do: 'prepare', settings: { USE_SESSION_STORE: true } }),
    step('Open the counter in Browser A', { do: 'open', browser: 'browser-a', address: '/' }),
    step('Open a page of another site in the same browser', { do: 'open-other-site', browser: 'browser-a' }),
    step('Press its button, which posts to the counter', {
      do: 'press',
      browser: 'browser-a',
      button: 'Claim your prize',
    }),
    step('Now with SameSite=Lax', { do: 'set', change: { key: 'SESSION_COOKIE_SAMESITE', value: 'Lax' } }),
    step('Open the counter again: its cookie gets the attribute', {
      do: 'open',
      browser: 'browser-a',
      address: { from: 'address', server: 'counter' },
    }),
    step('Open the page of the other site again', { do: 'open-other-site', browser: 'browser-a' }),
    step('Press its button again', { do: 'press', browser: 'browser-a', button: 'Claim your prize' }),
    step('Ask the key-value service for the session: it is still there', {
      do: 'request',
      server: 'kv',
      method: 'GET',
      target: { join: ['/', guardedId] },
    }),
  ],
  check,
  explanation: [
    'A form may post anywhere, and browsers used to send the cookies of the target along: cross-site request forgery. With `SameSite=Lax` a cookie goes along from other sites only when a link is followed, with `Strict` not even then.',
    'A cookie without the attribute counts as Lax, with an exception that browsers make for old login pages: for its first two minutes it goes along with a POST of the whole page. That is what happened here. Wait two minutes before you press the button, and it is held back.',
    'Two ports of `localhost` are the same site; `localhost` and `127.0.0.1` are two. And even with Lax the answer to the forged POST clears the cookie in the browser: this counter clears it for whoever asks. The session itself was not touched.',
  ],
  source:
    'RFC 6265bis §5.6.7 and §5.6.7.2 (“Lax-Allowing-Unsafe”), §8.8 (SameSite Cookies); OWASP Cross-Site Request Forgery Prevention Cheat Sheet',
}
