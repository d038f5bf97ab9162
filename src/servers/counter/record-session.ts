import type { ExchangeId, SessionMode } from '../../shared/stream/changes.ts'
import type { Fact } from '../../shared/stream/observation.ts'
import type { ObservationLog } from '../observation/observation-log.ts'
import { dataToJson } from '../session/session-data.ts'
import type { Session } from '../session/session.ts'
import type { Saved } from './answer-in-session.ts'

/** Records what came of the session cookie, each time that the session is opened in the course of a request. */
export const recordOpened =
  (log: ObservationLog | undefined, exchange: ExchangeId | undefined, mode: SessionMode, cookie: string | undefined) =>
  ({ outcome, place }: Session): void => {
    if (!log || exchange === undefined) return
    const id = place && !place.isIssuedNow ? place.id : undefined
    log.append({
      kind: 'session.opened',
      exchange,
      source: 'app',
      mode,
      ...(cookie !== undefined && { cookie }),
      ...(id !== undefined && { id }),
      outcome,
    })
  }

/** Records a session that was saved, before the answer that says so is sent. */
export const recordSaved = (
  log: ObservationLog | undefined,
  exchange: ExchangeId | undefined,
  mode: SessionMode,
  { session, setCookie }: Saved,
): void => {
  if (!log || exchange === undefined || setCookie === undefined) return
  const saved: Fact = {
    kind: 'session.saved',
    exchange,
    source: 'app',
    mode,
    setCookie,
    ...(session.place && { id: session.place.id }),
  }
  log.append(session.isEmpty ? saved : { ...saved, data: dataToJson(session.data) })
}
