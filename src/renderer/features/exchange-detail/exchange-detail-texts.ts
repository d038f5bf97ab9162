import type { SessionMode, SessionRefusal } from '../../../shared/stream/changes.ts'

// Why a session cookie was refused.
const refusals: Readonly<Record<SessionRefusal, string>> = {
  malformed: 'it is not a signed value at all',
  'bad-signature': 'the signature does not match: it was changed, or signed with another key',
  expired: 'it is older than the session lifetime',
  'from-the-future': 'it claims to be signed in the future',
  'too-large': 'it is larger than the server is willing to unpack',
  'not-an-object': 'what it holds is not a session',
  'too-deep': 'what it holds is nested too deep',
  'malformed-id': 'it is not a session id',
  'unknown-id': 'this server never issued that id',
}

/** Texts of all about one exchange. */
export const detailTexts = {
  title: (exchange: number) => `Exchange #${exchange}`,
  close: 'Close the details',
  openInConsole: 'Open in Console',
  thread: 'The thread of this click',
  outcome: 'Session',
  noCookie: 'The request brought no session cookie, so the counter began a new session.',
  loaded: (mode: SessionMode) =>
    mode === 'server-side' ? 'The id was accepted; under it the store holds' : 'The cookie was accepted; it holds',
  refused: (reason: SessionRefusal) => `The session cookie was refused: ${refusals[reason]}.`,
  startedAfresh: 'The counter began a new session instead.',
} as const

/** Texts of a thread, hop by hop. */
export const threadTexts = {
  asks: 'asks',
  withNothing: 'without a session cookie',
  withId: 'with its id',
  withCookie: 'with a session cookie',
  withSession: 'with its session in the cookie',
  readsCookie: 'reads the cookie:',
  refusesCookie: (reason: SessionRefusal) => `refuses the cookie: ${refusals[reason]}`,
  asksStore: 'asks the store for',
  storeAnswers: 'store answers',
  saves: 'saves',
  deletes: 'deletes',
  storeFails: 'store fails:',
  signs: 'signs a new cookie:',
  clearsCookie: 'clears the cookie',
  shows: 'page shows',
  redirected: 'is sent on to',
  receives: 'receives',
  fails: 'gets no answer:',
} as const
