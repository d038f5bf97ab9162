import type { Session } from '../session/session.ts'

/** What a view answers. It is a value, so that nothing is sent before the session is safe and a view can be run again. */
export interface ViewAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly html: string
}

/** Answers a request from its session and may change it. It may run more than once for one request: it does nothing else. */
export type View = (session: Session) => ViewAnswer
