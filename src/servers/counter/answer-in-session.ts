import { setTimeout as pause } from 'node:timers/promises'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { startDeadline, type HoldClock } from '../http/deadline.ts'
import type { Session } from '../session/session.ts'
import type { SessionInterface } from '../session/session-interface.ts'
import type { StoreCall, StoreFailure } from '../session/session-store.ts'
import type { View, ViewAnswer } from './view.ts'
import { withPatience } from './with-patience.ts'

interface InSession {
  readonly sessions: SessionInterface
  readonly cookie: string | undefined
  readonly view: View
  /** Milliseconds for the calls of the store in one attempt, once it is this request's turn. */
  readonly patience: number
  /** Says what time does not count. */
  readonly holdClock: HoldClock | undefined
  /** Names the exchange to the store; absent where nothing is observed. */
  readonly traceparent: string | undefined
  readonly onOpened: (session: Session) => void
}

/** An answer whose session is saved. */
export interface Saved {
  readonly session: Session
  readonly answer: ViewAnswer
  /** Absent when the session was not modified. */
  readonly setCookie: string | undefined
}

// Milliseconds. A store that answers, if only that others were faster, is not one that hangs: so it is asked for longer.
const conflictPatience = 15_000
const longestPause = 16

/**
 * Opens the session, runs the view and saves. When another process saved the session meanwhile, all of it is done again
 * with what is there now, so that no update is lost.
 */
export const answerInSession = (request: InSession): Promise<Result<Saved, StoreFailure>> =>
  request.sessions.inTurn(request.cookie, async () => {
    const saved = await attempt(request)
    if (!isConflict(saved)) return saved
    const deadline = startDeadline(conflictPatience, request.holdClock)
    return tryAgain(request, deadline.signal).finally(deadline.end)
  })

const attempt = (request: InSession): Promise<Result<Saved, StoreFailure>> =>
  withPatience(request.patience, (limit) => tryOnce(request, callOf(request, limit)), request.holdClock)

// The limit is looked at when the store is called, if it is called at all.
const callOf = ({ traceparent }: InSession, limit: () => AbortSignal): StoreCall => ({
  traceparent,
  get signal() {
    return limit()
  },
})

const isConflict = (saved: Result<Saved, StoreFailure>): boolean => !saved.ok && saved.failure.kind === 'conflict'

const tryAgain = async (request: InSession, isOver: AbortSignal): Promise<Result<Saved, StoreFailure>> => {
  for (let conflicts = 1; !isOver.aborted; conflicts += 1) {
    await pause(Math.random() * Math.min(2 ** conflicts, longestPause))
    const saved = await attempt(request)
    if (!isConflict(saved)) return saved
  }
  return failed({ kind: 'busy', message: 'others keep saving this session at the same time' })
}

const tryOnce = async (
  { sessions, cookie, view, onOpened }: InSession,
  call: StoreCall,
): Promise<Result<Saved, StoreFailure>> => {
  const opened = await sessions.open(cookie, call)
  if (!opened.ok) return opened
  const session = opened.value
  onOpened(session)
  const answer = view(session)
  const setCookie = await sessions.save(session, call)
  return setCookie.ok ? success({ session, answer, setCookie: setCookie.value }) : setCookie
}
