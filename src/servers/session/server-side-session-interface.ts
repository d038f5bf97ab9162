import { randomUUID } from 'node:crypto'
import { isUuid } from '../../shared/base/uuid.ts'
import { deepestJson, isTooDeep } from '../../shared/base/json.ts'
import { isJsonObject } from '../../shared/base/parse-json.ts'
import { success, type Result } from '../../shared/base/result.ts'
import type { Settings } from '../../shared/stream/settings.ts'
import { isAddressableKey } from './addressable-key.ts'
import { Session, type SessionPlace } from './session.ts'
import { dataFromJson, dataToJson, hasNumeral, isSessionData, toExactJson } from './session-data.ts'
import type { SessionInterface } from './session-interface.ts'
import type { ReadValue, SessionStore, StoreCall, StoreFailure } from './session-store.ts'
import { clearedCookieLine, sessionCookieLine, type CookieSettings } from './set-cookie-line.ts'
import type { Turns } from './turns.ts'
import { writeJson } from './write-json.ts'

interface ServerSideOptions {
  readonly store: SessionStore
  readonly settings: CookieSettings & Pick<Settings, 'STRICT_SESSION_IDS' | 'LOCK_SESSIONS'>
  /** Shared by all requests of this process. */
  readonly turns: Turns
}

/** The cookie holds a random id, the data is in a {@link SessionStore} under it. */
export class ServerSideSessionInterface implements SessionInterface {
  readonly mode = 'server-side'
  readonly #options: ServerSideOptions

  constructor(options: ServerSideOptions) {
    this.#options = options
  }

  async open(cookie: string | undefined, call: StoreCall): Promise<Result<Session, StoreFailure>> {
    if (cookie === undefined || cookie === '') return success(Session.new(newPlace()))
    if (!this.#canBeId(cookie))
      return success(Session.refused({ reason: 'malformed-id', detail: 'this cannot be a session id' }, newPlace()))
    const read = await this.#options.store.getKey(cookie, call)
    return read.ok ? success(this.#sessionOf(cookie, read.value)) : read
  }

  #canBeId(cookie: string): boolean {
    return isAddressableKey(cookie) && (isUuid(cookie) || !this.#options.settings.STRICT_SESSION_IDS)
  }

  #sessionOf(id: string, { value, exact, found }: ReadValue): Session {
    const place = { id, isIssuedNow: false, found }
    if (isTooDeep(value))
      return Session.refused(
        {
          reason: 'too-deep',
          detail: `what is stored under this id nests lists and objects more than ${deepestJson} deep`,
        },
        place,
      )
    if (exact !== undefined && isSessionData(exact)) return Session.loaded(exact, place)
    if (isJsonObject(value)) return Session.loaded(dataFromJson(value), place)
    if (value !== null)
      return Session.refused(
        { reason: 'not-an-object', detail: 'what is stored under this id is no JSON object' },
        place,
      )
    // Whoever adopts an id that came from outside lets an attacker choose it (OWASP, session fixation).
    if (this.#options.settings.STRICT_SESSION_IDS)
      return Session.refused({ reason: 'unknown-id', detail: 'nothing is stored under this id' }, newPlace())
    return Session.loaded(new Map(), place)
  }

  async save(session: Session, call: StoreCall): Promise<Result<string | undefined, StoreFailure>> {
    const { place } = session
    if (!session.isModified || place === undefined) return success(undefined)
    const { settings } = this.#options
    const stored = session.isEmpty ? await this.#remove(place, call) : await this.#write(place, session, call)
    if (!stored.ok) return stored
    return success(
      session.isEmpty ? clearedCookieLine(settings, { httpOnly: false }) : sessionCookieLine(settings, place.id),
    )
  }

  #write(
    { id, found }: SessionPlace,
    { data }: Session,
    { signal, traceparent }: StoreCall,
  ): Promise<Result<undefined, StoreFailure>> {
    const { store, settings } = this.#options
    const exact = hasNumeral(data) ? writeJson(toExactJson(data)) : undefined
    return store.setKey(id, dataToJson(data), {
      signal,
      traceparent,
      exact,
      expected: settings.LOCK_SESSIONS ? found : undefined,
    })
  }

  async #remove({ id, isIssuedNow }: SessionPlace, call: StoreCall): Promise<Result<undefined, StoreFailure>> {
    return isIssuedNow ? success(undefined) : this.#options.store.deleteKey(id, call)
  }

  inTurn<T>(
    cookie: string | undefined,
    work: () => Promise<Result<T, StoreFailure>>,
  ): Promise<Result<T, StoreFailure>> {
    const { settings, turns } = this.#options
    return settings.LOCK_SESSIONS && cookie !== undefined && cookie !== '' ? turns.take(cookie, work) : work()
  }
}

const newPlace = (): SessionPlace => ({ id: randomUUID(), isIssuedNow: true, found: { state: 'absent' } })
