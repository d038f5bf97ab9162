import type { ExchangeId, SessionMode, SessionRefusal } from '../stream/changes.ts'
import type { LessonId } from '../stream/judged.ts'
import type { Participant } from '../stream/participant.ts'

/** What tells one session from all others in a stream: `id:…` by its id, `signed:7` by the exchange in which it was first seen. */
export type SessionKey = `id:${string}` | `signed:${number}`

/** Somebody who brought a session, or was given it. */
export interface Holder {
  readonly with: Participant
  /** The experiment for which a fresh browser stood in for it. */
  readonly standIn?: LessonId
}

/** A moment in the life of a session. `exchange` is the one in which it happened. */
export type LifeEvent = { readonly at: number } & (
  | ({ readonly kind: 'began'; readonly exchange: ExchangeId } & Holder)
  /** Its beginning is not in the stream. */
  | ({ readonly kind: 'first-seen'; readonly exchange: ExchangeId } & Holder)
  /** Somebody brought it who had neither brought nor been given it before. */
  | ({ readonly kind: 'brought-by-another'; readonly exchange: ExchangeId } & Holder)
  /** It was brought and accepted once more, after it had ended. */
  | ({ readonly kind: 'came-back'; readonly exchange: ExchangeId } & Holder)
  | ({
      readonly kind: 'refused'
      readonly exchange: ExchangeId
      readonly reason: SessionRefusal
    } & Holder)
  | ({ readonly kind: 'emptied'; readonly exchange: ExchangeId } & Holder)
  /** Its entry in the store is gone, other than by a request of the session's own. */
  | { readonly kind: 'entry-gone'; readonly cause: 'deleted' | 'expired' | 'elsewhere' }
)

/** A session as the stream tells of it. */
export interface SessionLife {
  readonly key: SessionKey
  readonly mode: SessionMode
  /** The id under which its data is stored. */
  readonly id?: string
  /** Oldest first: the first one, and the newest. */
  readonly events: readonly LifeEvent[]
  /** Whoever brought it, or was given it, in that order. */
  readonly holders: readonly Holder[]
  /** It was emptied, or its entry is gone. A signed cookie may still be accepted after that: nobody but its reader knows. */
  readonly hasEnded: boolean
}
