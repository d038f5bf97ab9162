import type { SessionOutcome } from '../../shared/stream/changes.ts'
import type { CookieRefusal } from './cookie-refusal.ts'
import { dataToJson, type SessionData, type SessionValue } from './session-data.ts'
import type { Expected } from './session-store.ts'

/** Where a server-side session lives. */
export interface SessionPlace {
  readonly id: string
  /** The id was issued in the course of this request: nothing is stored under it yet. */
  readonly isIssuedNow: boolean
  /** What was found in the store under the id; a plain store cannot tell. */
  readonly found: Expected | undefined
}

interface SessionStart {
  readonly outcome: SessionOutcome
  readonly data: SessionData
  readonly place?: SessionPlace
}

/** The counter's data about one visitor in the course of one request, like Flask's `SessionMixin`. */
export class Session {
  /** What came of the cookie. */
  readonly outcome: SessionOutcome
  readonly place: SessionPlace | undefined
  readonly #data: Map<string, SessionValue>
  #isModified = false

  constructor({ outcome, data, place }: SessionStart) {
    this.outcome = outcome
    this.place = place
    this.#data = new Map(data)
  }

  /** A session for a visitor who brought no cookie. */
  static new(place?: SessionPlace): Session {
    return new Session({ outcome: { state: 'none' }, data: new Map(), ...(place && { place }) })
  }

  /** The session that a cookie stands for. */
  static loaded(data: SessionData, place?: SessionPlace): Session {
    return new Session({ outcome: { state: 'loaded', data: dataToJson(data) }, data, ...(place && { place }) })
  }

  /** An empty session in place of a cookie that was not accepted; it keeps the reason. */
  static refused({ reason, detail }: CookieRefusal, place?: SessionPlace): Session {
    return new Session({ outcome: { state: 'refused', reason, detail }, data: new Map(), ...(place && { place }) })
  }

  /** The visitor's session was not there before this request. */
  get isNew(): boolean {
    return this.outcome.state !== 'loaded'
  }

  /** Something was set or removed, so that it must be saved. */
  get isModified(): boolean {
    return this.#isModified
  }

  get isEmpty(): boolean {
    return this.#data.size === 0
  }

  get data(): SessionData {
    return this.#data
  }

  get(key: string): SessionValue | undefined {
    return this.#data.get(key)
  }

  set(key: string, value: SessionValue): void {
    this.#data.set(key, value)
    this.#isModified = true
  }

  /** Removes everything. Counts as a modification even of an empty session, as in Flask, so that its cookie is cleared. */
  clear(): void {
    this.#data.clear()
    this.#isModified = true
  }
}
