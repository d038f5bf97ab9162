import type { SessionMode } from '../../shared/stream/changes.ts'
import type { Result } from '../../shared/base/result.ts'
import type { Session } from './session.ts'
import type { StoreCall, StoreFailure } from './session-store.ts'

/** How sessions are kept from one request to the next, like Flask's SessionInterface. Knows nothing of HTTP but the cookie's value. */
export interface SessionInterface {
  readonly mode: SessionMode
  /** The session that a cookie's value stands for; a value that is not accepted gives an empty one that keeps the reason. */
  open(cookie: string | undefined, call: StoreCall): Promise<Result<Session, StoreFailure>>
  /**
   * The value of the Set-Cookie header to send, once the data is safe; undefined for a session that was not modified.
   * Fails with `conflict` when somebody else saved the session since it was opened: open it again.
   */
  save(session: Session, call: StoreCall): Promise<Result<string | undefined, StoreFailure>>
  /** Runs an open…save of a session after those of the same session that came before, where the interface keeps order. */
  inTurn<T>(cookie: string | undefined, work: () => Promise<Result<T, StoreFailure>>): Promise<Result<T, StoreFailure>>
}
