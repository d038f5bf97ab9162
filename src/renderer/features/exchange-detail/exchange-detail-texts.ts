import { refusalReasons } from '../../texts/refusal-reasons.ts'
import type { SessionRefusal } from '../../../shared/stream/changes.ts'

/** Texts of all about one exchange. */
export const detailTexts = {
  title: (exchange: number) => `Exchange #${exchange}`,
  close: 'Close the details',
  openInConsole: 'Open in Console',
  thread: 'The thread of this click',
  views: 'How the exchange is shown',
  view: { story: 'Story', thread: 'Thread', raw: 'Raw' },
} as const

/** Texts of a thread, hop by hop. */
export const threadTexts = {
  asks: 'asks',
  withNothing: 'without a session cookie',
  withId: 'with its id',
  withCookie: 'with a session cookie',
  withSession: 'with its session in the cookie',
  readsCookie: 'reads the cookie:',
  refusesCookie: (reason: SessionRefusal) => `refuses the cookie: ${refusalReasons[reason]}`,
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
