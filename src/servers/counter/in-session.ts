import type { RequestHandler, Response } from 'express'
import type { ObservationLog } from '../observation/observation-log.ts'
import type { StepGate } from '../observation/step-gate.ts'
import { answerInSession, type Saved } from './answer-in-session.ts'
import { recordOpened, recordSaved } from './record-session.ts'
import { sessionCookieOf } from './session-cookie-of.ts'
import type { SessionSource } from './session-source.ts'
import { storeProblem } from './store-problem.ts'
import type { View } from './view.ts'

export interface InSessionOptions {
  readonly sessions: SessionSource
  /** Where sessions that are opened and saved are recorded; without it nothing is. */
  readonly log?: ObservationLog | undefined
  /** Where messages wait in step mode; that time does not count. */
  readonly gate?: StepGate | undefined
  /** Milliseconds for the calls of the store in one attempt at a request. */
  readonly patience?: number | undefined
}

/** Joins a view to a request: opens the visitor's session for it, saves it, and only then answers. */
export const inSession =
  ({ sessions, log, gate, patience = 1_500 }: InSessionOptions, view: View): RequestHandler =>
  async (request, response, next) => {
    const { name, interface: kept } = sessions.current()
    const cookie = sessionCookieOf(request, name)
    const onOpened = recordOpened(log, kept.mode, cookie)
    const saved = await answerInSession({ sessions: kept, cookie, view, patience, standstill: gate, onOpened })
    if (!saved.ok) return next(storeProblem(saved.failure))
    recordSaved(log, kept.mode, saved.value)
    if (kept.mode === 'client-side') response.vary('Cookie')
    send(response, saved.value)
  }

const send = (response: Response, { answer, setCookie }: Saved): void => {
  if (setCookie !== undefined) response.setHeader('Set-Cookie', setCookie)
  response.status(answer.status).set({ 'Content-Type': 'text/html; charset=utf-8', ...answer.headers }).send(answer.html)
}
