import type { RequestHandler, Response } from 'express'
import type { SessionMode } from '../../shared/stream/changes.ts'
import { notStored } from '../http/not-stored.ts'
import { traceparentOf } from '../observation/exchange-scope.ts'
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
    const { scope } = request
    const onOpened = recordOpened(log, scope?.exchange, kept.mode, cookie)
    const traceparent = scope && traceparentOf(scope)
    const saved = await answerInSession({
      sessions: kept,
      cookie,
      view,
      patience,
      holdClock: gate,
      traceparent,
      onOpened,
    })
    if (!saved.ok) return next(storeProblem(saved.failure))
    recordSaved(log, scope?.exchange, kept.mode, saved.value)
    send(response, kept.mode, saved.value)
  }

// The head is written at once: Express's own `send` would look up, parse and format what is known here.
const send = (response: Response, mode: SessionMode, { answer, setCookie }: Saved): void => {
  const head = {
    ...notStored,
    ...(mode === 'client-side' && { Vary: 'Cookie' }),
    ...(setCookie !== undefined && { 'Set-Cookie': setCookie }),
    'Content-Type': 'text/html; charset=utf-8',
    ...answer.headers,
    'Content-Length': Buffer.byteLength(answer.html),
  }
  response.writeHead(answer.status, head).end(answer.html)
}
