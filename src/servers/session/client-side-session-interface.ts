import type { Clock } from '../../shared/base/clock.ts'
import { success, type Result } from '../../shared/base/result.ts'
import type { Settings } from '../../shared/stream/settings.ts'
import { isTrue } from './session-data.ts'
import { Session } from './session.ts'
import type { SessionInterface } from './session-interface.ts'
import type { StoreFailure } from './session-store.ts'
import { clearedCookieLine, sessionCookieLine, type CookieSettings } from './set-cookie-line.ts'
import type { SessionSerializer } from './session-serializer.ts'

interface ClientSideOptions {
  readonly serializer: SessionSerializer
  readonly settings: CookieSettings & Pick<Settings, 'PERMANENT_SESSION_LIFETIME'>
  readonly clock: Clock
}

/** The session is in the cookie, signed: Flask's SecureCookieSessionInterface (flask/sessions.py). */
export class ClientSideSessionInterface implements SessionInterface {
  readonly mode = 'client-side'
  readonly #options: ClientSideOptions

  constructor(options: ClientSideOptions) {
    this.#options = options
  }

  open(cookie: string | undefined): Promise<Result<Session, StoreFailure>> {
    return Promise.resolve(success(this.#sessionOf(cookie)))
  }

  #sessionOf(cookie: string | undefined): Session {
    if (cookie === undefined || cookie === '') return Session.new()
    const loaded = this.#options.serializer.loads(cookie, this.#options.clock.now())
    return loaded.ok ? Session.loaded(loaded.value) : Session.refused(loaded.failure)
  }

  save(session: Session): Promise<Result<string | undefined, StoreFailure>> {
    return Promise.resolve(success(session.isModified ? this.#lineOf(session) : undefined))
  }

  #lineOf(session: Session): string {
    const { serializer, settings, clock } = this.#options
    if (session.isEmpty) return clearedCookieLine(settings, { httpOnly: settings.SESSION_COOKIE_HTTPONLY })
    return sessionCookieLine(settings, serializer.dumps(session.data, clock.now()), this.#endOf(session))
  }

  // As Flask's `get_expiration_time`: only for a session that somebody made permanent.
  #endOf({ data }: Session): Date | undefined {
    const { settings, clock } = this.#options
    const end = clock.now() + settings.PERMANENT_SESSION_LIFETIME * 1000
    return isTrue(data.get('_permanent')) && end <= lastMoment ? new Date(end) : undefined
  }

  /** Every request carries its own copy of the session: there is nothing to wait for. */
  inTurn<T>(
    _cookie: string | undefined,
    work: () => Promise<Result<T, StoreFailure>>,
  ): Promise<Result<T, StoreFailure>> {
    return work()
  }
}

/** The end of Python's calendar. */
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59)
